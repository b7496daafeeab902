package check

import (
	"strings"

	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// reach is how many words from a match a negator may stand. NegEx uses five in clinical notes;
// four leaves "not a bank, guaranteed returns" to its comma and "no fees and guaranteed returns"
// to its "and", and still reads "there are no such things as guarantees".
const reach = 4

// denied reports whether a match is negated in a language, or in any that the draft may be in when
// the language is none: a negator stands within reach before it or behind it, in the same clause,
// with no terminator between; or it is asked, and answered with no.
func (c *Checker) denied(t program.Tongue, m match.Match) bool {
	return c.deniedPair(t, m, m) || c.deniedBehind(t, m.Last) || c.answeredNo(t, m.Last)
}

// in reports whether a language of the program is the one meant.
func (c *Checker) in(t program.Tongue, language int) bool {
	at := program.Tongue(language + 1)
	return (t == 0 || t == at) && c.speaks(at)
}

// deniedPair looks for a negator before either of two matches, or before the one that both are.
func (c *Checker) deniedPair(t program.Tongue, a, b match.Match) bool {
	for i := range c.program.Languages {
		l := &c.program.Languages[i]
		if c.sets.count[l.Negators] == 0 || !c.in(t, i) {
			continue
		}
		if c.deniedBefore(l, a.First, a, b) || b != a && c.deniedBefore(l, b.First, a, b) {
			return true
		}
		if deniedInTag(c.sets.of(l.Negators), a) || deniedInTag(c.sets.of(l.Negators), b) {
			return true
		}
	}
	return false
}

// deniedInTag looks for a negator right before a part of a hashtag run together.
func deniedInTag(negators []match.Match, m match.Match) bool {
	if m.From == 0 {
		return false
	}
	for at := search(negators, m.First); at < len(negators) && negators[at].First == m.First; at++ {
		if n := negators[at]; n.To == m.From && n.Last == m.Last {
			return true
		}
	}
	return false
}

// deniedBefore looks before word first for a negator that is part of neither a nor b.
func (c *Checker) deniedBefore(l *program.Language, first int32, a, b match.Match) bool {
	words, negators := c.text.Words, c.sets.of(l.Negators)
	terminators := c.sets.of(l.Terminators)
	for i := first - 1; i >= 0; i-- {
		if words[i+1].Gap >= text.Clause || words[first].Ord-words[i].Ord > reach || standsAt(terminators, i) {
			return false
		}
		if within(i, a) || within(i, b) {
			continue
		}
		if n, ok := negatorEnding(negators, i); ok && !c.pretended(l, n, n.First-maxPseudo, first) {
			return true
		}
	}
	return false
}

// deniedBehind looks behind word last for words that deny what stands before them.
func (c *Checker) deniedBehind(t program.Tongue, last int32) bool {
	for i := range c.program.Languages {
		l := &c.program.Languages[i]
		if c.sets.count[l.Behind] > 0 && c.in(t, i) && c.behind(l, last) {
			return true
		}
	}
	return false
}

func (c *Checker) behind(l *program.Language, last int32) bool {
	words, denials := c.text.Words, c.sets.of(l.Behind)
	terminators := c.sets.of(l.Terminators)
	for i := last + 1; int(i) < len(words); i++ {
		if words[i].Gap >= text.Clause || words[i].Ord-words[last].Ord > reach || standsAt(terminators, i) {
			return false
		}
		for at := search(denials, i); at < len(denials) && denials[at].First == i; at++ {
			if !c.pretended(l, denials[at], last+1, int32(len(words))) {
				return true
			}
		}
	}
	return false
}

func within(i int32, m match.Match) bool { return m.First <= i && i <= m.Last }

// negatorEnding is the negator whose last word is i. Negators have at most three words, so it
// begins at i-2 at the earliest.
func negatorEnding(negators []match.Match, i int32) (match.Match, bool) {
	for at := search(negators, i-2); at < len(negators) && negators[at].First <= i; at++ {
		if negators[at].Last == i {
			return negators[at], true
		}
	}
	return match.Match{}, false
}

func standsAt(matches []match.Match, i int32) bool {
	at := search(matches, i)
	return at < len(matches) && matches[at].First == i
}

// pretended reports whether a negator is part of a phrase between words from and before that
// denies nothing ("not only"). A match is no part of that phrase: in "there is no risk-free
// investment" the "no" of "no risk" does deny.
func (c *Checker) pretended(l *program.Language, n match.Match, from, before int32) bool {
	pseudo := c.sets.of(l.Pseudo)
	for at := search(pseudo, from); at < len(pseudo) && pseudo[at].First <= n.Last; at++ {
		if pseudo[at].Last >= n.First && pseudo[at].Last < before {
			return true
		}
	}
	return false
}

// maxPseudo is how many words a pseudo-negator may have.
const maxPseudo = 5

// maxQuestion is how many words a question that is answered with no may go on behind a match.
const maxQuestion = 24

// answeredNo reports whether the sentence of word last asks, and the next one says no, as in "Returns
// guaranteed? No.".
func (c *Checker) answeredNo(t program.Tongue, last int32) bool {
	if !c.mayAnswer(t) {
		return false
	}
	words := c.text.Words
	next := last + 1
	for int(next) < len(words) && next-last < maxQuestion && words[next].Gap < text.Sentence {
		next++
	}
	if int(next) >= len(words) || words[next].Gap < text.Sentence || !c.asks(next) {
		return false
	}
	for i := range c.program.Languages {
		if c.in(t, i) && c.answers(c.sets.of(c.program.Languages[i].Answers), next) {
			return true
		}
	}
	return false
}

// mayAnswer reports whether an answer stands anywhere in the draft.
func (c *Checker) mayAnswer(t program.Tongue) bool {
	for i := range c.program.Languages {
		if c.sets.count[c.program.Languages[i].Answers] > 0 && c.in(t, i) {
			return true
		}
	}
	return false
}

// maxBetween bounds how far behind a question's last word its mark is looked for, in bytes: a row
// of emoji may stand before it.
const maxBetween = 64

// asks reports whether the sentence before word next ends with a question mark.
func (c *Checker) asks(next int32) bool {
	words := c.text.Words
	from, to := int(words[next-1].ByteEnd), int(words[next].ByteStart)
	between := c.draft.Text[from:min(to, from+maxBetween)]
	return strings.Contains(between, "?") || strings.Contains(between, "？")
}

// answers reports whether one of the answers begins at word at and is all that its clause says:
// "No fees!" is no answer.
func (c *Checker) answers(answers []match.Match, at int32) bool {
	words := c.text.Words
	for i := search(answers, at); i < len(answers) && answers[i].First == at; i++ {
		if end := int(answers[i].Last) + 1; end >= len(words) || words[end].Gap >= text.Clause {
			return true
		}
	}
	return false
}

// search is the first match that begins at word i or later.
func search(matches []match.Match, i int32) int {
	low, high := 0, len(matches)
	for low < high {
		mid := (low + high) / 2
		if matches[mid].First < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
