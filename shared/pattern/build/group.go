package build

import (
	"fmt"

	"vouch/shared/pattern"
)

// group parts the patterns into groups, each with a deterministic automaton, and those that stay
// alone. Patterns that a draft may lack the letters for stand together, so that their groups are
// skipped.
func (b *Builder) group(s *pattern.Set) error {
	var open, needy []pattern.ID
	alone := 0
	for i := range b.all {
		id := pattern.ID(i)
		d, small := determine(newUnion(b.all, []pattern.ID{id}), ownStates)
		switch {
		case !small, d.weight() > maxWeight && b.strict(id):
			s.GroupOf[id] = pattern.NoGroup
			if alone += len(b.all[id].steps); alone > MaxAlone {
				return fmt.Errorf("pattern %s: the patterns that can run only alone have more than %d states together; "+
					"shorten counted repeats, gaps and runs of letters", b.exprs[id], MaxAlone)
			}
		case b.strict(id):
			needy = append(needy, id)
		default:
			open = append(open, id)
		}
	}
	return b.split(s, open, needy)
}

// strict reports whether few drafts have what the pattern needs: always two features of three
// letters.
func (b *Builder) strict(id pattern.ID) bool {
	for _, n := range b.needs[id] {
		trigrams := 0
		for i, f := range n {
			if pattern.IsTrigram(f) && (i == 0 || f != n[i-1]) {
				trigrams++
			}
		}
		if trigrams < 2 {
			return false
		}
	}
	return len(b.needs[id]) > 0
}

// maxWeight is how much of the time a pattern may be under way. A match under way multiplies the
// states of all patterns that may begin meanwhile: one with a gap of any words, or with forty
// letters of any kind, is dearer to its group than it is to run alone when its letters occur.
const maxWeight = 4

// weight is how many states there are that go on whatever comes; one that goes on with one
// printable character in ten is a tenth of that.
func (d *dfa) weight() float64 {
	const first, last = ' ', '~'
	sum := 0
	for s := range d.states() {
		for c := first; c <= last; c++ {
			if !d.idle[s] && !d.idle[d.next[s*d.width+int(d.classes[c])]] {
				sum++
			}
		}
	}
	return float64(sum) / (last - first + 1)
}

// split makes one group of each list of patterns, or else of each half.
func (b *Builder) split(s *pattern.Set, lists ...[]pattern.ID) error {
	for _, ids := range lists {
		if len(ids) == 0 {
			continue
		}
		d, ok := determine(newUnion(b.all, ids), groupStates)
		if !ok {
			half := len(ids) / 2
			if err := b.split(s, ids[:half], ids[half:]); err != nil {
				return err
			}
			continue
		}
		if len(s.Groups) == pattern.MaxGroups {
			return fmt.Errorf("pattern %s: the patterns need more than %d automata; shorten counted repeats, gaps and runs of letters",
				b.exprs[ids[0]], pattern.MaxGroups)
		}
		for _, id := range ids {
			s.GroupOf[id] = uint8(len(s.Groups))
		}
		s.Groups = append(s.Groups, d.minimise().group())
	}
	return nil
}
