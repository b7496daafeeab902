package compile

import (
	"fmt"
	"slices"

	"vouch/shared/pattern"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// pattern compiles one condition's patterns into a list.
func (c *compiler) pattern(at place, patterns []rule.Pattern, out *program.Condition) {
	var list pattern.List
	for _, p := range patterns {
		if p.Line > 0 {
			at.line = p.Line
		}
		id, err := c.patterns.Add(p.Text)
		if err != nil {
			c.problem(at.in(at.field+".pattern"), err.Error())
			continue
		}
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	out.Op, out.Set = program.Pattern, uint32(len(c.program.PatternLists))
	c.program.PatternLists = append(c.program.PatternLists, list)
}

// addPatterns makes the tables of all patterns. The rules' own examples show what drafts are like.
func (c *compiler) addPatterns() error {
	if len(c.program.PatternLists) == 0 {
		return nil
	}
	for _, pack := range c.packs {
		for i := range pack.Rules {
			examples := &pack.Rules[i].Examples
			for _, e := range slices.Concat(examples.Flag, examples.Pass) {
				c.patterns.Sample(e.Text)
			}
		}
	}
	set, err := c.patterns.Set()
	if err != nil {
		return fmt.Errorf("compile: %w", err)
	}
	c.program.Patterns = *set
	return nil
}
