package pattern

// rows reads the states of a group that travel: first their threads, then their ways. The first
// states are those without a thread, one for each kind of the byte before; they know all their
// ways, for others are made from them. What cannot be run leaves the reader bad.
type rows struct {
	reader
	made *automaton
}

// read makes the group's automaton as it travels, and proves it.
func (g *Group) read(s *Set) bool {
	r := rows{reader{image: g.Rows}, bareAutomaton(s, g)}
	if g.States < Kinds || g.States > maxStates/2 || g.States<<g.shift > maxPlaces/2 {
		return false
	}
	r.made.next = make([]uint32, 0, g.States<<g.shift)
	for state := 0; state < g.States && !r.bad; state++ {
		r.state(state)
	}
	for state := 0; state < g.States && !r.bad; state++ {
		r.ways(state)
	}
	g.sent = r.made
	return !r.bad && r.at == len(g.Rows)
}

// state reads the threads of a state.
func (r *rows) state(state int) {
	a, highest := r.made, len(r.made.set.roles)-1
	before, last, threads := Kind(r.number(Kinds-1)), 0, a.closed.all[:0]
	for range r.number(highest) {
		last += r.number(highest - last)
		threads = pushed(threads, uint32(last))
	}
	a.closed.all = threads
	if state < Kinds && (int(before) != state || len(threads) > 0) || len(a.threads)+len(threads) > maxThreads/2 {
		r.bad = true
	}
	_, slot := a.find(before, threads)
	a.add(before, threads, slot)
}

// ways reads where a state leads: by how its row differs from an earlier one, or from one in which
// nothing is known.
func (r *rows) ways(state int) {
	a, shift := r.made, r.made.group.shift
	own := a.next[state<<shift:][:a.group.width]
	if base := r.number(state); base > 0 {
		copy(own, a.next[(base-1)<<shift:])
	}
	at, known := 0, 0
	for range r.number(len(own)) {
		at += r.number(len(own) - at)
		run, to := r.number(len(own)-at), r.number(a.group.States)
		lead := unknown
		if to > 0 {
			lead, known = a.wayTo(to-1), known+run
		}
		for ; run > 0; run-- {
			own[at] = lead
			at++
		}
	}
	if state < Kinds && known < len(own) {
		r.bad = true
	}
}
