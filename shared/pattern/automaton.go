package pattern

import "slices"

// automaton is a group made deterministic as far as drafts have asked. Its states are sets of
// threads: states of the patterns' own automata that the bytes read so far lead to. Those that
// travel are there from the start; a byte that leads to none of them makes a new one, which stays
// until memory is full; then all new ones go at once (the lazy automaton of RE2, Cox 2010).
type automaton struct {
	set     *Set
	group   *Group
	next    []uint32 // by row and class: a way
	infos   []uint32 // by state
	first   []uint32 // by state, and one more: its threads
	threads []uint32 // ascending
	ends    []uint32 // by state*Kinds + kind of the next byte: a list, unknown, or 0 for none
	lists   []List
	steps   int      // threads moved to make states
	slots   []uint16 // states by the hash of their threads, counted from 1

	blank           []uint32 // a row of which nothing is known
	reached, closed marked
}

// A way is where a class of bytes leads from a state: to the place in next where another state's
// row begins. One with lookBit wants a second look: a match may have ended in that state. What
// nobody has asked for has the bit, too.
const (
	lookBit uint32 = 1 << 31
	unknown uint32 = 1<<32 - 1
)

// The info of a state is the kind of the byte before it, and lookBit where ways to it have it.
func (a *automaton) kindOf(state int) Kind { return Kind(a.infos[state]) }

// The bounds of an automaton's memory: about 3 MB. What travels takes half of each at most.
const (
	maxPlaces  = 1 << 19 // in next
	maxThreads = 1 << 18
	maxStates  = 1 << 12
	maxLists   = 1 << 10
	slotMask   = 2*maxStates - 1
)

// allPatterns is the list that says that any pattern may have ended: what is noted when there are
// too many lists. The walk back from there finds out which.
const allPatterns = maxLists

// What is called seldom is not copied into its callers: the module that carries it has a megabyte
// for everything.
//
//go:noinline
func newAutomaton(s *Set, g *Group) *automaton {
	a := bareAutomaton(s, g)
	a.flush()
	return a
}

// bareAutomaton has no state.
//
//go:noinline
func bareAutomaton(s *Set, g *Group) *automaton {
	a := &automaton{
		set: s, group: g, first: make([]uint32, 1), slots: make([]uint16, slotMask+1), lists: make([]List, 1),
		blank: make([]uint32, 1<<g.shift),
	}
	for i := range a.blank {
		a.blank[i] = unknown
	}
	a.reached.marks, a.closed.marks = make([]uint32, len(s.roles)), make([]uint32, len(s.roles))
	return a
}

// flush forgets all states but those that travelled.
//
//go:noinline
func (a *automaton) flush() {
	sent := a.group.sent
	a.next, a.infos, a.ends = refilled(a.next, sent.next), refilled(a.infos, sent.infos), refilled(a.ends, sent.ends)
	a.first, a.threads = refilled(a.first, sent.first), refilled(a.threads, sent.threads)
	copy(a.slots, sent.slots)
}

//go:noinline
func refilled(table, with []uint32) []uint32 { return append(table[:0], with...) }

//go:noinline
func pushed(table []uint32, v uint32) []uint32 { return append(table, v) }

func (a *automaton) threadsOf(state int) []uint32 { return a.threads[a.first[state]:a.first[state+1]] }

// run reads a draft and notes where patterns may have ended.
func (a *automaton) run(draft string, events []event) []event {
	if len(a.lists) == maxLists {
		a.lists = a.lists[:1]
		a.flush()
	}
	row, next, classes := uint32(0), a.next, &a.group.Classes
	for i := range len(draft) {
		to := next[row|uint32(classes[draft[i]])]
		if to < lookBit {
			row = to
			continue
		}
		if to == unknown {
			to = a.make(a.stateAt(row), classes[draft[i]])
			next = a.next
		}
		row = to &^ lookBit
		if to < lookBit {
			continue
		}
		if list := a.ended(a.stateAt(row), kindAt(draft, i+1)); list != 0 {
			events = append(events, event{int32(i + 1), list})
		}
	}
	return events
}

// make finds where a class of bytes leads from a state, and makes that state if it is new.
func (a *automaton) make(state int, class uint8) uint32 {
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
	found := a.wayTo(to)
	a.next[state<<a.group.shift|int(class)] = found
	return found
}

// step reaches the threads that a class of bytes leads to from a state, and tells the bytes' kind.
func (a *automaton) step(state int, class uint8) Kind {
	from := a.kindOf(state)
	entered := a.stateAt(a.next[int(from)<<a.group.shift|int(class)])
	kind, c := a.kindOf(entered), a.group.bytes[class]
	a.reached.clear()
	for _, s := range a.threadsOf(entered) {
		a.reached.add(s)
	}
	for _, s := range a.close(a.threadsOf(state), Holding(from, kind)) {
		for _, e := range a.set.ahead.of(s) {
			if e.takes(c) {
				a.reach(e.to(s))
			}
		}
	}
	a.order()
	a.steps += len(a.closed.all) + len(a.reached.all)
	return kind
}

// order sorts what is reached: few by insertion, for they come in runs that are in order; many by
// looking at every state there is, since a thousand in the wrong order would take a million moves.
func (a *automaton) order() {
	all := a.reached.all
	if len(all) > 48 {
		all = all[:0]
		for s, role := range a.set.roles {
			if a.reached.marks[s] == a.reached.round && role&roleMatter != 0 {
				all = pushed(all, uint32(s))
			}
		}
		a.reached.all = all
		return
	}
	for i := 1; i < len(all); i++ {
		for j := i; j > 0 && all[j] < all[j-1]; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
}

// reach adds a state, and those it leads to freely, to what is reached.
func (a *automaton) reach(s uint32) {
	if !a.reached.note(s) {
		return
	}
	role := a.set.roles[s]
	if role&roleMatter != 0 { // others only lead on
		a.reached.all = pushed(a.reached.all, s)
	}
	if role&roleLeads == 0 {
		return
	}
	for _, e := range a.set.ahead.of(s) {
		if e.free() && e.open(0) {
			a.reach(e.to(s))
		}
	}
}

// close lists threads and what they lead to while assertions hold. Where none is asked for,
// threads have been followed already.
func (a *automaton) close(threads []uint32, holding Assertion) []uint32 {
	closed := &a.closed
	closed.clear()
	for _, s := range threads {
		closed.add(s)
	}
	for i := 0; ; i++ {
		if i == len(closed.all) {
			return closed.all
		}
		s := closed.all[i]
		if i < len(threads) && a.set.roles[s]&roleAsks == 0 {
			continue
		}
		for _, e := range a.set.ahead.of(s) {
			if e.free() && e.open(holding) {
				closed.add(e.to(s))
			}
		}
	}
}

// ended is the list of patterns of which a match has ended in a state before a byte of a kind.
func (a *automaton) ended(state int, after Kind) uint32 {
	known := &a.ends[state*Kinds+int(after)]
	if *known == unknown {
		*known = a.listOf(a.close(a.threadsOf(state), Holding(a.kindOf(state), after)))
	}
	return *known
}

// listOf is the list of the patterns whose end is among states.
func (a *automaton) listOf(states []uint32) uint32 {
	var list List
	for _, s := range states {
		if a.set.roles[s]&roleEnd != 0 {
			list = append(list, a.set.ofState(s))
		}
	}
	for i, l := range a.lists {
		if slices.Equal(l, list) {
			return uint32(i)
		}
	}
	if len(a.lists) == maxLists {
		return allPatterns
	}
	a.lists = append(a.lists, list)
	return uint32(len(a.lists) - 1)
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
		if a.kindOf(state) == before && slices.Equal(a.threadsOf(state), threads) {
			return state, at
		}
	}
	return -1, at
}

func (a *automaton) wayTo(state int) uint32 {
	return uint32(state)<<a.group.shift | a.infos[state]&lookBit
}

func (a *automaton) stateAt(way uint32) int { return int(way &^ lookBit >> a.group.shift) }

// add makes a state that nothing is known of but its threads.
func (a *automaton) add(before Kind, threads []uint32, slot uint32) int {
	own := uint32(before)
	for _, s := range threads {
		if a.set.roles[s]&roleEnds != 0 {
			own |= lookBit
		}
		a.threads = pushed(a.threads, s)
	}
	a.infos = pushed(a.infos, own)
	a.first = pushed(a.first, uint32(len(a.threads)))
	for range Kinds {
		a.ends = pushed(a.ends, unknown)
	}
	a.next = append(a.next, a.blank...)
	a.slots[slot] = uint16(len(a.infos))
	return len(a.infos) - 1
}

// hash is FNV-1a over numbers.
func hash(before Kind, threads []uint32) uint32 {
	h := uint32(2166136261) ^ uint32(before)
	for _, s := range threads {
		h = (h * 16777619) ^ s
	}
	return h ^ h>>15
}
