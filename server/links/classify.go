package links

import (
	"net/http"
	"strings"

	"vouch/server/activity"
)

// Agent is what a request tells of who makes it.
type Agent struct {
	UserAgent string
	Method    string // empty is GET
	Header    http.Header
}

// Verdict is the class of a request and why.
type Verdict struct {
	Class  activity.Class
	Reason string
}

// Classifier tells people from machines. It is safe for concurrent use.
type Classifier struct {
	fragments []fragment
	found     *automaton
	known     halves[string, Verdict] // by user agent
}

// knownAgents bounds each half of those: with longestAgent, 2 MB at the worst. A browser's user
// agent is the same in every request, and most people's are among a few hundred.
const knownAgents = 1000

// NewClassifier builds the table of fragments.
func NewClassifier() *Classifier {
	c := &Classifier{fragments: append(fragmentTable(), inApp()...), known: halves[string, Verdict]{bound: knownAgents}}
	texts := make([]string, len(c.fragments))
	for i, f := range c.fragments {
		texts[i] = f.text
	}
	c.found = newAutomaton(texts)
	return c
}

// longestAgent is read of a user agent; people's have 100 to 400 bytes.
const longestAgent = 1024

// Classify takes time linear in the user agent's length.
func (c *Classifier) Classify(agent Agent) Verdict {
	if verdict := c.program(agent.UserAgent); verdict.Class != activity.Person {
		return verdict
	} else if reason := lookedAhead(agent.Header); reason != "" {
		return Verdict{activity.Prefetch, reason}
	} else if agent.Method != "" && agent.Method != http.MethodGet {
		return Verdict{activity.Bot, "asked with " + agent.Method + ", as no person's click does"}
	} else {
		return verdict
	}
}

// program judges the user agent alone, by memory when it can.
func (c *Classifier) program(userAgent string) Verdict {
	verdict, ok := c.known.get(userAgent)
	if ok {
		return verdict
	}
	verdict = c.read(strings.TrimSpace(userAgent))
	if len(userAgent) <= longestAgent {
		c.known.put(userAgent, verdict)
	}
	return verdict
}

func (c *Classifier) read(userAgent string) Verdict {
	if userAgent == "" {
		return Verdict{activity.Bot, "says nothing of itself"}
	}
	userAgent = userAgent[:min(len(userAgent), longestAgent)]
	marks := c.marks(userAgent)
	switch {
	case marks.preview != nil:
		return marks.preview.verdict()
	case marks.bots > 0:
		return marks.bot.verdict()
	case !isBrowser(userAgent):
		return Verdict{activity.Bot, "does not call itself a browser"}
	case marks.person != nil:
		return Verdict{activity.Person, marks.person.reason}
	}
	return Verdict{activity.Person, "a browser"}
}

// marks are what the fragments of one user agent say.
type marks struct {
	bots                 int // general marks, less those taken back
	bot, preview, person *fragment
}

func (c *Classifier) marks(userAgent string) (m marks) {
	c.found.each(userAgent, func(n int) {
		f := &c.fragments[n]
		switch {
		case f.class == activity.Preview:
			m.preview = f
		case f.class == activity.Bot:
			m.bots, m.bot = m.bots+1, f
		case f.reason == "":
			m.bots--
		default:
			m.person = f
		}
	})
	return m
}

func (f *fragment) verdict() Verdict {
	return Verdict{f.class, f.reason + ": " + f.text}
}

func isBrowser(userAgent string) bool {
	for _, name := range browsers {
		if len(userAgent) >= len(name) && strings.EqualFold(userAgent[:len(name)], name) {
			return true
		}
	}
	return false
}

// lookedAhead says which header shows that a browser fetched the page before anybody asked for
// it; empty is none.
func lookedAhead(header http.Header) string {
	for _, name := range [...]string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		for _, value := range header[name] {
			value = strings.ToLower(value)
			if strings.Contains(value, "prefetch") || strings.Contains(value, "preview") || strings.Contains(value, "prerender") {
				return "fetched ahead of any click (" + name + ")"
			}
		}
	}
	return ""
}
