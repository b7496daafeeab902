package compile

import (
	"vouch/shared/program"
	"vouch/shared/rule"
)

// pattern compiles patterns into one group.
func (c *compiler) pattern(at place, _ []rule.Pattern, _ *program.Condition) {
	c.problem(at.in(at.field+".pattern"), "this version does not look for patterns yet")
}
