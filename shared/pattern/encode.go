package pattern

// Append appends the set's tables to dst. Numbers are varints; a group's row is told by how it
// differs from an earlier one, which leaves a twentieth of it.
func (s *Set) Append(dst []byte) []byte {
	w := writer{dst}
	w.number(len(s.GroupOf))
	w.number(len(s.Groups))
	for i := range s.Groups {
		w.group(&s.Groups[i])
	}
	w.dst = append(w.dst, s.GroupOf...)
	w.counts(s.NeedFirst)
	for _, n := range s.Needs {
		w.number(int(n))
	}
	w.counts(s.StateFirst)
	w.counts(s.EdgeFirst)
	for _, e := range s.Edges {
		w.number(int(e >> 16))
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

func (w *writer) group(g *Group) {
	classes := 0
	for _, c := range g.Classes {
		classes = max(classes, int(c)+1)
	}
	states := len(g.Next) >> g.Shift
	w.dst = append(w.dst, g.Classes[:]...)
	w.number(states)
	w.number(int(g.Accept))
	row := func(state int) []uint16 { return g.Next[state<<g.Shift:][:classes] }
	for state := range states {
		base := 0
		for other := range min(state, bases) {
			if base == 0 || differing(row(other), row(state)) < differing(row(base-1), row(state)) {
				base = other + 1
			}
		}
		w.row(base, row, state)
	}
	w.number(len(g.Lists))
	for _, l := range g.Lists {
		w.number(len(l))
		for _, id := range l {
			w.number(int(id))
		}
	}
	for _, e := range g.Ends {
		w.number(int(e))
	}
}

// bases is how many rows, the first, others are told by: nearly all of a row are the ways into a
// pattern's first letters, which depend on the byte before alone, and those rows are the first.
const bases = 8

func differing(a, b []uint16) (n int) {
	for i := range a {
		if a[i] != b[i] && (i == 0 || a[i-1] == b[i-1] || b[i] != b[i-1]) {
			n++
		}
	}
	return n
}

// row writes the runs of classes that lead elsewhere than base does; base 0 is a row of zeros.
func (w *writer) row(base int, row func(int) []uint16, state int) {
	own := row(state)
	under := make([]uint16, len(own))
	if base > 0 {
		under = row(base - 1)
	}
	var runs writer
	count, behind := 0, 0
	for i := 0; i < len(own); i++ {
		if own[i] == under[i] {
			continue
		}
		end := i + 1
		for end < len(own) && own[end] == own[i] && own[end] != under[end] {
			end++
		}
		runs.number(i - behind)
		runs.number(end - i)
		runs.number(int(own[i]))
		count, behind, i = count+1, end, end-1
	}
	w.number(base)
	w.number(count)
	w.dst = append(w.dst, runs.dst...)
}
