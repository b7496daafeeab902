package pattern

// Set is a number of patterns as tables. It is immutable. shared/pattern/build makes it and Load
// reads it; the runner takes nothing else, and every index in it has been proven.
//
// A pattern's automaton (Thompson 1968, over bytes) is a run of states. Its first is where a
// match begins, its second where one has ended.
type Set struct {
	Groups     []Group
	GroupOf    []uint8  // by pattern
	StateFirst []uint32 // by pattern, and one more: its first state
	EdgeFirst  []uint32 // by state, and one more: its first edge
	Edges      []Edge

	roles []role // by state
	ahead edges
	back  edges // the same edges, led backwards
}

// Len is how many patterns there are.
func (s *Set) Len() int { return len(s.GroupOf) }

// Group is patterns that are run as one automaton.
type Group struct {
	Classes [256]uint8 // of bytes: those of a class are alike to every pattern of the group
	States  int        // that travel
	Rows    []byte     // those states: their threads, and where each class leads

	shift uint8     // a state's row has 1<<shift places, one a class
	width int       // classes
	bytes [256]byte // by class: one of its bytes
	sent  *automaton
}

// List is a number of patterns, ascending.
type List []ID

// Edge leads from a state to another: 16 bits say how many states ahead, signed; two bytes say
// when. Low <= high takes a byte of that range. Else nothing is taken, and low, never 0, says
// which assertions must hold: noAssertion for none.
type Edge uint32

const noAssertion = uint8(assertions)

// Step is an edge that takes a byte from low to high.
func Step(ahead int, low, high byte) Edge {
	return Edge(uint16(int16(ahead)))<<16 | Edge(low)<<8 | Edge(high)
}

// Free is an edge that takes nothing, where the assertions hold.
func Free(ahead int, when Assertion) Edge {
	if when == 0 {
		when = Assertion(noAssertion)
	}
	return Edge(uint16(int16(ahead)))<<16 | Edge(when)<<8
}

// to is where the edge leads from a state.
func (e Edge) to(from uint32) uint32 { return from + uint32(int32(int16(e>>16))) }

// free reports whether the edge takes nothing.
func (e Edge) free() bool { return uint8(e>>8) > uint8(e) }

func (e Edge) takes(c byte) bool { return byte(e>>8) <= c && c <= byte(e) }

// open reports whether a free edge may be gone while these assertions hold.
func (e Edge) open(holding Assertion) bool {
	when := uint8(e >> 8)
	return when == noAssertion || Assertion(when)&^holding == 0
}

// edges are those of all states, side by side.
type edges struct {
	first []uint32
	all   []Edge
}

//go:noinline
func (e *edges) of(state uint32) []Edge { return e.all[e.first[state]:e.first[state+1]] }

// role is what a state is for.
type role uint8

const (
	roleTakes  role = 1 << iota // an edge takes a byte
	roleLeads                   // an edge takes nothing
	roleAsks                    // and asks for an assertion
	roleTaken                   // an edge that takes a byte leads here
	roleLed                     // one that takes nothing does
	roleEnd                     // a match has ended
	roleMatter = roleTakes | roleAsks | roleEnd
	roleEnds   = roleAsks | roleEnd // a match may have ended, the next byte tells
)

// Prepare derives what does not travel.
func (s *Set) Prepare() {
	s.roles, s.ahead = make([]role, len(s.EdgeFirst)-1), edges{s.EdgeFirst, s.Edges}
	for at := range s.roles {
		for _, e := range s.ahead.of(uint32(at)) {
			here, there := roleTakes, roleTaken
			if e.free() {
				here, there = roleLeads, roleLed
				if !e.open(0) {
					here |= roleAsks
				}
			}
			s.roles[at] |= here
			s.roles[e.to(uint32(at))] |= there
		}
	}
	for id := range s.Len() {
		s.roles[s.StateFirst[id]+1] |= roleEnd
	}
	s.back = s.ahead.turned()
	for i := range s.Groups {
		s.Groups[i].prepare()
	}
}

// turned are the edges led backwards, by a counting sort.
func (e *edges) turned() edges {
	states := len(e.first) - 1
	back := edges{make([]uint32, states+2), make([]Edge, len(e.all))}
	for at := range uint32(states) {
		for _, edge := range e.of(at) {
			back.first[edge.to(at)+2]++ // counted one further, so that placing moves it back
		}
	}
	for i := 2; i < len(back.first); i++ {
		back.first[i] += back.first[i-1]
	}
	for at := range uint32(states) {
		for _, edge := range e.of(at) {
			to := edge.to(at)
			place := &back.first[to+1]
			back.all[*place] = edge&0xFFFF | Edge(uint16(at-to))<<16
			*place++
		}
	}
	back.first = back.first[:states+1]
	return back
}

func (g *Group) prepare() {
	g.width, g.shift = 0, 0
	for c := len(g.Classes) - 1; c >= 0; c-- {
		g.width = max(g.width, int(g.Classes[c])+1)
		g.bytes[g.Classes[c]] = byte(c)
	}
	for 1<<g.shift < g.width {
		g.shift++
	}
}

// ofState is the pattern that a state belongs to.
func (s *Set) ofState(state uint32) ID {
	low, high := 0, s.Len()
	for high-low > 1 {
		if mid := (low + high) / 2; s.StateFirst[mid] <= state {
			low = mid
		} else {
			high = mid
		}
	}
	return ID(low)
}
