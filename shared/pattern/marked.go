package pattern

// marked is a list of states, each once.
type marked struct {
	all   []uint32
	marks []uint32 // by state: the last round it was noted in
	round uint32
}

// clear begins a new round.
func (m *marked) clear() {
	m.all = m.all[:0]
	if m.round++; m.round == 0 {
		clear(m.marks)
		m.round = 1
	}
}

// note reports whether the state is new in this round.
func (m *marked) note(state uint32) bool {
	if m.marks[state] == m.round {
		return false
	}
	m.marks[state] = m.round
	return true
}

func (m *marked) add(state uint32) {
	if m.note(state) {
		m.all = pushed(m.all, state)
	}
}
