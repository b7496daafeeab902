package pattern

// walk runs one pattern's automaton backwards over the draft, all threads side by side.
type walk struct {
	set    *Set
	marks  marked
	now    []thread // at the position reached, those that came from later ends first
	then   []thread // at the byte before
	begins []Span   // where matches begin, last first, each with its longest end

	draft      string
	begin, end uint32 // the pattern's states with a meaning
	at         int
	holding    Assertion
	known      bool // holding is of this position
}

// thread is a state that the draft leads to, read backwards from a match's end.
type thread struct {
	state uint32
	end   int32
}

func (w *walk) reset(draft string, id ID) {
	w.draft, w.begin = draft, w.set.StateFirst[id]
	w.end = w.begin + 1
	w.now, w.begins = w.now[:0], w.begins[:0]
}

// from walks from every event at which the pattern may have ended, and returns how many threads
// it moved. Between events, where no thread is left, nothing is read.
func (w *walk) from(draft string, id ID, events []event, lists []List) (steps int) {
	w.reset(draft, id)
	last, listed := uint32(0), false
	for i := range events {
		e := events[len(events)-1-i]
		if e.list != last {
			last, listed = e.list, e.list == allPatterns || lists[e.list].has(id)
		}
		if listed {
			steps += w.down(int(e.at))
			w.enter(int(e.at))
		}
	}
	return steps + w.down(0)
}

// enter starts a thread behind a match's last byte, unless an earlier one has been there.
func (w *walk) enter(at int) {
	if len(w.now) == 0 {
		w.place(at)
	}
	w.now = w.reach(w.end, int32(at), w.now)
}

// place begins a round at a position.
func (w *walk) place(at int) {
	w.at, w.known = at, false
	w.marks.clear()
}

// down moves the threads towards the draft's beginning until position at, or until none is left.
func (w *walk) down(at int) (steps int) {
	for len(w.now) > 0 && w.at > at {
		steps += len(w.now)
		w.back()
	}
	return steps
}

// back moves every thread over the byte before the position.
func (w *walk) back() {
	w.place(w.at - 1)
	c := w.draft[w.at]
	w.then = w.then[:0]
	for _, t := range w.now {
		for _, e := range w.set.back.of(t.state) {
			if e.takes(c) {
				w.then = w.reach(e.to(t.state), t.end, w.then)
			}
		}
	}
	w.now, w.then = w.then, w.now
}

// reach adds a state and all that it leads to without a byte. A state that a thread from a later
// end has reached at this position keeps it.
func (w *walk) reach(state uint32, end int32, to []thread) []thread {
	if !w.marks.note(state) {
		return to
	}
	if state == w.begin {
		w.begins = append(w.begins, Span{int32(w.at), end})
	}
	if w.set.roles[state]&roleTaken != 0 {
		to = append(to, thread{state, end})
	}
	if w.set.roles[state]&roleLed == 0 {
		return to
	}
	for _, e := range w.set.back.of(state) {
		if e.free() && e.open(w.holds()) {
			to = w.reach(e.to(state), end, to)
		}
	}
	return to
}

// holds are the assertions that hold at the position.
func (w *walk) holds() Assertion {
	if !w.known {
		w.known = true
		w.holding = Holding(kindAt(w.draft, w.at-1), kindAt(w.draft, w.at))
	}
	return w.holding
}

// longest appends the matches: from left to right, the first that begins behind the last.
func (w *walk) longest(dst []Span) []Span {
	behind := int32(0)
	for i := range w.begins {
		if m := w.begins[len(w.begins)-1-i]; m.Start >= behind {
			dst = append(dst, m)
			behind = m.End
		}
	}
	return dst
}
