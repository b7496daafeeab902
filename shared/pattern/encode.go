package pattern

// Append appends the set's tables to dst. Numbers are varints.
func (s *Set) Append(dst []byte) []byte {
	w := writer{dst}
	w.number(len(s.GroupOf))
	w.number(len(s.Groups))
	for i := range s.Groups {
		g := &s.Groups[i]
		w.dst = append(w.dst, g.Classes[:]...)
		w.number(g.States)
		w.number(len(g.Rows))
		w.dst = append(w.dst, g.Rows...)
	}
	w.dst = append(w.dst, s.GroupOf...)
	w.counts(s.StateFirst)
	w.counts(s.EdgeFirst)
	for _, e := range s.Edges {
		ahead := int16(e >> 16)
		w.number(int(uint16(ahead<<1 ^ ahead>>15))) // small, whatever its sign
		w.dst = append(w.dst, byte(e>>8), byte(e))
	}
	return w.dst
}

type writer struct{ dst []byte }

func (w *writer) number(v int) {
	for v >= 0x80 {
		w.dst = append(w.dst, byte(v)|0x80)
		v >>= 7
	}
	w.dst = append(w.dst, byte(v))
}

// counts writes how far a table's numbers are apart; the first is 0.
func (w *writer) counts(first []uint32) {
	for i := 1; i < len(first); i++ {
		w.number(int(first[i] - first[i-1]))
	}
}
