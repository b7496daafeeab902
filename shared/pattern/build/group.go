package build

import (
	"fmt"
	"slices"

	"vouch/shared/pattern"
)

// group parts the patterns into groups, each with a deterministic automaton, and those that stay
// alone. Patterns that need the same kind of thing stand together, so that a draft without it
// skips their group.
func (b *Builder) group(s *pattern.Set) error {
	var open, needy []pattern.ID
	alone := 0
	for i := range b.all {
		id := pattern.ID(i)
		_, small := b.together([]pattern.ID{id}, ownStates)
		switch {
		case !small:
			s.GroupOf[id] = pattern.NoGroup
			if alone += len(b.all[id].steps); alone > MaxAlone {
				return fmt.Errorf("pattern %s: the patterns that can run only alone have more than %d states together; "+
					"shorten the counted repeats of those that begin with a class or a gap", b.exprs[id], MaxAlone)
			}
		case len(b.needs[id]) == 0:
			open = append(open, id)
		default:
			needy = append(needy, id)
		}
	}
	for _, ids := range [][]pattern.ID{open, needy} {
		b.split(s, ids)
	}
	return nil
}

// split makes one group of the patterns, or else of each half.
func (b *Builder) split(s *pattern.Set, ids []pattern.ID) {
	if len(ids) == 0 {
		return
	}
	d, ok := b.together(ids, groupStates)
	if !ok {
		half := len(ids) / 2
		b.split(s, ids[:half])
		b.split(s, ids[half:])
		return
	}
	for _, id := range ids {
		s.GroupOf[id] = uint8(len(s.Groups))
	}
	s.Groups = append(s.Groups, d.minimise().group())
}

func (b *Builder) together(ids []pattern.ID, limit int) (*dfa, bool) {
	return determine(newUnion(b.all, slices.Clone(ids)), limit)
}
