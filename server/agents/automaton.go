package agents

// automaton finds many fragments in one pass over a text (Aho and Corasick, 1975), upper and
// lower case alike. Every step is one look into a table, so that a text of n bytes takes n steps
// whatever it holds. It is not changed after it is built.
type automaton struct {
	class [256]uint8 // bytes that stand in no fragment share class 0
	width int
	next  []uint16 // state*width + class -> state
	// ends names the longest fragment that ends in a state, none is -1; shorter gives the state
	// where the next shorter one ends.
	ends    []int16
	shorter []uint16
}

// newAutomaton builds the table; fragments are in lower case and differ from each other.
func newAutomaton(fragments []string) *automaton {
	a := &automaton{width: 1}
	for _, fragment := range fragments {
		for i := range len(fragment) {
			a.classify(fragment[i])
		}
	}
	a.addState()
	for n, fragment := range fragments {
		a.insert(fragment, int16(n))
	}
	a.level()
	a.link()
	return a
}

func (a *automaton) classify(c byte) {
	if a.class[c] != 0 {
		return
	}
	a.class[c] = uint8(a.width) //nolint:gosec // at most 128: fragments are ASCII
	if c >= 'a' && c <= 'z' {
		a.class[c-'a'+'A'] = a.class[c]
	}
	a.width++
}

func (a *automaton) addState() uint16 {
	a.next = append(a.next, make([]uint16, a.width)...)
	a.ends = append(a.ends, -1)
	a.shorter = append(a.shorter, 0)
	return uint16(len(a.ends) - 1) //nolint:gosec // newAutomaton's callers hold to 65535 states
}

func (a *automaton) insert(fragment string, n int16) {
	state := uint16(0)
	for i := range len(fragment) {
		at := int(state)*a.width + int(a.class[fragment[i]])
		if a.next[at] == 0 {
			fresh := a.addState()
			a.next[at] = fresh
		}
		state = a.next[at]
	}
	a.ends[state] = n
}

// level numbers the states by depth. What people send hardly gets beyond the third letter of a
// fragment: the rows that are read all the time then lie together, and stay in the cache.
func (a *automaton) level() {
	order := make([]uint16, 1, len(a.ends)) // the old numbers, by depth
	for at := 0; at < len(order); at++ {
		for _, child := range a.row(order[at]) {
			if child != 0 {
				order = append(order, child)
			}
		}
	}
	fresh := make([]uint16, len(order)) // old number -> new one
	for now, old := range order {
		fresh[old] = uint16(now)
	}
	leveled := automaton{class: a.class, width: a.width, shorter: a.shorter}
	for _, old := range order {
		for _, child := range a.row(old) {
			leveled.next = append(leveled.next, fresh[child])
		}
		leveled.ends = append(leveled.ends, a.ends[old])
	}
	*a = leveled
}

func (a *automaton) row(state uint16) []uint16 {
	return a.next[int(state)*a.width : (int(state)+1)*a.width]
}

// link fills in, breadth first, where to go on when a fragment breaks off: to the longest end of
// what was read that begins another fragment.
func (a *automaton) link() {
	back := make([]uint16, len(a.ends))
	queue := []uint16{0}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		for c := range a.width {
			at := int(state)*a.width + c
			child, onward := a.next[at], a.next[int(back[state])*a.width+c]
			if child == 0 {
				a.next[at] = onward
				continue
			}
			if state != 0 {
				back[child] = onward
			}
			a.settle(child, back[child])
			queue = append(queue, child)
		}
	}
}

// settle takes over what ends at the state that this one falls back to.
func (a *automaton) settle(state, back uint16) {
	switch {
	case a.ends[state] < 0:
		a.ends[state], a.shorter[state] = a.ends[back], a.shorter[back]
	case a.ends[back] >= 0:
		a.shorter[state] = back
	}
}

// each calls found with every fragment in the text and where it ends, in the order of their ends,
// at one end the longest first.
func (a *automaton) each(text string, found func(fragment, end int)) {
	state := uint16(0)
	for i := range len(text) {
		state = a.next[int(state)*a.width+int(a.class[text[i]])]
		if a.ends[state] >= 0 {
			a.all(state, i+1, found)
		}
	}
}

func (a *automaton) all(state uint16, end int, found func(fragment, end int)) {
	for ; a.ends[state] >= 0; state = a.shorter[state] {
		found(int(a.ends[state]), end)
		if a.shorter[state] == 0 {
			return
		}
	}
}
