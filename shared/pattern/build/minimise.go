package build

import (
	"encoding/binary"
	"slices"

	"vouch/shared/pattern"
)

// minimise merges the states that no text tells apart, by Moore's (1956) refinement: states that
// end the same patterns are one block until a byte leads them to different blocks.
func (d *dfa) minimise() *dfa {
	block, blocks := d.byEnds()
	for {
		finer, count := d.refine(block)
		if count == blocks {
			return d.merge(block, blocks)
		}
		block, blocks = finer, count
	}
}

func (d *dfa) byEnds() (block []uint16, blocks int) {
	return number(d.states(), func(s int, key []byte) []byte {
		for _, ids := range d.ends[s] {
			key = binary.AppendUvarint(key, uint64(len(ids)))
			for _, id := range ids {
				key = binary.AppendUvarint(key, uint64(id))
			}
		}
		return key
	})
}

func (d *dfa) refine(block []uint16) (finer []uint16, count int) {
	return number(d.states(), func(s int, key []byte) []byte {
		key = binary.LittleEndian.AppendUint16(key, block[s])
		for _, to := range d.next[s*d.width:][:d.width] {
			key = binary.LittleEndian.AppendUint16(key, block[to])
		}
		return key
	})
}

// number gives states with the same key the same number, in the order of their first.
func number(states int, key func(int, []byte) []byte) (block []uint16, count int) {
	known := map[string]uint16{}
	block = make([]uint16, states)
	var buf []byte
	for s := range states {
		buf = key(s, buf[:0])
		at, ok := known[string(buf)]
		if !ok {
			at = uint16(len(known))
			known[string(buf)] = at
		}
		block[s] = at
	}
	return block, len(known)
}

func (d *dfa) merge(block []uint16, blocks int) *dfa {
	out := &dfa{classes: d.classes, width: d.width, ends: make([][pattern.Kinds][]pattern.ID, 0, blocks)}
	for s := range d.states() {
		if int(block[s]) < len(out.ends) {
			continue
		}
		out.ends = append(out.ends, d.ends[s])
		for _, to := range d.next[s*d.width:][:d.width] {
			out.next = append(out.next, block[to])
		}
	}
	return out
}

// group is the automaton as tables: the states that end patterns last.
func (d *dfa) group() pattern.Group {
	number := make([]uint16, d.states())
	quiet := uint16(0)
	for s := range number {
		if !d.accepts(s) {
			number[s] = quiet
			quiet++
		}
	}
	last := quiet
	for s := range number {
		if d.accepts(s) {
			number[s] = last
			last++
		}
	}
	g := pattern.Group{Classes: d.classes, Accept: uint32(quiet), Lists: []pattern.List{nil}}
	for 1<<g.Shift < d.width {
		g.Shift++
	}
	g.Next = make([]uint16, d.states()<<g.Shift)
	g.Ends = make([]uint16, (d.states()-int(quiet))*pattern.Kinds)
	for s, at := range number {
		for class, to := range d.next[s*d.width:][:d.width] {
			g.Next[int(at)<<g.Shift|class] = number[to]
		}
		for after, ids := range d.ends[s] {
			if len(ids) > 0 {
				g.Ends[(int(at)-int(quiet))*pattern.Kinds+after] = listOf(&g, ids)
			}
		}
	}
	return g
}

func (d *dfa) accepts(s int) bool {
	for _, ids := range d.ends[s] {
		if len(ids) > 0 {
			return true
		}
	}
	return false
}

func listOf(g *pattern.Group, ids []pattern.ID) uint16 {
	for i, l := range g.Lists {
		if slices.Equal(l, ids) {
			return uint16(i)
		}
	}
	g.Lists = append(g.Lists, ids)
	return uint16(len(g.Lists) - 1)
}
