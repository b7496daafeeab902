// Package agents tells from a user agent what sort of program sent it, and on what sort of
// device.
//
// It promises:
//
//   - Time linear in the length of the text, and no more than longest bytes of it are read: a
//     user agent is whatever a stranger likes to send.
//   - Browsers inside apps are people; pages that show a card for a link are previews; whatever
//     else names itself, or lacks what every browser says, is a machine. Each answer has a reason.
//
// What it knows comes from names.txt, made by scripts/agentgen of two public lists, and from the
// tables in own.go and cover.go.
package agents

import "strings"

// Kind is what sort of program it is.
type Kind uint8

// The kinds.
const (
	Person Kind = iota + 1
	Bot
	Preview // shows a card for a link
)

// Agent is what a user agent tells.
type Agent struct {
	Kind   Kind
	Reason string // in words for a report
	Device Device
}

// longest is read of a user agent; people's have 100 to 400 bytes.
const longest = 1024

// Table knows agents. It is not changed after it is built, and safe for concurrent use.
type Table struct {
	marks []mark
	found *automaton
}

// New builds the table: 15 ms and 3 MB.
func New() *Table {
	t := &Table{marks: gather()}
	texts := make([]string, len(t.marks))
	for i := range t.marks {
		texts[i] = t.marks[i].text
	}
	t.found = newAutomaton(texts)
	return t
}

// Read judges a user agent.
func (t *Table) Read(userAgent string) Agent {
	userAgent = strings.TrimSpace(userAgent[:min(len(userAgent), longest)])
	seen := t.look(userAgent)
	kind, reason := judge(userAgent, seen)
	return Agent{Kind: kind, Reason: reason, Device: seen.traits.device()}
}

func judge(userAgent string, seen sight) (Kind, string) {
	switch {
	case userAgent == "":
		return Bot, "says nothing of itself"
	case seen.preview != nil:
		return Preview, seen.preview.why()
	case seen.bot != nil:
		return Bot, seen.bot.why()
	}
	if why := shape(userAgent, seen); why != "" {
		return Bot, why
	}
	if seen.app != nil {
		return Person, seen.app.reason
	}
	return Person, "a browser"
}
