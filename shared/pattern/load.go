package pattern

import "errors"

// ErrTables refuses bytes that are not well-formed tables.
var ErrTables = errors.New("not pattern tables that this version can read")

// What tables may hold: bounds on the memory that forged counts ask for.
const (
	// MaxPatterns of a set.
	MaxPatterns = 4096
	// MaxGroups of a set; each costs one pass over the draft.
	MaxGroups = 16
	// MaxStates of a pattern's own automaton.
	MaxStates = 4096

	maxNumber = 1<<28 - 1
)

// reader takes tables apart. After the first fault it returns zeros and stays bad.
type reader struct {
	image []byte
	at    int
	bad   bool
}

// Load reads what Append wrote, and proves every index in it. Whatever loads can be run. The set
// keeps the image's memory.
func Load(image []byte) (*Set, error) {
	r := reader{image: image}
	s := &Set{}
	patterns := r.number(MaxPatterns)
	s.Groups = make([]Group, r.number(MaxGroups))
	for i := range s.Groups {
		g := &s.Groups[i]
		copy(g.Classes[:], r.bytes(len(g.Classes)))
		g.States = r.number(maxNumber)
		g.Rows = r.bytes(r.number(maxNumber))
	}
	s.GroupOf = r.bytes(patterns)
	s.StateFirst = r.counts(len(s.GroupOf))
	s.EdgeFirst = r.counts(int(s.StateFirst[len(s.StateFirst)-1]))
	s.Edges = r.edges(int(s.EdgeFirst[len(s.EdgeFirst)-1]))
	s.ahead = edges{s.EdgeFirst, s.Edges}
	if r.bad || r.at != len(image) || !s.edgesHold() {
		return nil, ErrTables
	}
	s.Prepare()
	for i := range s.Groups {
		if !s.Groups[i].read(s) {
			return nil, ErrTables
		}
	}
	return s, nil
}

// number is one that is at most limit.
func (r *reader) number(limit int) int {
	v := 0
	for shift := 0; shift < 28 && r.at < len(r.image); shift += 7 {
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

//go:noinline
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

func (r *reader) edges(n int) []Edge {
	all := make([]Edge, r.sized(n, 3))
	for i := range all {
		ahead := r.number(1<<16 - 1)
		if b := r.bytes(2); len(b) == 2 {
			all[i] = Step(ahead>>1^-(ahead&1), b[0], b[1])
		}
	}
	return all
}

// edgesHold proves that patterns are in groups, and that edges stay in their pattern.
func (s *Set) edgesHold() bool {
	for id, group := range s.GroupOf {
		from, to := s.StateFirst[id], s.StateFirst[id+1]
		if int(group) >= len(s.Groups) || to-from < 2 || to-from > MaxStates {
			return false
		}
		for at := from; at < to; at++ {
			for _, e := range s.ahead.of(at) {
				if next := e.to(at); next < from || next >= to || e.free() && uint8(e>>8) > noAssertion {
					return false
				}
			}
		}
	}
	return true
}
