package prove

import (
	"fmt"
	"slices"
	"strings"

	"vouch/shared/rule"
)

// enough is how many examples of each kind a rule should have: fewer rarely show a boundary.
const enough = 4

// Remark is one weakness of a pack. It forbids nothing.
type Remark struct {
	Rule rule.ID
	Line rule.Line
	Text string
}

// Lint lists what is weak in a pack as seen on a day (2026-11-21).
func Lint(pack *rule.Pack, day string) []Remark {
	var remarks []Remark
	for i := range pack.Rules {
		r := &pack.Rules[i]
		l := linter{rule: r}
		l.dates(day)
		l.examples()
		l.words()
		remarks = append(remarks, l.remarks...)
	}
	return remarks
}

type linter struct {
	rule    *rule.Rule
	remarks []Remark
}

func (l *linter) say(line rule.Line, format string, args ...any) {
	l.remarks = append(l.remarks, Remark{l.rule.ID, line, fmt.Sprintf(format, args...)})
}

func (l *linter) dates(day string) {
	r := l.rule
	if r.ReviewBy < day {
		l.say(r.Line, "its review was due on %s", r.ReviewBy)
	}
	if r.Source.Checked > day {
		l.say(r.Source.Line, "its source is said to have been read on %s, which is yet to come", r.Source.Checked)
	}
	if r.Until != "" && r.Until <= day {
		l.say(r.Line, "it ended on %s and does nothing any more", r.Until)
	}
	if r.Source.By == "background" && r.Severity == "block" && r.Source.URL == "" {
		l.say(r.Source.Line, "it blocks, but nobody has read its source: it is marked as background knowledge without an address")
	}
}

func (l *linter) examples() {
	e := l.rule.Examples
	if len(e.Flag) < enough {
		l.say(l.rule.Line, "%d must-flag examples; %d show more of what it means", len(e.Flag), enough)
	}
	if len(e.Pass) < enough {
		l.say(l.rule.Line, "%d must-pass examples; %d show more of what it leaves alone", len(e.Pass), enough)
	}
	texts := map[string]rule.Line{}
	for _, x := range slices.Concat(e.Flag, e.Pass) {
		key := fmt.Sprint(x.Text, x.Surface, x.Date, x.Context)
		if line, twice := texts[key]; twice {
			l.say(x.Line, "the example stands already on line %d", line)
		}
		texts[key] = x.Line
	}
}

// words remarks on phrases that will hit what nobody meant.
func (l *linter) words() {
	if l.rule.Find == nil || l.rule.Protect || len(l.rule.Unless) > 0 {
		return
	}
	for _, phrase := range alone(*l.rule.Find) {
		switch word := strings.Trim(phrase.Text, "~*?"); {
		case slices.Contains(protectedWords(), word):
			l.say(phrase.Line, "%q alone touches protected speech: employees may talk about it (NLRA section 7; 17 CFR 240.21F-17). Say in which company it is meant, or add unless", word)
		case slices.Contains(commonWords(), word):
			l.say(phrase.Line, "%q alone is a common word; give it a neighbour (near) or a circumstance (when)", word)
		}
	}
}

// alone gathers the phrases that make a finding by themselves.
func alone(c rule.Condition) []rule.Phrase {
	phrases := slices.Clone(c.Phrases)
	for _, part := range c.Any {
		phrases = append(phrases, alone(part)...)
	}
	return phrases
}

// protectedWords are those of the author lint in the law on protected speech: a company rule
// against them alone chills what employees may say.
func protectedWords() []string {
	return []string{
		"wage", "wages", "salary", "salaries", "pay", "union", "strike", "harassment", "harass",
		"overtime", "negative", "disparage", "disparaging", "confidential",
	}
}

// commonWords have so many meanings that a list of them is what makes people switch a checker off.
func commonWords() []string {
	return []string{
		"best", "free", "safe", "green", "guarantee", "guaranteed", "return", "returns", "profit", "great",
		"love", "amazing", "young", "partner", "kill", "crazy", "risk", "secure", "proven", "leader", "leading",
		"winner", "first", "only", "never", "always", "must", "now", "cheap", "bonus", "cure", "treat", "record",
	}
}
