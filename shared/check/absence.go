package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
)

// absence makes a finding when what the rule requires is not in place: one at the start of the
// draft when it is missing, one at the phrase when it stands too late.
func (c *Checker) absence(i int32, r *program.Rule) {
	if !c.applies(r) {
		return
	}
	if r.RequireText != program.NoText {
		c.textAbsence(i, r)
		return
	}
	var late match.Match
	isLate := false
	for _, m := range c.sets.of(r.Require) {
		if c.denied(r.Tongue, m) {
			continue
		}
		if c.inPlace(m, r) {
			return
		}
		if !isLate || m.First == late.First && m.Last > late.Last {
			late, isLate = m, true
		}
	}
	switch {
	case isLate && r.RequireLate != program.LateIgnore:
		c.add(finding{rule: i, span: c.hitOf(late).span, late: true})
	case !isLate && r.RequireLate != program.LateOnly:
		c.add(finding{rule: i})
	}
}

// inPlace reports whether required text stands where it counts.
func (c *Checker) inPlace(m match.Match, r *program.Rule) bool {
	h := c.hitOf(m)
	if r.RequireFold && int(h.end) > c.text.Fold {
		return false
	}
	return !r.RequireNoTail || int(h.start) < c.text.Tail
}
