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

// opening is a step by which a match may begin.
type opening struct {
	step
	id pattern.ID
}

// entering lists the threads of the matches that may begin with a byte: what the first states
// lead to.
func (b *Builder) entering(s *pattern.Set, from int) func(pattern.Kind, byte) []uint32 {
	openings := map[pattern.Assertion][]opening{}
	return func(before pattern.Kind, c byte) []uint32 {
		holding := pattern.Holding(before, pattern.KindOf(c))
		if openings[holding] == nil {
			openings[holding] = b.openings(from, holding)
		}
		var threads []uint32
		for _, o := range openings[holding] {
			if c < o.low || o.high < c {
				continue
			}
			n := b.all[o.id]
			for _, at := range n.closed(o.to, 0) {
				if n.matters(at) {
					threads = append(threads, s.StateFirst[o.id]+uint32(n.number(at)))
				}
			}
		}
		slices.Sort(threads)
		return slices.Compact(threads)
	}
}

func (b *Builder) openings(from int, holding pattern.Assertion) []opening {
	all := []opening{}
	for id := from; id < min(from+inGroup, len(b.all)); id++ {
		for _, at := range b.all[id].closed(b.all[id].start, holding) {
			for _, e := range b.all[id].steps[at] {
				all = append(all, opening{e, pattern.ID(id)})
			}
		}
	}
	return all
}

// closed are a state and what it leads to without a byte, where assertions hold.
func (n *nfa) closed(from state, holding pattern.Assertion) []state {
	all := []state{from}
	if len(n.frees[from]) == 0 {
		return all
	}
	seen := make([]bool, len(n.frees))
	seen[from] = true
	for i := 0; i < len(all); i++ {
		for _, f := range n.frees[all[i]] {
			if f.when&^holding == 0 && !seen[f.to] {
				seen[f.to] = true
				all = append(all, f.to)
			}
		}
	}
	return all
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
