package pattern

// walk runs one pattern's automaton backwards over the draft, all threads side by side.
type walk struct {
	set    *Set
	marks  []uint32 // by state: the last round it was reached in
	round  uint32
	now    []thread // at the position reached, those that came from later ends first
	then   []thread // at the byte before
	stack  []uint16
	begins []Span // where matches begin, last first, each with its longest end

	// Of the pattern and the position.
	draft string
	first uint32 // the pattern's first state
	at    int
	holds Assertion
	known bool // holds is of this position
}

// thread is a state that the draft leads to, read backwards from a match's end.
type thread struct {
	state uint16
	end   int32
}

func (w *walk) init(s *Set) {
	w.set = s
	most := uint32(0)
	for id := range s.Len() {
		most = max(most, s.StateFirst[id+1]-s.StateFirst[id])
	}
	w.marks = make([]uint32, most)
}

func (w *walk) begin(f *Finder, id ID) {
	w.draft, w.first = f.draft, f.set.StateFirst[id]
	w.now, w.begins = w.now[:0], w.begins[:0]
}

// from walks from every event at which the pattern ends. Between them, where no thread is left,
// nothing is read.
func (w *walk) from(f *Finder, id ID, events []event, lists []List) {
	w.begin(f, id)
	last, listed := uint16(0), false
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		if e.list != last {
			last, listed = e.list, lists[e.list].has(id)
		}
		if !listed {
			continue
		}
		f.Steps += w.down(int(e.at))
		w.enter(int(e.at))
	}
	f.Steps += w.down(0)
}

// everywhere walks from every position.
func (w *walk) everywhere(f *Finder, id ID) {
	w.begin(f, id)
	for at := len(f.draft); at > 0; at-- {
		f.Steps += w.down(at) + 1
		w.enter(at)
	}
	f.Steps += w.down(0)
}

// enter starts a thread behind a match's last byte, unless an earlier one has been there.
func (w *walk) enter(at int) {
	if w.at != at || len(w.now) == 0 {
		w.place(at)
	}
	w.now = w.reach(StateEnd, int32(at), w.now)
}

// place begins a round at a position.
func (w *walk) place(at int) {
	w.at, w.known = at, false
	w.round++
	if w.round == 0 {
		clear(w.marks)
		w.round = 1
	}
}

// down moves the threads towards the draft's beginning until position at, or until none is left.
// It returns how many it moved.
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
		state := w.first + uint32(t.state)
		for _, e := range w.set.Edges[w.set.EdgeFirst[state]:w.set.EdgeFirst[state+1]] {
			if low, high := byte(e>>8), byte(e); low <= c && c <= high {
				w.then = w.reach(uint16(e>>16), t.end, w.then)
			}
		}
	}
	w.now, w.then = w.then, w.now
}

// reach adds a state and all that it leads to without a byte. A state that a thread from a later
// end has reached at this position keeps it.
func (w *walk) reach(state uint16, end int32, to []thread) []thread {
	if w.marks[state] == w.round {
		return to
	}
	w.marks[state] = w.round
	w.stack = append(w.stack[:0], state)
	for len(w.stack) > 0 {
		state = w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if state == StateBegin {
			w.begins = append(w.begins, Span{int32(w.at), end})
		}
		global, takes := w.first+uint32(state), false
		for _, e := range w.set.Edges[w.set.EdgeFirst[global]:w.set.EdgeFirst[global+1]] {
			if low, high := uint8(e>>8), uint8(e); low <= high {
				takes = true
				continue
			} else if next := uint16(e >> 16); w.marks[next] != w.round && w.admits(low) {
				w.marks[next] = w.round
				w.stack = append(w.stack, next)
			}
		}
		if takes {
			to = append(to, thread{state, end})
		}
	}
	return to
}

// admits reports whether an edge's assertions hold at the position.
func (w *walk) admits(when uint8) bool {
	if when == noAssertion {
		return true
	}
	if !w.known {
		w.known = true
		w.holds = Holding(kindAt(w.draft, w.at-1), kindAt(w.draft, w.at))
	}
	return Assertion(when)&^w.holds == 0
}

// longest appends the matches: from left to right, the first that begins behind the last.
func (w *walk) longest(dst []Span) []Span {
	behind := int32(0)
	for i := len(w.begins) - 1; i >= 0; i-- {
		if m := w.begins[i]; m.Start >= behind {
			dst = append(dst, m)
			behind = m.End
		}
	}
	return dst
}
