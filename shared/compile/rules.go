package compile

import (
	"math"
	"slices"
	"strings"

	"vouch/shared/program"
	"vouch/shared/rule"
)

var severities = []rule.Severity{"clear", "advise", "warn", "review", "block"}

var surfaceNames = []string{"post", "comment", "message", "article", "static"}

// rule compiles one rule, unless the workspace is outside its jurisdictions.
func (c *compiler) rule(pack *rule.Pack, r *rule.Rule, seen map[rule.ID]bool) {
	at := place{pack: pack, rule: r.ID, line: r.Line, lang: pack.Language}
	if seen[r.ID] {
		c.problem(at, "another rule has the same id")
		return
	}
	seen[r.ID] = true
	if !c.applies(pack, r) {
		return
	}
	out := program.Rule{
		ID: string(r.ID), Title: r.Title, Message: strings.TrimSpace(r.Reason), Owner: c.owner(pack, r),
		SourceTitle: r.Source.Title, SourceURL: r.Source.URL, SourceChecked: r.Source.Checked, SourceBy: r.Source.By,
		Tongue: c.tongue(pack.Language), Severity: c.severity(at, r.Severity),
		Override: r.Override, Always: r.Always, Protect: r.Protect, Question: r.Question,
		From: c.day(at.in("from"), r.From, math.MinInt32), Until: c.day(at.in("until"), r.Until, math.MaxInt32),
		Surfaces: c.surfaces(at.in("surfaces"), r.Surfaces),
		Find:     program.NoCondition, Except: program.NoSet, ExceptNear: program.NoSet,
		Require: program.NoSet, RequireText: program.NoText, EscalateIf: program.NoCondition,
	}
	out.When = c.conditions(at.in("when"), r.When, plainly())
	out.Unless = c.conditions(at.in("unless"), r.Unless, plainly())
	if !c.body(at, r, &out) {
		return
	}
	c.escalate(at.in("escalate"), r.Escalate, &out)
	for i, f := range r.Fixes {
		if fix, ok := c.fix(at.in("fixes"), &r.Fixes[i]); ok {
			fix.Label = f.Label
			out.Fixes = append(out.Fixes, fix)
		}
	}
	c.ids[r.ID] = uint32(len(c.program.Rules))
	c.program.Rules = append(c.program.Rules, out)
}

// in is the same place, in a field.
func (at place) in(field string) place {
	at.field = field
	return at
}

// body compiles what the rule looks for. It reports false when the workspace lacks the approved
// text, or all the names, that must stand there: nobody can write them.
func (c *compiler) body(at place, r *rule.Rule, out *program.Rule) bool {
	switch {
	case (r.Find == nil) == (r.Require == nil):
		c.problem(at, "a rule has exactly one of find and require")
		return false
	case r.Find != nil:
		roots := c.conditions(at.in("find"), []rule.Condition{*r.Find}, inFind())
		out.Find = int32(roots[0])
	case !c.require(at, r.Require, out):
		return false
	}
	if len(r.Except) > 0 {
		out.Except = c.newSet()
		c.addPhrases(out.Except, at.in("except"), r.Except)
	}
	if near := r.ExceptNear; near != nil {
		out.ExceptNear, out.ExceptWithin = c.newSet(), int32(near.Within)
		c.addPhrases(out.ExceptNear, at.in("except_near.phrases"), near.Phrases)
	}
	return true
}

func (c *compiler) require(at place, r *rule.Require, out *program.Rule) (ok bool) {
	out.RequireFold, out.RequireNoTail = r.BeforeFold, r.NotInTail
	out.RequireLate, out.RequireClose = lateness(r.Late), r.Match == "close"
	switch {
	case r.Disclaimer != "":
		out.RequireText, ok = c.approved(at.in("require.disclaimer"), r.Disclaimer)
		return ok
	case r.Text != "":
		words, filled := c.fill(r.Text)
		if filled {
			out.RequireText = c.text(at.in("require.text"), words)
		}
		return filled
	}
	out.Require = c.newSet()
	if c.addPhrases(out.Require, at.in("require.phrases"), r.Phrases) > 0 {
		return true
	}
	c.sets-- // of nothing, for no rule
	return false
}

// escalate compiles when the rule has another severity.
func (c *compiler) escalate(at place, e *rule.Escalate, out *program.Rule) {
	if e == nil {
		return
	}
	out.Escalated, out.EscalateFrom = c.severity(at, e.Severity), c.day(at.in("escalate.from"), e.From, math.MinInt32)
	if e.Field != "" {
		out.EscalateIf = int32(c.condition(at, &rule.Condition{Field: e.Field}, plainly()))
	}
}

// silences finds the rules that others silence, once all are compiled. A rule that is not loaded
// needs no silencing; who silences nobody that is loaded silences itself, to find nothing still.
func (c *compiler) silences() {
	for _, pack := range c.packs {
		for i := range pack.Rules {
			r := &pack.Rules[i]
			if at, compiled := c.ids[r.ID]; compiled && len(r.Silences) > 0 {
				c.program.Rules[at].Silences = c.silencedBy(r, at)
			}
		}
	}
}

func (c *compiler) silencedBy(r *rule.Rule, own uint32) []uint32 {
	var others []uint32
	for i := range c.program.Rules {
		if uint32(i) != own && silenced(r.Silences, c.program.Rules[i].ID) {
			others = append(others, uint32(i))
		}
	}
	if len(others) == 0 {
		return []uint32{own}
	}
	return others
}

// silenced reports whether one of the names is the rule's id or its group: "finra.*".
func silenced(names []string, id string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		group, whole := strings.CutSuffix(name, "*")
		return name == id || whole && strings.HasPrefix(id, group)
	})
}

func lateness(s string) program.Late {
	switch s {
	case "only":
		return program.LateOnly
	case "ignore":
		return program.LateIgnore
	}
	return program.LateAlso
}

// owner is an address where the profile knows one: by the owner's key, else the default.
func (c *compiler) owner(pack *rule.Pack, r *rule.Rule) string {
	owner := r.Owner
	if owner == "" {
		owner = pack.Owner
	}
	if address := c.profile.Contacts[owner]; address != "" {
		return address
	}
	if address := c.profile.Contacts["default"]; address != "" && !strings.Contains(owner, "@") {
		return address
	}
	return owner
}

func (c *compiler) severity(at place, s rule.Severity) uint8 {
	i := slices.Index(severities, s)
	if i < 1 {
		c.problem(at.in("severity"), "a rule's severity is advise, warn, review or block")
		return 1
	}
	return uint8(i)
}

func (c *compiler) surfaces(at place, names []string) uint32 {
	if len(names) == 0 {
		return 1<<len(surfaceNames) - 1
	}
	bits := uint32(0)
	for _, name := range names {
		i := slices.Index(surfaceNames, name)
		if i < 0 {
			c.problem(at, "there is no surface "+name+": "+strings.Join(surfaceNames, ", ")+" are")
			continue
		}
		bits |= 1 << i
	}
	return bits
}

// fix compiles one fix; it is left out when the profile cannot fill its names.
func (c *compiler) fix(at place, f *rule.Fix) (program.Fix, bool) {
	switch {
	case f.Replace != nil:
		text, ok := c.fill(*f.Replace)
		return program.Fix{Kind: program.Replace, Text: text}, ok
	case f.Insert != nil:
		text, ok := c.fill(f.Insert.Text)
		kind := program.InsertStart
		if f.Insert.At == "end" {
			kind = program.InsertEnd
		}
		return program.Fix{Kind: kind, Text: text}, ok
	case f.Delete:
		return program.Fix{Kind: program.Delete}, true
	case f.MoveTop:
		return program.Fix{Kind: program.MoveTop}, true
	}
	c.problem(at, "a fix has one of replace, insert, delete and move_top")
	return program.Fix{}, false
}
