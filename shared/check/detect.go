package check

import "vouch/shared/program"

func (c *Checker) detect(cond *program.Condition) {}
