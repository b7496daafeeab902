package prove

import (
	"slices"
	"strings"

	"vouch/shared/rule"
)

// commonWords remarks on words that will hit what nobody meant.
func (l *linter) commonWords() {
	r := l.rule
	if r.Find == nil || r.Protect || len(r.Unless)+len(r.When)+len(r.Silences) > 0 {
		return
	}
	for _, phrase := range alone(*r.Find) {
		for _, word := range l.bare(phrase.Text) {
			if slices.Contains(common(), word) {
				l.say(CommonWord, phrase.Line, "%q alone is a common word; give it a neighbour (near) or a circumstance (when)", word)
			}
		}
	}
}

// bare lists the words that each make up the whole phrase, through the lists it names.
func (l *linter) bare(phrase string) []string {
	slots, err := rule.ParsePhrase(phrase)
	if err != nil || len(slots) != 1 {
		return nil
	}
	var words []string
	for _, atom := range slots[0].Atoms {
		if atom.Kind != rule.Named {
			words = append(words, strings.ToLower(atom.Text))
			continue
		}
		for _, p := range l.pack.Lists[atom.Text].Phrases {
			words = append(words, l.bare(p.Text)...)
		}
	}
	return words
}

// alone gathers the phrases that make a finding by themselves.
func alone(c rule.Condition) []rule.Phrase {
	phrases := slices.Clone(c.Phrases)
	for _, swap := range c.Swaps {
		phrases = append(phrases, swap.Phrases...)
	}
	for _, part := range c.Any {
		phrases = append(phrases, alone(part)...)
	}
	return phrases
}

// common words have so many meanings that a list of them is what makes people switch a checker off.
func common() []string {
	return []string{
		"best", "better", "free", "safe", "safely", "green", "clean", "natural", "guarantee", "guaranteed",
		"return", "returns", "profit", "profits", "gain", "gains", "great", "good", "love", "amazing", "awesome",
		"young", "old", "fresh", "mature", "native", "partner", "kill", "crazy", "insane", "sick", "risk",
		"secure", "proven", "leader", "leading", "winner", "win", "first", "top", "only", "never", "always",
		"must", "now", "today", "cheap", "deal", "bonus", "cure", "treat", "record", "results", "growth",
		"buy", "sell", "hold", "invest", "fund", "trade", "share", "patient", "patients", "secret", "internal",
		"launch", "approved", "certified", "sustainable", "fast", "easy", "simple", "new", "unique",
	}
}

// exceptions remarks on a rule that nothing takes back.
func (l *linter) exceptions() {
	r := l.rule
	if r.Find == nil || r.Protect || len(r.Silences) > 0 || r.Severity == "advise" || selective(r.Find) {
		return
	}
	if len(r.Except)+len(r.Unless)+len(r.When) == 0 && r.ExceptNear == nil {
		l.say(NoException, r.Line, "nothing takes a match back: no except, except_near, unless or when. Which harmless text nearly matches?")
	}
}

// selective reports whether a condition has its own exceptions: what counts or recognises a
// form, and what holds only together with another condition.
func selective(c *rule.Condition) bool {
	switch {
	case len(c.Any) > 0:
		return !slices.ContainsFunc(c.Any, func(part rule.Condition) bool { return !selective(&part) })
	case len(c.Phrases)+len(c.Swaps) > 0, c.Near != nil, len(c.Patterns) > 0:
		return false
	}
	return true
}
