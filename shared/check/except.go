package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
)

// except drops the hits that overlap one of the rule's exceptions. Both are in order of their
// beginning, but an earlier exception may reach further than a later one.
func (c *Checker) except(r *program.Rule) {
	if r.Except == program.NoSet {
		return
	}
	c.skip = c.skip[:0]
	for _, m := range c.sets.of(r.Except) {
		c.skip = append(c.skip, c.hitOf(m))
	}
	skip := merge(c.skip)
	orderHits(c.hits)
	kept, at := c.hits[:0], 0
	for _, h := range c.hits {
		for at < len(skip) && skip[at].end <= h.start {
			at++
		}
		if at < len(skip) && skip[at].start < h.end {
			continue
		}
		kept = append(kept, h)
	}
	c.hits = kept
}

// exceptNear drops the hits that have one of the rule's phrases near them in the same sentence.
func (c *Checker) exceptNear(r *program.Rule) {
	if r.ExceptNear == program.NoSet {
		return
	}
	phrases := c.sets.of(r.ExceptNear)
	if len(phrases) == 0 || len(c.text.Words) == 0 {
		return
	}
	kept := c.hits[:0]
	for _, h := range c.hits {
		if !c.hasNear(phrases, c.wordsOf(h), r.ExceptWithin) {
			kept = append(kept, h)
		}
	}
	c.hits = kept
}

// hasNear reports whether one of phrases, in order, stands within so many words of m, or in it.
func (c *Checker) hasNear(phrases []match.Match, m match.Match, within int32) bool {
	words := c.text.Words
	from := m.First
	for from > 0 && words[m.First].Ord-words[from-1].Ord <= within+longestPhrase {
		from--
	}
	for at := search(phrases, from); at < len(phrases); at++ {
		p := phrases[at]
		if words[p.First].Ord-words[m.Last].Ord > within+1 {
			return false
		}
		sentence := words[p.First].Sentence
		if sentence != words[m.First].Sentence && sentence != words[m.Last].Sentence {
			continue
		}
		if c.apart(p, m) <= within && c.apart(m, p) <= within {
			return true
		}
	}
	return false
}

// longestPhrase is how many words of a phrase are looked back for.
const longestPhrase = 16
