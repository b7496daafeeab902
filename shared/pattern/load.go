package pattern

import "errors"

// ErrTables refuses bytes that are not well-formed tables.
var ErrTables = errors.New("not pattern tables that this version can read")

// What tables may hold: bounds on the memory that forged counts ask for.
const (
	// MaxPatterns of a set.
	MaxPatterns = 4096
	// MaxGroups of a set; each may cost one pass over the draft.
	MaxGroups = 64
	// MaxStates of a pattern's own automaton.
	MaxStates = 4096
	// MaxTable is the memory of all groups' rows together, in bytes.
	MaxTable = 8 << 20
)

// reader takes tables apart. After the first fault it returns zeros and stays bad.
type reader struct {
	image []byte
	at    int
	bad   bool
}

// Load reads what Append wrote, and proves every index in it. Whatever loads can be run.
func Load(image []byte) (*Set, error) {
	r := reader{image: image}
	s := &Set{}
	patterns := r.number(MaxPatterns)
	s.Groups = make([]Group, r.number(MaxGroups))
	left := MaxTable / 2
	for i := range s.Groups {
		left -= r.group(&s.Groups[i], patterns, left)
	}
	s.GroupOf = append(s.GroupOf, r.bytes(patterns)...)
	s.NeedFirst = r.counts(patterns)
	s.Needs = make([]uint16, r.sized(int(s.NeedFirst[len(s.NeedFirst)-1]), needWidth)*needWidth)
	for i := range s.Needs {
		s.Needs[i] = uint16(r.number(features - 1))
	}
	s.StateFirst = r.counts(patterns)
	s.EdgeFirst = r.counts(int(s.StateFirst[len(s.StateFirst)-1]))
	s.Edges = make([]uint32, r.sized(int(s.EdgeFirst[len(s.EdgeFirst)-1]), 3))
	for i := range s.Edges {
		to := r.number(1<<16 - 1)
		b := r.bytes(2)
		if r.bad {
			break
		}
		s.Edges[i] = uint32(to)<<16 | uint32(b[0])<<8 | uint32(b[1])
	}
	if r.bad || r.at != len(image) || !s.proven() {
		return nil, ErrTables
	}
	return s, nil
}

// number is one that is at most limit.
func (r *reader) number(limit int) int {
	v := 0
	for shift := 0; shift < 28; shift += 7 {
		if r.at >= len(r.image) {
			break
		}
		c := r.image[r.at]
		r.at++
		v |= int(c&0x7F) << shift
		if c >= 0x80 {
			continue
		}
		if v > limit {
			break
		}
		return v
	}
	r.bad = true
	return 0
}

// sized is n, unless n records of size bytes at least are more than what follows.
func (r *reader) sized(n, size int) int {
	if r.bad || n > (len(r.image)-r.at)/size {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) bytes(n int) []byte {
	n = r.sized(n, 1)
	r.at += n
	return r.image[r.at-n : r.at]
}

// counts is a table of n+1 numbers that begins with 0 and does not fall.
func (r *reader) counts(n int) []uint32 {
	n = r.sized(n, 1)
	first := make([]uint32, n+1)
	for i := range n {
		first[i+1] = first[i] + uint32(r.number(len(r.image)-int(first[i])))
	}
	return first
}

// group reads one group whose rows have at most room places. It returns how many they have.
func (r *reader) group(g *Group, patterns, room int) int {
	copy(g.Classes[:], r.bytes(len(g.Classes)))
	classes := 0
	for _, c := range g.Classes {
		classes = max(classes, int(c)+1)
	}
	for 1<<g.Shift < classes {
		g.Shift++
	}
	states := r.sized(r.number(1<<16-1), 2)
	g.Accept = uint32(r.number(states))
	if states<<g.Shift > room || states == 0 {
		r.bad = true
		return 0
	}
	g.Next = make([]uint16, states<<g.Shift)
	for state := 0; state < states && !r.bad; state++ {
		r.row(g, state, states, classes)
	}
	g.Lists = make([]List, r.sized(r.number(1<<16-1), 1))
	for i := range g.Lists {
		list := make(List, r.sized(r.number(patterns), 1))
		for j := range list {
			list[j] = ID(r.number(patterns - 1))
		}
		g.Lists[i] = list
	}
	g.Ends = make([]uint16, r.sized((states-int(g.Accept))*Kinds, 1))
	for i := range g.Ends {
		g.Ends[i] = uint16(r.number(len(g.Lists) - 1))
	}
	return len(g.Next)
}

func (r *reader) row(g *Group, state, states, classes int) {
	own := g.Next[state<<g.Shift:][:classes]
	if base := r.number(state); base > 0 {
		copy(own, g.Next[(base-1)<<g.Shift:])
	}
	at := 0
	for range r.number(classes) {
		at += r.number(classes - at)
		run := own[at:][:r.number(classes-at)]
		to := uint16(r.number(states - 1))
		for i := range run {
			run[i] = to
		}
		at += len(run)
	}
}

// proven holds what reading alone does not: that groups, states and edges stay among themselves.
func (s *Set) proven() bool {
	for id, group := range s.GroupOf {
		if group != NoGroup && int(group) >= len(s.Groups) {
			return false
		}
		from, to := s.StateFirst[id], s.StateFirst[id+1]
		states := to - from
		if states <= StateBegin || states > MaxStates {
			return false
		}
		for _, e := range s.Edges[s.EdgeFirst[from]:s.EdgeFirst[to]] {
			if e>>16 >= states || uint8(e>>8) > uint8(e) && uint8(e>>8) > noAssertion {
				return false
			}
		}
	}
	return true
}
