package agents

// sense is what a mark says of the program that carries it.
type sense uint8

const (
	machine sense = iota
	card          // shows a card for a link
	app           // a browser inside an app, or another that people use: a reason to say so
	engine        // what browsers say of themselves; it makes up for a strange beginning
	cover         // takes the marks inside it back: a Cubot is a telephone
	aside         // says something of the device alone
)

// place says where in a user agent a mark counts.
type place uint8

const (
	atStart   place = 1 << iota
	atEnd           // of the user agent
	wordStart       // no letter or digit before it
	wordEnd         // none after it
)

// mark is a piece of text in user agents that tells something.
type mark struct {
	text   string // lower case, ASCII
	place  place
	sense  sense
	reason string
	listed bool  // of the public lists, not of this package
	trait  trait // what it says of the device, wherever it stands
}

func (m *mark) why() string { return m.reason + ": " + m.text }

// stands tells whether the mark counts at this end in the text.
func (m *mark) stands(text string, end int) bool {
	start := end - len(m.text)
	switch {
	case m.place == 0:
		return true
	case m.place&atStart != 0 && start > 0,
		m.place&atEnd != 0 && end < len(text),
		m.place&wordStart != 0 && start > 0 && isWord(text[start-1]),
		m.place&wordEnd != 0 && end < len(text) && isWord(text[end]):
		return false
	}
	return true
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// span is a piece of a text.
type span struct{ start, end int }

func (s span) holds(o span) bool { return s.start <= o.start && o.end <= s.end }

// sight is what the marks of one user agent come to.
type sight struct {
	bot, preview, app, engine *mark // the longest of each
	traits                    trait
}

// mostHits and mostCovers bound what is remembered of one user agent. A browser's has a dozen
// marks at most, and one cover; what goes beyond is a machine's or a joke.
const (
	mostHits   = 24
	mostCovers = 8
)

// sighting collects the hits of one pass: a mark counts only once all covers are known.
type sighting struct {
	hits   [mostHits]hit
	covers [mostCovers]span
	n, c   int
}

type hit struct {
	mark *mark
	span span
}

// look reads the marks of a user agent.
func (t *Table) look(userAgent string) (s sight) {
	var all sighting
	all.cover(model(userAgent))
	t.found.each(userAgent, func(n, end int) {
		m := &t.marks[n]
		s.traits |= m.trait
		if !m.stands(userAgent, end) {
			return
		}
		at := span{end - len(m.text), end}
		switch m.sense {
		case cover:
			all.cover(at)
		case engine:
			s.engine = m
		case app:
			s.app = m
		case machine, card:
			all.add(hit{m, at})
		case aside:
		}
	})
	for _, h := range all.hits[:all.n] {
		if !all.covered(h.span) {
			s.take(h.mark)
		}
	}
	return s
}

func (s *sight) take(m *mark) {
	best := &s.bot
	if m.sense == card {
		best = &s.preview
	}
	if *best == nil || len(m.text) > len((*best).text) {
		*best = m
	}
}

func (a *sighting) add(h hit) {
	if a.n < mostHits {
		a.hits[a.n] = h
		a.n++
	}
}

func (a *sighting) cover(s span) {
	if a.c < mostCovers && s.end > s.start {
		a.covers[a.c] = s
		a.c++
	}
}

func (a *sighting) covered(s span) bool {
	for _, c := range a.covers[:a.c] {
		if c.holds(s) {
			return true
		}
	}
	return false
}
