package check

import "vouch/shared/program"

// patterns appends what a group of patterns finds.
func (c *Checker) patterns(*program.Condition) {}
