package check

import (
	"vouch/shared/program"
	"vouch/shared/text"
)

// detect appends what a detector finds.
func (c *Checker) detect(cond *program.Condition) {
	from := len(c.hits)
	for _, s := range c.detector.Find(cond.Detector) {
		c.hits = append(c.hits, c.hitBytes(s.Start, s.End))
	}
	if cond.Negated == program.Keep && cond.Quoted == program.Keep {
		return
	}
	kept := c.hits[:from]
	for _, h := range c.hits[from:] {
		m := c.wordsOf(h)
		if c.admits(cond, m, c.denied(cond.Tongue, m)) {
			kept = append(kept, h)
		}
	}
	c.hits = kept
}

// hitBytes is a stretch of the draft's bytes as a hit. Stretches come in any order.
func (c *Checker) hitBytes(from, to int) hit {
	return hit{span{c.unitAt(from), c.unitAt(to), int32(from), int32(to)}}
}

// unitAt is the UTF-16 unit at a byte: counted from the last word that begins before it, or from
// where it was asked last, so that asking for places in their order is linear.
func (c *Checker) unitAt(at int) int32 {
	last := c.cursor
	if last.byte > at {
		last = place{}
	}
	if i := c.wordAt(at); i >= 0 && int(c.text.Words[i].ByteStart) > last.byte {
		last = place{int(c.text.Words[i].ByteStart), c.text.Words[i].Start}
	}
	last.unit += int32(text.Units(c.draft.Text[last.byte:at]))
	last.byte = at
	c.cursor = last
	return last.unit
}

// place is a byte of the draft and its UTF-16 unit.
type place struct {
	byte int
	unit int32
}

// wordAt is the last word that begins at byte at or before it, -1 when there is none.
func (c *Checker) wordAt(at int) int {
	low, high := 0, len(c.text.Words)
	for low < high {
		mid := (low + high) / 2
		if int(c.text.Words[mid].ByteStart) <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}
