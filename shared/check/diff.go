package check

import "strings"

// diff says what a near copy keeps of its text, what it lacks, and what it adds.
func (c *Checker) diff(f finding, number uint32) []Change {
	a := c.asked(number)
	near, ok := c.nearCopy(a)
	if !ok || c.hitOf(near.Match).span != f.span {
		return nil
	}
	c.align(a, window{int(near.First), int(near.Last) + 1})
	d := differ{approved: a, checker: c, word: near.First, kept: near.First}
	for _, p := range c.copies.pairs {
		if p.own > d.own || p.word > d.word {
			d.keep()
			d.lack(p.own)
			d.add(p.word)
			d.kept = p.word
		}
		d.own, d.word = p.own+1, p.word+1
	}
	d.keep()
	d.lack(int32(len(a.words)))
	return d.changes
}

// differ writes a diff. own and word are the next words of the text and of the draft.
type differ struct {
	approved  *approved
	checker   *Checker
	own, word int32
	kept      int32 // the first word of the draft that is kept and not yet written
	changes   []Change
}

func (d *differ) keep() {
	if d.kept < d.word {
		d.write(Kept, d.written(d.kept, d.word))
	}
}

func (d *differ) add(to int32) {
	if d.word < to {
		d.write(Extra, d.written(d.word, to))
	}
}

func (d *differ) lack(to int32) {
	if d.own < to {
		words := d.approved.words
		d.write(Missing, d.approved.text[words[d.own].byteStart:words[to-1].byteEnd])
	}
}

// written is what the author wrote from word from to before word to.
func (d *differ) written(from, to int32) string {
	words := d.checker.text.Words
	return valid(d.checker.draft.Text[words[from].ByteStart:words[to-1].ByteEnd])
}

func (d *differ) write(op ChangeOp, s string) {
	d.changes = append(d.changes, Change{Op: op, Text: strings.TrimSpace(s)})
}
