package check

import "vouch/shared/text"

// embargoes finds the names that must not be spoken yet, wherever they stand, also in an address.
// Rows of words that are as long as a name are hashed; with no names nothing is. It reports whether
// there are any.
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
	bytes := 0
	for n := 1; n <= c.longest && i+n <= len(words); n++ {
		w := &words[i+n-1]
		if n > 1 && w.Gap >= text.Sentence {
			return
		}
		if bytes += len(c.text.Folded(w)); e.May(n, bytes) && c.isEmbargoed(i, n) {
			c.embargoed = append(c.embargoed, c.hitOf(wholeOf(i, i+n-1)))
		}
	}
}

// isEmbargoed hashes n words from word i on.
func (c *Checker) isEmbargoed(i, n int) bool {
	name := c.program.Embargoes.Begin()
	for j := range n {
		name.Word(c.text.Folded(&c.text.Words[i+j]))
	}
	until, ok := c.program.Embargoes.Until(name.Sum())
	return ok && int32(c.draft.Date) < until
}
