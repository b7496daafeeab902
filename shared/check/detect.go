package check

import (
	"vouch/shared/detect"
	"vouch/shared/program"
	"vouch/shared/text"
)

// detect appends what a detector finds.
func (c *Checker) detect(cond *program.Condition) {
	from := len(c.hits)
	c.detector.Read(c.draft.Text, c.text)
	for _, s := range c.detector.Find(detect.Kind(cond.Detector)) {
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

// unitAt is the UTF-16 unit at a byte: counted from the last word that begins before it.
func (c *Checker) unitAt(at int) int32 {
	unit, from := int32(0), 0
	if i := c.wordAt(at); i >= 0 {
		unit, from = c.text.Words[i].Start, int(c.text.Words[i].ByteStart)
	}
	return unit + int32(text.Units(c.draft.Text[from:at]))
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
