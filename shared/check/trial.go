package check

import (
	"slices"

	"vouch/shared/text"
)

// forTrials makes the checker that judges mended copies of this one's drafts. It shares what holds
// nothing of the draft any more once findings are made: tables, and the memory of searching.
func (c *Checker) forTrials() *Checker {
	t := &Checker{
		program: c.program, longest: c.longest, finder: c.finder, detector: c.detector, pattern: c.pattern,
		turns: c.turns, gates: c.gates, silent: make([]bool, len(c.silent)), mends: c,
	}
	t.sets.init(len(c.gates))
	return t
}

// mendedBy reports whether a finding is gone in a mended draft, and no rule of the same or a higher
// severity finds more than before. What milder rules find is not asked.
func (c *Checker) mendedBy(mended Draft, f finding) bool {
	t := c.trials
	if t.begin(mended) {
		return true
	}
	for _, turn := range t.turns.always {
		if t.gate && c.isMilder(turn.rule, f) {
			continue
		}
		n := t.findings(turn)
		t.gate = t.gate || n > 0
		if c.isWorse(turn.rule, n, f) {
			return false
		}
	}
	if !t.gate {
		return true
	}
	for _, turn := range t.turns.gated {
		if !c.isMilder(turn.rule, f) && c.isWorse(turn.rule, t.findings(turn), f) {
			return false
		}
	}
	return true
}

// findings is how many findings of a rule there are.
func (c *Checker) findings(t turn) int32 {
	c.found = c.found[:0]
	c.finds(t)
	return int32(len(c.found))
}

// isMilder reports whether what a rule finds does not matter to a fix for a finding.
func (c *Checker) isMilder(rule int32, f finding) bool {
	return rule != f.rule && c.severityOf(rule) < f.severity
}

// isWorse reports whether so many findings of a rule forbid a fix.
func (c *Checker) isWorse(rule, n int32, f finding) bool {
	if rule == f.rule {
		return n >= c.counts[rule]
	}
	return n > c.counts[rule] && !c.isMilder(rule, f)
}

// stretch is where a draft is edited, in its bytes: from the first edit to the end of the last.
type stretch struct{ from, to int }

// search looks for all phrases; in a mended draft only where it differs from the one that is mended.
func (c *Checker) search() {
	year, words := c.draft.Date.Year(), len(c.text.Words)
	if c.mends == nil {
		c.matches = c.finder.Find(c.text, year, c.matches[:0])
		return
	}
	old := c.mends
	head, tail := c.alike()
	c.matches = append(c.matches[:0], old.matches[:search(old.matches, int32(head))]...)
	c.matches = c.finder.FindBetween(c.text, year, head, words-tail, c.matches)
	moved := words - len(old.text.Words)
	for _, m := range old.matches[search(old.matches, int32(words-moved-tail)):] {
		m.First, m.Last = m.First+int32(moved), m.Last+int32(moved)
		c.matches = append(c.matches, m)
	}
}

// besides is how many words beside a word may tell what it is, over the end of its sentence.
const besides = 4

// alike is how many words of sentences at the beginning and at the end stand in the mended draft
// as they stand in the one that is mended, and as far from what was edited that their matches are
// the same.
func (c *Checker) alike() (head, tail int) {
	before, after := c.mends.text.Words, c.text.Words
	most := min(len(before), len(after))
	for head < most && int(before[head].ByteEnd) < c.edited.from && c.isSame(&before[head], &after[head]) {
		head++
	}
	for tail < most-head && int(before[len(before)-1-tail].ByteStart) > c.edited.to && c.isSame(&before[len(before)-1-tail], &after[len(after)-1-tail]) {
		tail++
	}
	for head = max(0, head-besides); head > 0 && after[head].Gap < text.Sentence; head-- {
	}
	for tail = max(0, tail-besides); tail > 0 && after[len(after)-tail].Gap < text.Sentence; tail-- {
	}
	return head, tail
}

// isSame reports whether a word of the draft that is mended and one of the mended draft are read
// alike.
func (c *Checker) isSame(before, after *text.Word) bool {
	return before.Hash == after.Hash && before.Kind == after.Kind && before.Gap == after.Gap && before.Flags == after.Flags &&
		slices.Equal(c.mends.text.Folded(before), c.text.Folded(after))
}
