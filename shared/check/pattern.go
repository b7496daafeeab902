package check

import (
	"vouch/shared/pattern"
	"vouch/shared/program"
)

// patterns appends what a list of patterns finds. Nothing is looked for before a rule asks.
func (c *Checker) patterns(cond *program.Condition) {
	from := len(c.hits)
	for _, id := range c.program.PatternLists[cond.Set] {
		c.spans = c.pattern.Find(id, c.spans[:0])
		for _, s := range c.spans {
			c.hits = append(c.hits, c.hitBytes(int(s.Start), int(s.End)))
		}
	}
	if cond.Negated == program.Keep && cond.Quoted == program.Keep || len(c.text.Words) == 0 {
		return
	}
	kept := c.hits[:from]
	for _, h := range c.hits[from:] {
		if m := c.wordsOf(h); c.admits(cond, m, c.denied(cond.Tongue, m)) {
			kept = append(kept, h)
		}
	}
	c.hits = kept
}

// patternsOf makes the finder of a program's patterns.
func patternsOf(p *program.Program) *pattern.Finder { return pattern.NewFinder(&p.Patterns) }
