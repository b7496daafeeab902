package pattern

// Grower finds the states of a group that are worth sending along. It is for the desk: what it
// does not find, devices do.
type Grower struct {
	automaton *automaton
	width     int
}

// NewGrower starts with the states without threads. enter lists, ascending, the threads of all
// matches that may begin with a byte, after a byte of a kind.
func NewGrower(s *Set, group int, enter func(before Kind, c byte) []uint32) *Grower {
	g := &s.Groups[group]
	a := bareAutomaton(s, g)
	for before := range Kind(Kinds) {
		_, slot := a.find(before, nil)
		a.add(before, nil, slot)
	}
	for before := range Kind(Kinds) {
		for class := range g.width {
			c := g.bytes[class]
			threads := enter(before, c)
			to, slot := a.find(KindOf(c), threads)
			if to < 0 {
				to = a.add(KindOf(c), threads, slot)
			}
			a.next[int(before)<<g.shift|class] = a.wayTo(to)
		}
	}
	return &Grower{a, g.width}
}

// States is how many states there are.
func (g *Grower) States() int { return len(g.automaton.infos) }

// tight reports whether one more state might be more than may travel.
func (g *Grower) tight() bool {
	a := g.automaton
	return len(a.next) >= maxPlaces/2-len(a.blank) || len(a.threads)+len(a.set.roles) > maxThreads/2
}

// Read makes the states that a text leads to, until there are limit.
func (g *Grower) Read(text string, limit int) {
	a, state := g.automaton, 0
	for i := range len(text) {
		class := a.group.Classes[text[i]]
		to := a.next[state<<a.group.shift|int(class)]
		if to == unknown {
			if g.States() >= limit || g.tight() {
				return
			}
			to = a.make(state, class)
		}
		state = a.stateAt(to)
	}
}

// Explore makes the states nearest the start, until there are limit, and all ways among them.
func (g *Grower) Explore(limit int) {
	a := g.automaton
	for state := 0; ; state++ {
		if state == g.States() {
			return
		}
		for class := range g.width {
			way := &a.next[state<<a.group.shift|class]
			if *way != unknown {
				continue
			}
			if g.States() < limit && !g.tight() {
				a.make(state, uint8(class))
			} else if to, _ := a.find(a.step(state, uint8(class)), a.reached.all); to >= 0 {
				*way = a.wayTo(to)
			}
		}
	}
}

// Finish puts what was found into the group. It reports whether that may travel: patterns that
// can all begin at once may be too many for one group.
func (g *Grower) Finish() bool {
	a := g.automaton
	var w writer
	for state := range g.States() {
		threads := a.threadsOf(state)
		w.number(int(a.kindOf(state)))
		w.number(len(threads))
		last := uint32(0)
		for _, s := range threads {
			w.number(int(s - last))
			last = s
		}
	}
	for state := range g.States() {
		g.row(&w, state)
	}
	a.group.States, a.group.Rows = g.States(), w.dst
	return a.group.read(a.set)
}

// bases is how many rows, the first, others are told by: nearly all of a row are the ways into a
// pattern's first letters, which depend on the byte before alone, and those rows are the first.
const bases = Kinds

// row writes how a state's ways differ from the most similar of the first rows.
func (g *Grower) row(w *writer, state int) {
	own := g.ways(state)
	base, under := 0, g.automaton.blank[:g.width]
	for other := range min(state/bases, 1) * bases { // the first rows stand for themselves
		if ways := g.ways(other); differing(ways, own) < differing(under, own) {
			base, under = other+1, ways
		}
	}
	w.number(base)
	runs, count := writer{}, 0
	for at, behind := 0, 0; at < len(own); {
		end := runOf(own, under, at)
		if end == at {
			at++
			continue
		}
		runs.number(at - behind)
		runs.number(end - at)
		runs.number(g.target(own[at]))
		count, behind, at = count+1, end, end
	}
	w.number(count)
	w.dst = append(w.dst, runs.dst...)
}

// runOf is the end of the run of ways from at on that are alike and differ from those under them.
func runOf(own, under []uint32, at int) int {
	end := at
	for end < len(own) && own[end] == own[at] && own[end] != under[end] {
		end++
	}
	return end
}

// target is the state that a way leads to, counted from 1; 0 is none.
func (g *Grower) target(way uint32) int {
	if way == unknown {
		return 0
	}
	return g.automaton.stateAt(way) + 1
}

func (g *Grower) ways(state int) []uint32 {
	return g.automaton.next[state<<g.automaton.group.shift:][:g.width]
}

func differing(a, b []uint32) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
