package pattern

import "slices"

// automaton is a group made deterministic as far as drafts have asked. Its states are sets of
// threads: states of the patterns' own automata that the bytes read so far lead to. Those that
// travel are there from the start; a byte that leads to none of them makes a new one, which stays
// until memory is full; then all new ones go at once (the lazy automaton of RE2, Cox 2010).
type automaton struct {
	set     *Set
	group   *Group
	next    []uint16 // by state<<shift | class: a way, unknown where none has been asked for
	infos   []info   // by state
	first   []uint32 // by state, and one more: its threads
	threads []uint32 // ascending
	ends    []uint16 // by state*Kinds + kind of the next byte: a list, unknown, or 0 for none
	lists   []List
	slots   []uint16 // states by the hash of their threads, counted from 1

	reached, closed marked
	stack           []uint32
}

// A way is a state, shifted, and a bit that says that the state wants a second look: a match may
// have ended in it. The way nobody has asked for has the bit, too.
const (
	unknown  = 1<<16 - 1
	lookBit  = 1
	maxState = unknown>>1 - 1
)

// info is the kind of the byte before a state, and whether a match may have ended in it.
type info uint8

const mayEnd info = 1 << 7

func (i info) kind() Kind { return Kind(i &^ mayEnd) }

// The bounds of an automaton's memory: about 1.5 MB.
const (
	maxPlaces  = 1 << 19 // in next
	maxThreads = 1 << 17
	maxStates  = 1 << 12
	maxLists   = 1 << 10
	slotMask   = 2*maxStates - 1
)

// allPatterns is the list that says that any pattern may have ended: what is noted when there are
// too many lists. The walk back from there finds out which.
const allPatterns = maxLists

func newAutomaton(s *Set, g *Group) *automaton {
	a := &automaton{set: s, group: g, slots: make([]uint16, slotMask+1), lists: make([]List, 1)}
	a.reached.marks, a.closed.marks = make([]uint32, len(s.roles)), make([]uint32, len(s.roles))
	a.flush()
	return a
}

// flush forgets all states but those that travelled.
func (a *automaton) flush() {
	a.next, a.infos, a.ends = a.next[:0], a.infos[:0], a.ends[:0]
	a.first, a.threads = append(a.first[:0], 0), a.threads[:0]
	clear(a.slots)
	r := rows{reader{image: a.group.Rows}}
	r.states(a)
	r.ways(a)
}

func (a *automaton) threadsOf(state int) []uint32 { return a.threads[a.first[state]:a.first[state+1]] }

// run reads a draft and notes where patterns may have ended.
func (a *automaton) run(draft string, events []event) []event {
	if len(a.lists) == maxLists {
		a.lists = a.lists[:1]
		a.flush()
	}
	state, next, shift, classes := 0, a.next, a.group.shift&15, &a.group.Classes
	for i := range len(draft) {
		way := next[state<<shift|int(classes[draft[i]])]
		if way&lookBit == 0 {
			state = int(way >> 1)
			continue
		}
		if way == unknown {
			way = a.make(state, classes[draft[i]])
			next = a.next
		}
		if state = int(way >> 1); way&lookBit != 0 {
			if list := a.ended(state, kindAt(draft, i+1)); list != 0 {
				events = append(events, event{int32(i + 1), list})
			}
		}
	}
	return events
}

// make finds where a class of bytes leads from a state, and makes that state if it is new.
func (a *automaton) make(state int, class uint8) (way uint16) {
	kind := a.step(state, class)
	to, slot := a.find(kind, a.reached.all)
	if to < 0 && a.full() {
		a.flush()
		_, slot = a.find(kind, a.reached.all)
		return a.wayTo(a.add(kind, a.reached.all, slot))
	}
	if to < 0 {
		to = a.add(kind, a.reached.all, slot)
	}
	way = a.wayTo(to)
	a.next[state<<a.group.shift|int(class)] = way
	return way
}

// step reaches the threads that a class of bytes leads to from a state, and tells the bytes' kind.
func (a *automaton) step(state int, class uint8) Kind {
	from := a.infos[state].kind()
	entered := a.next[int(from)<<a.group.shift|int(class)] >> 1
	kind, c := a.infos[entered].kind(), a.group.bytes[class]
	a.reached.clear()
	for _, s := range a.threadsOf(int(entered)) {
		a.reached.add(s)
	}
	ahead := a.set.ahead()
	for _, s := range a.close(a.threadsOf(state), Holding(from, kind)) {
		for _, e := range ahead.of(s) {
			if !e.free() && e.takes(c) {
				a.reach(e.to(s))
			}
		}
	}
	slices.Sort(a.reached.all)
	return kind
}

// reach adds a state, and those it leads to freely, to what is reached.
func (a *automaton) reach(s uint32) {
	ahead := a.set.ahead()
	for a.stack = append(a.stack[:0], s); len(a.stack) > 0; {
		s = a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if !a.reached.note(s) {
			continue
		}
		if a.set.roles[s]&roleMatter != 0 { // others only lead on
			a.reached.all = append(a.reached.all, s)
		}
		for _, e := range ahead.of(s) {
			if e.free() && e.open(0) {
				a.stack = append(a.stack, e.to(s))
			}
		}
	}
}

// close lists threads and what they lead to while assertions hold. Where none is asked for,
// threads have been followed already.
func (a *automaton) close(threads []uint32, holding Assertion) []uint32 {
	ahead, closed := a.set.ahead(), &a.closed
	closed.clear()
	for _, s := range threads {
		closed.add(s)
	}
	for i := 0; i < len(closed.all); i++ {
		s := closed.all[i]
		if i < len(threads) && a.set.roles[s]&roleAsks == 0 {
			continue
		}
		for _, e := range ahead.of(s) {
			if e.free() && e.open(holding) {
				closed.add(e.to(s))
			}
		}
	}
	return closed.all
}

// ended is the list of patterns of which a match has ended in a state before a byte of a kind.
func (a *automaton) ended(state int, after Kind) uint16 {
	known := &a.ends[state*Kinds+int(after)]
	if *known == unknown {
		*known = a.listOf(a.close(a.threadsOf(state), Holding(a.infos[state].kind(), after)))
	}
	return *known
}

// listOf is the list of the patterns whose end is among states.
func (a *automaton) listOf(states []uint32) uint16 {
	var list List
	for _, s := range states {
		if a.set.roles[s]&roleEnd != 0 {
			list = append(list, a.set.ofState(s))
		}
	}
	slices.Sort(list)
	for i, l := range a.lists {
		if slices.Equal(l, list) {
			return uint16(i)
		}
	}
	if len(a.lists) == maxLists {
		return allPatterns
	}
	a.lists = append(a.lists, list)
	return uint16(len(a.lists) - 1)
}

// full reports whether one more state might be too many.
func (a *automaton) full() bool {
	states := len(a.infos) + 1
	return states > maxStates || states<<a.group.shift > maxPlaces || len(a.threads)+len(a.reached.all) > maxThreads
}

// find is the state with these threads, or -1 and the slot where it belongs.
func (a *automaton) find(before Kind, threads []uint32) (state int, slot uint32) {
	at := hash(before, threads) & slotMask
	for ; a.slots[at] != 0; at = (at + 1) & slotMask {
		state := int(a.slots[at] - 1)
		if a.infos[state].kind() == before && slices.Equal(a.threadsOf(state), threads) {
			return state, at
		}
	}
	return -1, at
}

func (a *automaton) wayTo(state int) uint16 {
	if a.infos[state]&mayEnd != 0 {
		return uint16(state)<<1 | lookBit
	}
	return uint16(state) << 1
}

// add makes a state that nothing is known of but its threads.
func (a *automaton) add(before Kind, threads []uint32, slot uint32) int {
	own := info(before)
	for _, s := range threads {
		if a.set.roles[s]&roleEnds != 0 {
			own |= mayEnd
		}
	}
	a.infos = append(a.infos, own)
	a.threads = append(a.threads, threads...)
	a.first = append(a.first, uint32(len(a.threads)))
	a.next = unknownTo(a.next, 1<<a.group.shift)
	a.ends = unknownTo(a.ends, Kinds)
	a.slots[slot] = uint16(len(a.infos))
	return len(a.infos) - 1
}

func unknownTo(table []uint16, n int) []uint16 {
	for range n {
		table = append(table, unknown)
	}
	return table
}

// hash is FNV-1a over numbers.
func hash(before Kind, threads []uint32) uint32 {
	h := uint32(2166136261) ^ uint32(before)
	for _, s := range threads {
		h = (h * 16777619) ^ s
	}
	return h ^ h>>15
}
