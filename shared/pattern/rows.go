package pattern

// rows reads the states of a group that travel: first their threads, then their ways. The first
// states are those without a thread, one for each kind of the byte before.
type rows struct{ reader }

// states adds every state to a.
func (r *rows) states(a *automaton) {
	threads := a.closed.all // free whenever states are read; what was reached last is not
	for range a.group.States {
		before, last := Kind(r.number(Kinds-1)), 0
		threads = threads[:0]
		for range r.number(maxNumber) {
			last += r.number(maxNumber)
			threads = append(threads, uint32(last))
		}
		_, slot := a.find(before, threads)
		a.add(before, threads, slot)
	}
}

// ways reads where each state leads: by how its row differs from an earlier one, or from one
// in which nothing is known.
func (r *rows) ways(a *automaton) {
	width := a.group.width
	for state := range a.group.States {
		own := a.next[state<<a.group.shift:][:width]
		if base := r.number(state); base > 0 {
			copy(own, a.next[(base-1)<<a.group.shift:])
		}
		at := 0
		for range r.number(width) {
			at += r.number(width - at)
			run, to := r.number(width-at), r.number(a.group.States)
			lead := unknown
			if to > 0 {
				lead = a.wayTo(to - 1)
			}
			for ; run > 0; run-- {
				own[at] = lead
				at++
			}
		}
	}
}

// hold proves that rows can be read: that states are as many as they claim, alike to no other,
// that threads exist, and that the states without threads know all their ways.
func (g *Group) hold(states int) bool {
	r := reader{image: g.Rows}
	if g.States < Kinds || g.States > maxStates/2 || g.States<<g.shift > maxPlaces/2 {
		return false
	}
	total := 0
	for state := range g.States {
		before, count, last := r.number(Kinds-1), r.number(states), -1
		for i := range count {
			ahead := r.number(states)
			if i > 0 && ahead == 0 {
				return false
			}
			last = max(last, 0) + ahead
			if last >= states {
				return false
			}
		}
		if total += count; r.bad || total > maxThreads/2 || state < Kinds && (before != state || count > 0) {
			return false
		}
	}
	for state := range g.States {
		if !g.rowHolds(&r, state) {
			return false
		}
	}
	return !r.bad && r.at == len(g.Rows)
}

func (g *Group) rowHolds(r *reader, state int) bool {
	base, at, known := r.number(state), 0, 0
	for range r.number(g.width) {
		at += r.number(g.width - at)
		run := r.number(g.width - at)
		if r.number(g.States) > 0 {
			known += run
		}
		at += run
	}
	return !r.bad && (state >= Kinds || base == 0 && known == g.width)
}
