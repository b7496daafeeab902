package pattern

import "slices"

// Finder looks for the patterns of one Set, in one draft after the other. It does nothing until
// it is asked for a pattern, and then only what that pattern needs. It reuses its memory and is
// not safe for concurrent use.
type Finder struct {
	Steps int // threads moved since Reset: what a test of linear time counts

	set    *Set
	gated  bool // what may be skipped costs more than noting features
	draft  string
	read   bool // features holds those of the draft
	has    present
	groups []scanned // by group
	events []event   // of the group being scanned
	occurs []bool    // by pattern, of the groups that were scanned
	walk   walk
}

// scanned is what a group's automaton told of the draft.
type scanned struct {
	done   bool
	events []event
}

// event is a place where patterns end.
type event struct {
	at   int32 // byte of the draft
	list uint16
}

// NewFinder makes a Finder of a set that Load accepted or the desk built.
func NewFinder(s *Set) *Finder {
	f := &Finder{set: s, groups: make([]scanned, len(s.Groups)), occurs: make([]bool, s.Len())}
	alone := 0
	for _, g := range s.GroupOf {
		if g == NoGroup {
			alone++
		}
	}
	f.gated = alone > 0 || len(s.Groups) > 1
	f.walk.init(s)
	return f
}

// Reset takes the next draft. What was found in the one before is forgotten.
func (f *Finder) Reset(draft string) {
	f.draft, f.read, f.Steps = draft, false, 0
	for i := range f.groups {
		f.groups[i].done = false
	}
}

// Find appends the places where the pattern matches, in the draft's order.
func (f *Finder) Find(id ID, dst []Span) []Span {
	group := f.set.GroupOf[id]
	if group == NoGroup {
		if f.mayOccur(id) {
			f.walk.everywhere(f, id)
			return f.walk.longest(dst)
		}
		return dst
	}
	g := &f.groups[group]
	if !g.done {
		if !f.mayOccur(id) {
			return dst
		}
		f.scan(int(group))
	}
	if !f.occurs[id] {
		return dst
	}
	f.walk.from(f, id, g.events, f.set.Groups[group].Lists)
	return f.walk.longest(dst)
}

// mayOccur reports whether the draft has what the pattern needs, where that is worth knowing.
func (f *Finder) mayOccur(id ID) bool {
	return !f.gated || f.features().admits(f.set.needsOf(id))
}

func (f *Finder) features() *present {
	if !f.read {
		f.read = true
		f.has.read(f.draft)
	}
	return &f.has
}

func (s *Set) needsOf(id ID) []uint16 {
	return s.Needs[s.NeedFirst[id]*needWidth : s.NeedFirst[id+1]*needWidth]
}

// scan runs a group's automaton over the draft and notes where patterns end.
func (f *Finder) scan(group int) {
	g, to := &f.set.Groups[group], &f.groups[group]
	to.done = true
	to.events = g.run(f.draft, to.events[:0])
	for id, of := range f.set.GroupOf {
		if int(of) == group {
			f.occurs[id] = false
		}
	}
	last := uint16(0)
	for _, e := range to.events {
		if e.list == last {
			continue
		}
		last = e.list
		for _, id := range g.Lists[e.list] {
			f.occurs[id] = true
		}
	}
}

// run is the one pass over the draft.
func (g *Group) run(draft string, events []event) []event {
	state, next, shift := 0, g.Next, g.Shift&15
	for i := range len(draft) {
		state = int(next[state<<shift|int(g.Classes[draft[i]])])
		if state >= int(g.Accept) {
			if list := g.Ends[(state-int(g.Accept))*Kinds+int(kindAt(draft, i+1))]; list != 0 {
				events = append(events, event{int32(i + 1), list})
			}
		}
	}
	return events
}

func kindAt(draft string, at int) Kind {
	if at < 0 || at >= len(draft) {
		return Outside
	}
	return KindOf(draft[at])
}

func (l List) has(id ID) bool { return slices.Contains(l, id) }
