package build

import (
	"regexp/syntax"
	"slices"
	"unicode"

	"vouch/shared/pattern"
)

// state is a place in an automaton over bytes.
type state int32

// step takes a byte from low to high.
type step struct {
	low, high byte
	to        state
}

// free takes nothing, where the assertions hold.
type free struct {
	when pattern.Assertion
	to   state
}

// nfa is a pattern as Thompson (1968) makes it, over the bytes of UTF-8.
type nfa struct {
	steps      [][]step
	frees      [][]free
	start, end state
	suffixes   map[suffix]state
}

// suffix is the tail of characters' bytes, which characters share.
type suffix struct {
	low, high byte
	to        state
}

// newNFA makes a pattern's automaton. ok is false when it would have more than limit states.
func newNFA(prog *syntax.Prog, limit int) (n *nfa, ok bool) {
	n = &nfa{suffixes: map[suffix]state{}}
	for range prog.Inst {
		n.add()
	}
	n.start = state(prog.Start)
	for i := range prog.Inst {
		n.inst(state(i), &prog.Inst[i])
		if len(n.steps) > 8*limit {
			return nil, false
		}
	}
	n.short()
	n.trim()
	return n, len(n.steps) <= limit
}

func (n *nfa) add() state {
	n.steps = append(n.steps, nil)
	n.frees = append(n.frees, nil)
	return state(len(n.steps) - 1)
}

func (n *nfa) inst(at state, in *syntax.Inst) {
	switch in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		n.frees[at] = []free{{to: state(in.Out)}, {to: state(in.Arg)}}
	case syntax.InstCapture, syntax.InstNop:
		n.frees[at] = []free{{to: state(in.Out)}}
	case syntax.InstEmptyWidth:
		n.frees[at] = []free{{pattern.Assertion(in.Arg), state(in.Out)}}
	case syntax.InstMatch:
		n.end = at
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		for _, r := range runesOf(in) {
			n.characters(at, r, state(in.Out))
		}
	case syntax.InstFail:
	}
}

// characters lets at take any of a range of characters.
func (n *nfa) characters(at state, r runes, to state) {
	eachSequence(r, func(ranges []byteRange) {
		out := to
		for i := len(ranges) - 1; i > 0; i-- {
			out = n.tail(suffix{ranges[i].low, ranges[i].high, out})
		}
		n.steps[at] = append(n.steps[at], step{ranges[0].low, ranges[0].high, out})
	})
}

func (n *nfa) tail(s suffix) state {
	at, ok := n.suffixes[s]
	if !ok {
		at = n.add()
		n.steps[at] = []step{{s.low, s.high, s.to}}
		n.suffixes[s] = at
	}
	return at
}

// short lets edges lead past states that do nothing but lead on.
func (n *nfa) short() {
	past := func(s state) state {
		for range n.frees {
			if len(n.steps[s]) > 0 || len(n.frees[s]) != 1 || n.frees[s][0].when != 0 {
				break
			}
			s = n.frees[s][0].to
		}
		return s
	}
	n.start = past(n.start)
	for s := range n.steps {
		for i := range n.steps[s] {
			n.steps[s][i].to = past(n.steps[s][i].to)
		}
		for i := range n.frees[s] {
			n.frees[s][i].to = past(n.frees[s][i].to)
		}
	}
}

// trim drops the states that no match passes through and numbers the others anew.
func (n *nfa) trim() {
	ahead := n.reached(n.start)
	back := n.flipped().reached(n.end)
	number := make([]state, len(n.steps))
	kept := state(0)
	for s := range number {
		number[s] = -1
		if ahead[s] && back[s] || state(s) == n.start || state(s) == n.end {
			number[s] = kept
			kept++
		}
	}
	out := nfa{steps: make([][]step, kept), frees: make([][]free, kept), start: number[n.start], end: number[n.end]}
	for s, to := range number {
		if to >= 0 {
			out.steps[to], out.frees[to] = n.kept(state(s), number)
		}
	}
	*n = out
}

// kept are a state's edges to the states that have a number.
func (n *nfa) kept(s state, number []state) (steps []step, frees []free) {
	for _, e := range n.steps[s] {
		if e.to = number[e.to]; e.to >= 0 {
			steps = append(steps, e)
		}
	}
	for _, e := range n.frees[s] {
		if e.to = number[e.to]; e.to >= 0 && e.to != number[s] {
			frees = append(frees, e)
		}
	}
	return steps, frees
}

func (n *nfa) reached(from state) []bool {
	seen := make([]bool, len(n.steps))
	seen[from] = true
	for stack := []state{from}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, to := range n.successors(s) {
			if !seen[to] {
				seen[to] = true
				stack = append(stack, to)
			}
		}
	}
	return seen
}

func (n *nfa) successors(s state) (all []state) {
	for _, e := range n.steps[s] {
		all = append(all, e.to)
	}
	for _, e := range n.frees[s] {
		all = append(all, e.to)
	}
	return all
}

// flipped is the automaton that reads backwards.
func (n *nfa) flipped() *nfa {
	out := &nfa{steps: make([][]step, len(n.steps)), frees: make([][]free, len(n.frees)), start: n.end, end: n.start}
	for s := range n.steps {
		for _, e := range n.steps[s] {
			out.steps[e.to] = append(out.steps[e.to], step{e.low, e.high, state(s)})
		}
		for _, e := range n.frees[s] {
			out.frees[e.to] = append(out.frees[e.to], free{e.when, state(s)})
		}
	}
	return out
}

// takesNothing reports whether the pattern matches the empty text somewhere.
func (n *nfa) takesNothing() bool {
	bare := &nfa{steps: make([][]step, len(n.steps)), frees: n.frees}
	return bare.reached(n.start)[n.end]
}

// runes is a range of characters, both included.
type runes struct{ low, high rune }

// runesOf are the characters that an instruction takes.
func runesOf(in *syntax.Inst) []runes {
	switch in.Op {
	case syntax.InstRuneAny:
		return []runes{{0, unicode.MaxRune}}
	case syntax.InstRuneAnyNotNL:
		return []runes{{0, '\n' - 1}, {'\n' + 1, unicode.MaxRune}}
	default: // listed
	}
	if len(in.Rune) == 1 {
		return single(in.Rune[0], syntax.Flags(in.Arg)&syntax.FoldCase != 0)
	}
	var all []runes
	for i := 0; i+1 < len(in.Rune); i += 2 {
		all = append(all, runes{in.Rune[i], in.Rune[i+1]})
	}
	return all
}

// single is one character, with those of another case when folded.
func single(r rune, folded bool) []runes {
	all := []runes{{r, r}}
	if folded {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			all = append(all, runes{other, other})
		}
		slices.SortFunc(all, func(a, b runes) int { return int(a.low - b.low) })
	}
	return all
}
