package activity

import (
	"cmp"
	"slices"
)

// holding puts entries that come in the order of IDs into the one in which they were counted: what
// was counted late waits until those before it have come.
type holding struct {
	order order
	last  map[string]mark // of each source
	held  []heldEntry
}

type heldEntry struct {
	Entry

	at mark
}

// next takes an entry and gives those that may be counted now, in their order.
func (h *holding) next(e Entry) []Entry {
	at := h.order.of(e.Source, e.ID)
	if last := h.last[e.Source]; compareMarks(at, last) < 0 {
		at = last
	}
	h.last[e.Source] = at
	if at.turn > 0 {
		h.held = append(h.held, heldEntry{e, at})
		return nil
	}
	return append(h.before(at), e)
}

// rest are those that wait still.
func (h *holding) rest() []Entry {
	h.sort()
	return h.let(len(h.held))
}

// before are the held entries that stand before a mark.
func (h *holding) before(at mark) []Entry {
	if len(h.held) == 0 {
		return nil
	}
	h.sort()
	n, _ := slices.BinarySearchFunc(h.held, at, func(e heldEntry, at mark) int { return compareMarks(e.at, at) })
	return h.let(n)
}

func (h *holding) sort() {
	slices.SortStableFunc(h.held, func(a, b heldEntry) int {
		return cmp.Or(compareMarks(a.at, b.at), compareIDs(a.ID, b.ID), cmp.Compare(a.Source, b.Source))
	})
}

func (h *holding) let(n int) (entries []Entry) {
	for _, each := range h.held[:n] {
		entries = append(entries, each.Entry)
	}
	h.held = append(h.held[:0], h.held[n:]...)
	return entries
}
