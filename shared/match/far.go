package match

import "slices"

// Most of a walk would go through the gaps of phrases: "a <4> b" leads on from every "a", whatever
// follows, for four words, to find no "b". So the finder keeps, for each atom that stands behind a
// gap, the position nearest ahead where it was seen, and begins such a phrase only where one of
// them lies within the gap.

// maxFar is how many atoms behind a gap are kept apart for one beginning. A beginning of more is
// always followed.
const maxFar = 12

// far is what may stand behind the gaps of beginnings.
type far struct {
	number []uint32 // by atom: its place in a Finder's nearest, 0 is none
	count  int      // of those places, with the unused first
	begin  []uint32 // by entry, and one more: where its numbers begin in own
	own    []uint32 // numbers of the entries' atoms
	lists  []uint32 // for a beginning, at its start's far: how wide its gaps are, how many numbers, the numbers
}

func newFar(t *Tables) far {
	f := far{number: make([]uint32, len(t.Starts)), count: 1, lists: make([]uint32, 1)}
	return f
}

// behind is the place in lists of what may follow the gaps that a node begins with; 0 when it
// begins with none, or with too many for a list.
func (f *far) behind(t *Tables, node uint32) uint32 {
	gap, ok := t.gapOf(node)
	if !ok {
		return 0
	}
	at := uint32(len(f.lists))
	f.lists = append(f.lists, 0, 0)
	width := uint32(0)
	for ; ok; gap, ok = t.gapOf(gap) {
		if width++; t.Out[gap] < t.Out[gap+1] { // any word ends the phrase
			f.lists = f.lists[:at]
			return 0
		}
		for _, label := range t.Labels[t.First[gap]:t.First[gap+1]] {
			if label == Any {
				continue
			}
			if number := f.numbered(label); !slices.Contains(f.lists[at+2:], number) {
				f.lists = append(f.lists, number)
			}
		}
	}
	count := uint32(len(f.lists)) - at - 2
	if count > maxFar {
		f.lists = f.lists[:at]
		return 0
	}
	f.lists[at], f.lists[at+1] = width, count
	return at
}

func (f *far) numbered(atom uint32) uint32 {
	if f.number[atom] == 0 {
		f.number[atom] = uint32(f.count)
		f.count++
	}
	return f.number[atom]
}

// gapOf is the node that any word leads to from a node.
func (t *Tables) gapOf(node uint32) (gap uint32, ok bool) {
	gap = t.First[node]
	return gap, gap < t.First[node+1] && t.Labels[gap] == Any
}

// enter lists the numbers of the entries' atoms, once all are given.
func (f *far) enter(t *Tables) {
	f.begin = make([]uint32, 0, len(t.Entries)/entryWidth+1)
	for i := 0; i < len(t.Entries); i += entryWidth {
		f.begin = append(f.begin, uint32(len(f.own)))
		for _, atom := range t.atomsOf(uint32(i)) {
			if number := f.number[atom]; number != 0 {
				f.own = append(f.own, number)
			}
		}
	}
	f.begin = append(f.begin, uint32(len(f.own)))
}
