package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// reach is how many words before a match a negator may stand. NegEx uses five in clinical
// notes; four leaves "not a bank, guaranteed returns" to its comma and "no fees and guaranteed
// returns" to its "and", and still reads "there are no such things as guarantees".
const reach = 4

// denied reports whether a match is negated: a negator stands within reach before it, in the
// same clause, with no terminator between.
func (c *Checker) denied(m match.Match) bool {
	return c.deniedBeyond(m.First, m, m)
}

// deniedBeyond looks before word first for a negator that is part of neither a nor b.
func (c *Checker) deniedBeyond(first int32, a, b match.Match) bool {
	words := c.text.Words
	negators := c.sets.of(program.SetNegator)
	if len(negators) == 0 {
		return false
	}
	for i := first - 1; i >= 0; i-- {
		if gap := words[i+1].Gap; gap >= text.Clause {
			return false
		}
		if words[first].Ord-words[i].Ord > reach || standsAt(c.sets.of(program.SetTerminator), i) {
			return false
		}
		if within(i, a) || within(i, b) {
			continue
		}
		if n, ok := negatorEnding(negators, i); ok && !c.pretended(n, first) {
			return true
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

// pretended reports whether a negator is part of a phrase that denies nothing ("not only"),
// unless the match itself is part of that phrase: in "there is no risk-free investment" the
// "no" of "no risk" does deny.
func (c *Checker) pretended(n match.Match, first int32) bool {
	pseudo := c.sets.of(program.SetPseudo)
	for at := search(pseudo, n.First-maxPseudo); at < len(pseudo) && pseudo[at].First <= n.Last; at++ {
		if pseudo[at].Last >= n.First && pseudo[at].Last < first {
			return true
		}
	}
	return false
}

// maxPseudo is how many words a pseudo-negator may have.
const maxPseudo = 5

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
