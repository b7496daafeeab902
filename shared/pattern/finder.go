package pattern

import "slices"

// Finder looks for the patterns of one Set, in one draft after the other. It does nothing until
// it is asked for a pattern, and then only what that pattern needs. It reuses its memory and is
// not safe for concurrent use.
type Finder struct {
	Steps int // bytes read and threads moved since Reset: what a test of linear time counts

	set    *Set
	draft  string
	groups []scanned
	occurs []bool // by pattern, of the groups that were scanned
	walk   walk
}

// scanned is a group's automaton and what it told of the draft.
type scanned struct {
	automaton *automaton // made when first asked for
	done      bool
	events    []event
}

// event is a place where patterns may have ended.
type event struct {
	at   int32 // byte of the draft
	list uint32
}

// NewFinder makes a Finder of a set that Load accepted or the desk built.
func NewFinder(s *Set) *Finder {
	f := &Finder{set: s, groups: make([]scanned, len(s.Groups)), occurs: make([]bool, s.Len())}
	f.walk.set = s
	return f
}

// Reset takes the next draft. What was found in the one before is forgotten.
func (f *Finder) Reset(draft string) {
	f.draft, f.Steps = draft, 0
	for i := range f.groups {
		f.groups[i].done = false
	}
}

// Find appends the places where the pattern matches, in the draft's order.
func (f *Finder) Find(id ID, dst []Span) []Span {
	g := &f.groups[f.set.GroupOf[id]]
	if !g.done {
		f.scan(f.set.GroupOf[id])
	}
	if !f.occurs[id] {
		return dst
	}
	f.Steps += f.walk.from(f.draft, id, g.events, g.automaton.lists)
	return f.walk.longest(dst)
}

// scan runs a group's automaton over the draft and notes which patterns may occur.
func (f *Finder) scan(group uint8) {
	g := &f.groups[group]
	if g.automaton == nil {
		g.automaton = newAutomaton(f.set, &f.set.Groups[group])
		f.walk.marks.marks = make([]uint32, len(f.set.roles))
	}
	g.done = true
	before := g.automaton.steps
	g.events = g.automaton.run(f.draft, g.events[:0])
	f.Steps += len(f.draft) + g.automaton.steps - before
	for id, of := range f.set.GroupOf {
		if of == group {
			f.occurs[id] = false
		}
	}
	for _, e := range g.events {
		f.noted(group, g.automaton, e.list)
	}
}

// noted: the patterns of a list occur, or any of the group.
func (f *Finder) noted(group uint8, a *automaton, list uint32) {
	if list != allPatterns {
		for _, id := range a.lists[list] {
			f.occurs[id] = true
		}
		return
	}
	for id, of := range f.set.GroupOf {
		f.occurs[id] = f.occurs[id] || of == group
	}
}

func (l List) has(id ID) bool { return slices.Contains(l, id) }
