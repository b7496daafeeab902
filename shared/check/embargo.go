package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// embargoes finds the names that must not be spoken yet, wherever they stand, also in an address.
// Rows of words with as many letters as a name are hashed, however they are parted, so that
// "P.r.o.j.e.c.t" hides nothing; with no names nothing is. It reports whether there are any.
func (c *Checker) embargoes() bool {
	c.embargoed = c.embargoed[:0]
	if len(c.program.Embargoes.Names) == 0 {
		return false
	}
	for i := range c.text.Words {
		c.embargoesFrom(i)
	}
	return len(c.embargoed) > 0
}

// embargoesFrom finds the names that begin at word i.
func (c *Checker) embargoesFrom(i int) {
	e, words := &c.program.Embargoes, c.text.Words
	bytes, digits := 0, false
	for end := i; end < len(words); end++ {
		w := &words[end]
		if bytes += len(c.text.Folded(w)); bytes > c.longest || end > i && w.Gap >= text.Sentence {
			return
		}
		digits = digits || w.Kind == text.Number || w.Has(text.HasDigit)
		if e.May(bytes) && (c.isEmbargoed(i, end) || digits && c.isEmbargoedInDigits(i, end)) {
			c.embargoed = append(c.embargoed, c.hitOf(wholeOf(i, end)))
		}
	}
}

// isEmbargoed hashes words first to last.
func (c *Checker) isEmbargoed(first, last int) bool {
	name := c.program.Embargoes.Begin()
	for i := first; i <= last; i++ {
		name.Word(c.text.Folded(&c.text.Words[i]))
	}
	return c.isSecret(name)
}

// isEmbargoedInDigits hashes words with their digits read as letters, a 1 as either.
func (c *Checker) isEmbargoedInDigits(first, last int) bool {
	var room [program.MaxEmbargo]byte
	size := 0
	for i := first; i <= last; i++ {
		size += copy(room[size:], c.text.Folded(&c.text.Words[i]))
	}
	for _, one := range [2]byte{'i', 'l'} {
		read := room
		for i, letter := range read[:size] {
			read[i] = match.Undisguised(letter, one)
		}
		name := c.program.Embargoes.Begin()
		name.Word(read[:size])
		if c.isSecret(name) {
			return true
		}
	}
	return false
}

func (c *Checker) isSecret(name program.Hashing) bool {
	until, ok := c.program.Embargoes.Until(name.Sum())
	return ok && int32(c.draft.Date) < until
}
