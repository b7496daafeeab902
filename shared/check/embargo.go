package check

import "vouch/shared/text"

// embargoes finds the names that must not be spoken yet, wherever they stand, also in an address.
// Every row of words of a length that a name has is hashed; with no names nothing is. It reports
// whether there are any.
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
	hash := e.Begin()
	for n := 1; e.Lengths>>n != 0 && i+n <= len(words); n++ {
		w := &words[i+n-1]
		if n > 1 && w.Gap >= text.Sentence {
			return
		}
		hash.Word(c.text.Folded(w))
		if e.Lengths>>n&1 == 0 {
			continue
		}
		if until, ok := e.Until(hash.Sum()); ok && int32(c.draft.Date) < until {
			c.embargoed = append(c.embargoed, c.hitOf(wholeOf(i, i+n-1)))
		}
	}
}
