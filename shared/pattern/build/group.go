package build

import (
	"errors"
	"slices"

	"vouch/shared/pattern"
)

// inGroup is how many patterns share a group: a hundred or two are found in one pass as fast as one
// is, thousands would have too many states in a draft at once.
const inGroup = 400

// grouped puts patterns into groups and finds the states of each that are worth sending along.
func (b *Builder) grouped(s *pattern.Set) error {
	for from := 0; from < len(b.all); from += inGroup {
		to := min(from+inGroup, len(b.all))
		for id := from; id < to; id++ {
			s.GroupOf[id] = uint8(len(s.Groups))
		}
		s.Groups = append(s.Groups, pattern.Group{Classes: classes(b.all[from:to])})
	}
	s.Prepare()
	for i := range s.Groups {
		g := pattern.NewGrower(s, i, b.entering(s, i*inGroup))
		for _, text := range b.samples {
			g.Read(text, sentStates)
		}
		g.Explore(sentStates)
		if !g.Finish() {
			return errors.New("the patterns that can begin with the same letter are too many; let more of them begin with a word")
		}
	}
	return nil
}

// entering lists the threads of the matches that may begin with a byte: what the first states
// lead to.
func (b *Builder) entering(s *pattern.Set, from int) func(pattern.Kind, byte) []uint32 {
	return func(before pattern.Kind, c byte) []uint32 {
		holding := pattern.Holding(before, pattern.KindOf(c))
		var threads []uint32
		for id := from; id < min(from+inGroup, len(b.all)); id++ {
			n, own := b.all[id], map[state]bool{}
			for at := range n.closed([]state{n.start}, holding) {
				for _, e := range n.steps[at] {
					if e.low <= c && c <= e.high {
						own[e.to] = true
					}
				}
			}
			var entered []state
			for at := range own {
				entered = append(entered, at)
			}
			for at := range n.closed(entered, 0) {
				if n.matters(at) {
					threads = append(threads, s.StateFirst[id]+uint32(n.number(at)))
				}
			}
		}
		slices.Sort(threads)
		return threads
	}
}

// closed are states and what they lead to without a byte, where assertions hold.
func (n *nfa) closed(from []state, holding pattern.Assertion) map[state]bool {
	seen := map[state]bool{}
	for stack := slices.Clone(from); len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		for _, f := range n.frees[at] {
			if f.when&^holding == 0 {
				stack = append(stack, f.to)
			}
		}
	}
	return seen
}

// matters: the runner remembers no state that only leads on.
func (n *nfa) matters(at state) bool {
	return at == n.end || len(n.steps[at]) > 0 ||
		slices.ContainsFunc(n.frees[at], func(f free) bool { return f.when != 0 })
}

// classes parts the bytes into classes that no edge and no assertion tells apart.
func classes(all []*nfa) (class [256]uint8) {
	cuts := map[byteRange]bool{}
	for _, n := range all {
		for _, steps := range n.steps {
			for _, e := range steps {
				cuts[byteRange{e.low, e.high}] = true
			}
		}
	}
	for c := range class {
		class[c] = uint8(pattern.KindOf(byte(c)))
	}
	for cut := range cuts {
		class = cut.apart(class)
	}
	return class
}

// apart makes the bytes of a range classes of their own, and counts classes by their first bytes:
// the outcome is the same in whatever order ranges come.
func (r byteRange) apart(class [256]uint8) [256]uint8 {
	type side struct {
		class  uint8
		inside bool
	}
	number := map[side]uint8{}
	for c := range class {
		key := side{class[c], byte(c) >= r.low && byte(c) <= r.high}
		if _, ok := number[key]; !ok {
			number[key] = uint8(len(number))
		}
		class[c] = number[key]
	}
	return class
}
