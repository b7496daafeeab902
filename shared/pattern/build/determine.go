package build

import (
	"encoding/binary"
	"slices"

	"vouch/shared/pattern"
)

// dfa is an automaton with one state at a time, before it becomes tables.
type dfa struct {
	classes [256]uint8
	width   int                           // classes
	next    []uint16                      // by state*width + class
	ends    [][pattern.Kinds][]pattern.ID // by state and kind of the byte behind it
	idle    []bool                        // by state: no match is under way
}

func (d *dfa) states() int { return len(d.ends) }

// set is a state of the automaton to be: the threads that are alive, and the byte before.
type set struct {
	before  pattern.Kind
	threads []state // ascending
}

// subset makes a union deterministic (Rabin and Scott 1959). The threads of matches that begin
// here are the same in every state with the same byte before, so they are computed once.
type subset struct {
	*union
	marks   []int32 // by state: the last round it was reached in
	round   int32
	seen    []int32 // by state: the last closing it was in
	closing int32
	closed  []state
	stack   []state
	entered map[pattern.Kind][][]state // by byte before, by class: where matches that begin here stand behind it
	known   map[string]uint16
	sets    []set
	key     []byte
	out     dfa
}

// determine makes at most limit states, else none: ok is false.
func determine(u *union, limit int) (d *dfa, ok bool) {
	b := &subset{
		union: u, marks: make([]int32, len(u.steps)), seen: make([]int32, len(u.steps)),
		entered: map[pattern.Kind][][]state{}, known: map[string]uint16{},
	}
	b.out.classes, b.out.width = u.classes, len(u.first)
	b.intern(u.asks(pattern.Outside), nil)
	for at := 0; at < len(b.sets); at++ {
		if len(b.sets) > limit {
			return nil, false
		}
		for class := range u.first {
			b.out.next = append(b.out.next, b.step(b.sets[at], class))
		}
	}
	for _, s := range b.sets {
		b.out.ends = append(b.out.ends, b.endsOf(s))
		b.out.idle = append(b.out.idle, len(s.threads) == 0)
	}
	return &b.out, true
}

func (b *subset) step(from set, class int) uint16 {
	after := b.kindOf(b.first[class])
	entered := b.enter(from.before, class)
	b.round++
	reached := make([]state, 0, len(entered)+len(from.threads))
	for _, s := range entered {
		b.marks[s] = b.round
		reached = append(reached, s)
	}
	for _, s := range b.close(from.threads, pattern.Holding(from.before, after)) {
		reached = b.take(s, b.first[class], reached)
	}
	slices.Sort(reached)
	return b.intern(after, reached)
}

// take adds where a state leads by a byte, unless it is there.
func (b *subset) take(s state, c byte, to []state) []state {
	for _, e := range b.steps[s] {
		if e.low > c || c > e.high {
			continue
		}
		b.stack = append(b.stack[:0], e.to)
		for len(b.stack) > 0 {
			at := b.stack[len(b.stack)-1]
			b.stack = b.stack[:len(b.stack)-1]
			if b.marks[at] == b.round {
				continue
			}
			b.marks[at] = b.round
			if b.matters(at) {
				to = append(to, at)
			}
			for _, f := range b.frees[at] {
				if f.when == 0 {
					b.stack = append(b.stack, f.to)
				}
			}
		}
	}
	return to
}

// matters: a state that only leads on is not worth remembering.
func (b *subset) matters(s state) bool {
	if _, end := b.ends[s]; end || len(b.steps[s]) > 0 {
		return true
	}
	return slices.ContainsFunc(b.frees[s], func(f free) bool { return f.when != 0 })
}

// close lists the threads and what they lead to without a byte, where assertions hold.
func (b *subset) close(threads []state, holds pattern.Assertion) []state {
	b.closing++
	closed := b.closed[:0]
	for _, s := range threads {
		b.seen[s] = b.closing
		closed = append(closed, s)
	}
	for i := 0; i < len(closed); i++ {
		for _, f := range b.frees[closed[i]] {
			if f.when&^holds == 0 && b.seen[f.to] != b.closing {
				b.seen[f.to] = b.closing
				closed = append(closed, f.to)
			}
		}
	}
	b.closed = closed
	return closed
}

func (b *subset) enter(before pattern.Kind, class int) []state {
	if b.entered[before] == nil {
		b.entered[before] = make([][]state, len(b.first))
		for c := range b.first {
			b.round++
			reached := []state{}
			for _, s := range b.close(b.starts, pattern.Holding(before, b.kindOf(b.first[c]))) {
				reached = b.take(s, b.first[c], reached)
			}
			b.entered[before][c] = reached
		}
	}
	return b.entered[before][class]
}

func (b *subset) endsOf(s set) (ends [pattern.Kinds][]pattern.ID) {
	for after := range ends {
		for _, at := range b.close(s.threads, pattern.Holding(s.before, pattern.Kind(after))) {
			if id, ok := b.ends[at]; ok {
				ends[after] = append(ends[after], id)
			}
		}
		slices.Sort(ends[after])
	}
	return ends
}

// intern is the number of a set of threads.
func (b *subset) intern(before pattern.Kind, threads []state) uint16 {
	b.key = append(b.key[:0], byte(before))
	for _, s := range threads {
		b.key = binary.AppendUvarint(b.key, uint64(s))
	}
	if at, ok := b.known[string(b.key)]; ok {
		return at
	}
	at := uint16(len(b.sets))
	b.known[string(b.key)] = at
	b.sets = append(b.sets, set{before, threads})
	return at
}
