package prove

import (
	"fmt"
	"maps"
	"slices"

	"vouch/shared/rule"
)

// Weakness is a kind of weakness, by the name that `vouch packs lint --skip` takes.
type Weakness string

// The weaknesses that a lint knows.
const (
	Dates       Weakness = "dates"        // a review that was due, a rule that ended
	FewExamples Weakness = "few-examples" // fewer examples than show a boundary, or the same twice
	CommonWord  Weakness = "common-word"  // a word of many meanings, alone
	NoException Weakness = "no-exception" // nothing that takes a match back
	SlowPattern Weakness = "slow-pattern" // a pattern that every character may begin, or that is large
	Unlawful    Weakness = "unlawful"     // a rule that may itself break the law on protected speech
	Unread      Weakness = "unread"       // a source that nobody has read
	Pointless   Weakness = "pointless"    // a key that changes nothing
	Shadowed    Weakness = "shadowed"     // another rule finds all that this one finds
	Unproven    Weakness = "unproven"     // phrases that no example would miss
	Bars        Weakness = "bars"         // a bar that may have been meant to part several words
)

// Weaknesses lists them all.
func Weaknesses() []Weakness {
	return []Weakness{Bars, CommonWord, Dates, FewExamples, NoException, Pointless, Shadowed, SlowPattern, Unlawful, Unproven, Unread}
}

// Remark is one weakness of a pack. It forbids nothing.
type Remark struct {
	Rule     rule.ID // "" when it is about the pack
	Line     rule.Line
	Weakness Weakness
	Text     string
}

// Lint lists what is weak in a pack as seen on a day (2026-11-21) by reading it alone. Shadows
// and Terms run it.
func Lint(pack *rule.Pack, day string) []Remark {
	var l linter
	for i := range pack.Rules {
		r := &pack.Rules[i]
		l.rule, l.pack = r, pack
		l.dates(day)
		l.source(r.Source, r.Severity)
		l.examples()
		l.commonWords()
		l.exceptions()
		l.patterns()
		l.protected()
		l.pointless()
		l.phrases()
	}
	l.rule = &rule.Rule{}
	for _, lists := range []map[string]rule.List{pack.Lists, pack.Topics} {
		for _, name := range slices.Sorted(maps.Keys(lists)) {
			l.bars(lists[name].Phrases)
		}
	}
	for i := range pack.Policies {
		l.policy(&pack.Policies[i], day)
	}
	return l.remarks
}

type linter struct {
	pack    *rule.Pack
	rule    *rule.Rule
	remarks []Remark
}

func (l *linter) say(what Weakness, line rule.Line, format string, args ...any) {
	l.remarks = append(l.remarks, Remark{l.rule.ID, line, what, fmt.Sprintf(format, args...)})
}

// phrases looks at how each phrase of the rule is written.
func (l *linter) phrases() {
	r := l.rule
	l.bars(r.Except)
	if r.ExceptNear != nil {
		l.bars(r.ExceptNear.Phrases)
	}
	if r.Require != nil {
		l.bars(r.Require.Phrases)
	}
	roots := slices.Concat(r.When, r.Unless)
	if r.Find != nil {
		roots = append(roots, *r.Find)
	}
	for i := range roots {
		walk(&roots[i], func(c *rule.Condition) {
			l.bars(c.Phrases)
			if c.Near != nil {
				l.bars(c.Near.First)
				l.bars(c.Near.Second)
			}
			for _, swap := range c.Swaps {
				l.bars(swap.Phrases)
			}
		})
	}
}

// walk visits every condition of a tree, the outermost first.
func walk(c *rule.Condition, visit func(*rule.Condition)) {
	visit(c)
	for i := range c.All {
		walk(&c.All[i], visit)
	}
	for i := range c.Any {
		walk(&c.Any[i], visit)
	}
}
