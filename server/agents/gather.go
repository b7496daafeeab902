package agents

import (
	_ "embed" // names.txt
	"strings"
)

// names is the table made of the two public lists; its form is told in its head.
//
//go:embed names.txt
var names string

// gather joins the tables. Of two marks with the same text the first says what it means, so what
// was judged by hand goes before the lists.
func gather() []mark {
	var g gathered
	g.add(covers())
	g.add(engines())
	g.add(apps())
	g.add(cards())
	g.add(machines())
	g.add(listed(names))
	g.add(deviceWords())
	return g.marks
}

type gathered struct {
	marks []mark
	at    map[string]int
}

func (g *gathered) add(marks []mark) {
	if g.at == nil {
		g.at = map[string]int{}
	}
	for _, m := range marks {
		at, ok := g.at[m.text]
		if !ok {
			g.at[m.text] = len(g.marks)
			g.marks = append(g.marks, m)
			continue
		}
		g.marks[at].join(m)
	}
}

// join takes up a mark of the same text: it counts where either counted. Between the lists a card
// wins over a machine; nothing wins over what was judged by hand.
func (m *mark) join(other mark) {
	m.trait |= other.trait
	if other.sense == aside {
		return
	}
	if m.listed && other.sense == card {
		m.sense, m.reason = other.sense, other.reason
	}
	if m.sense == other.sense || m.listed {
		m.place = wider(m.place) & wider(other.place)
	}
}

// wider says all that a place implies: what begins the text begins a word.
func wider(p place) place {
	if p&atStart != 0 {
		p |= wordStart
	}
	if p&atEnd != 0 {
		p |= wordEnd
	}
	return p
}

// listed reads names.txt: a tag, where it stands, and the text, with tabs between.
func listed(table string) []mark {
	var marks []mark
	for line := range strings.Lines(table) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
		if len(fields) != 3 {
			continue // the head
		}
		m := mark{text: fields[2], place: placeOf(fields[1]), reason: reasonOf(fields[0]), listed: true}
		switch fields[0] {
		case "social-preview":
			m.sense = card
		case "cover":
			m.sense = cover
		}
		marks = append(marks, m)
	}
	return marks
}

func placeOf(signs string) (p place) {
	for _, sign := range signs {
		switch sign {
		case '^':
			p |= atStart
		case '$':
			p |= atEnd
		case '<':
			p |= wordStart
		case '>':
			p |= wordEnd
		}
	}
	return p
}

// reasonOf puts a list's tag into words.
func reasonOf(tag string) string {
	switch tag {
	case "search-engine":
		return "reads for a search engine"
	case "ai-crawler":
		return "reads for a language model"
	case "seo":
		return "surveys pages for marketing"
	case "monitoring":
		return "watches whether pages answer"
	case "scanner":
		return "looks for weak points"
	case "advertising":
		return "checks advertisements"
	case "social-preview":
		return "shows a card for the link"
	case "feed-reader":
		return "reads feeds"
	case "http-library":
		return "is a library or a tool"
	case "archiver":
		return "keeps copies of pages"
	case "academic":
		return "reads for research"
	case "browser-automation":
		return "is a browser steered by a program"
	}
	return "is in the lists of crawlers"
}
