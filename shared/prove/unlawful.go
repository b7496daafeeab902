package prove

import (
	"regexp"
	"slices"
	"strings"

	"vouch/shared/rule"
)

// citations are what a rule against protected speech may break.
const citations = "NLRA section 7 (Stericycle, 372 NLRB No. 113); 17 CFR 240.21F-17(a)"

// protected remarks on a rule that may itself be unlawful: employees may talk about pay, hours,
// conditions, unions and harassment, and may go to the authorities.
func (l *linter) protected() {
	l.wording()
	r := l.rule
	if r.Find == nil || r.Protect || len(r.Silences)+len(r.Unless)+len(r.When) > 0 {
		return
	}
	for _, phrase := range l.spread(alone(*r.Find)) {
		if word := protectedSubject(phrase.Text); word != "" {
			l.say(Unlawful, phrase.Line, "%q alone touches protected speech, which employees are free in (%s). Say in which company it is meant, or add unless", word, citations)
		}
	}
	walk(r.Find, func(c *rule.Condition) {
		if n := c.Near; n != nil && allProtected(l.spread(slices.Concat(n.First, n.Second))) {
			l.say(Unlawful, c.Line, "both sides speak of pay, hours, unions or harassment alone: that is protected speech (%s). Narrow it, or add unless", citations)
		}
	})
}

// spread puts the phrases of a list, at their own lines, in place of a phrase that is only the list.
func (l *linter) spread(phrases []rule.Phrase) []rule.Phrase {
	var all []rule.Phrase
	for _, p := range phrases {
		name, isList := strings.CutPrefix(strings.TrimSuffix(p.Text, "}"), "{")
		if list, known := l.pack.Lists[name]; isList && known {
			all = append(all, l.spread(list.Phrases)...)
			continue
		}
		all = append(all, p)
	}
	return all
}

// wording remarks on a title or reason that tells people to keep quiet.
func (l *linter) wording() {
	for _, text := range []string{l.rule.Title, l.rule.Reason} {
		if said := hush.FindString(text); said != "" {
			l.say(Unlawful, l.rule.Line, "it says %q: a rule that keeps employees from talking about pay, hours, conditions or unions, or from going to the authorities, is likely unlawful itself (%s)", said, citations)
			return
		}
	}
}

// hush is a prohibition to speak, followed closely by what the law lets people speak of.
var hush = regexp.MustCompile(`(?i)\b(?:do not|don't|don’t|never|must not|mustn't|may not|cannot|can't|no|not allowed to|not permitted to|forbidden to|prohibited from|refrain from|avoid)(?: \w+){0,3} ` +
	`(?:discuss\w*|talk\w*|post\w*|shar\w+|mention\w*|disclos\w+|writ\w+|speak\w*|comment\w*|complain\w*|critici[sz]\w+|report\w*|contact\w*|organi[sz]\w+|complaints|criticism)\b` +
	`(?:[^.!?]{0,60}?)\b(?:wages?|salar(?:y|ies)|pay|compensation|benefits|overtime|working (?:hours|conditions)|schedules?|unions?|strikes?|harass\w*|discriminat\w+|regulators?|authorit(?:y|ies)|SEC|OSHA|EEOC|NLRB|whistle\w*|disparag\w+|negative\w*)\b`)

// protectedSubject is the word of protected speech that a phrase consists of, beside words
// without a subject of their own; "" when there is none or the phrase says more.
func protectedSubject(phrase string) string {
	subject, more := subjects(phrase)
	if more {
		return ""
	}
	return subject
}

// subjects is a word of protected speech that a phrase has, and whether it has any other word
// with a subject of its own.
func subjects(phrase string) (subject string, more bool) {
	for word := range strings.FieldsFuncSeq(phrase, func(r rune) bool { return r == ' ' || r == '|' }) {
		bare := strings.ToLower(strings.Trim(word, "~*?#^"))
		switch {
		case isProtected(bare):
			subject = bare
		case !slices.Contains(fillers(), bare):
			more = true
		}
	}
	return subject, more
}

// allProtected reports whether phrases speak of nothing else than what is protected.
func allProtected(phrases []rule.Phrase) bool {
	found := false
	for _, p := range phrases {
		subject, more := subjects(p.Text)
		if more {
			return false
		}
		found = found || subject != ""
	}
	return found
}

func isProtected(word string) bool {
	stems := []string{"harass", "disparag", "whistleblow", "unioni"}
	words := []string{
		"wage", "wages", "salary", "salaries", "pay", "paid", "payday", "union", "unions", "strike", "strikes",
		"overtime", "negative", "confidential", "schedule", "schedules", "osha", "nlrb", "eeoc",
	}
	return slices.Contains(words, word) || slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(word, s) })
}

// fillers have no subject of their own.
func fillers() []string {
	return []string{
		"a", "an", "the", "our", "my", "your", "their", "we", "i", "they", "about", "of", "at", "on", "for", "to",
		"with", "discuss", "talk", "say", "post", "share", "tell", "is", "are", "was", "low", "bad", "poor",
		"unpaid", "working", "hours", "{company}",
	}
}
