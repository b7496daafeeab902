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
		SourceTitle: r.Source.Title, SourceURL: r.Source.URL, SourceChecked: r.Source.Checked,
		Lang: pack.Language, Severity: c.severity(at, r.Severity),
		Override: r.Override, Always: r.Always, Protect: r.Protect,
		From: c.day(at.in("from"), r.From, math.MinInt32), Until: c.day(at.in("until"), r.Until, math.MaxInt32),
		Surfaces: c.surfaces(at.in("surfaces"), r.Surfaces),
		Find:     program.NoCondition, Except: program.NoSet, Require: program.NoSet,
	}
	out.When = c.conditions(at.in("when"), r.When, program.Keep)
	out.Unless = c.conditions(at.in("unless"), r.Unless, program.Keep)
	c.body(at, r, &out)
	for i, f := range r.Fixes {
		if fix, ok := c.fix(at.in("fixes"), &r.Fixes[i]); ok {
			fix.Label = f.Label
			out.Fixes = append(out.Fixes, fix)
		}
	}
	c.program.Rules = append(c.program.Rules, out)
}

// in is the same place, in a field.
func (at place) in(field string) place {
	at.field = field
	return at
}

// body compiles what the rule looks for.
func (c *compiler) body(at place, r *rule.Rule, out *program.Rule) {
	switch {
	case (r.Find == nil) == (r.Require == nil):
		c.problem(at, "a rule has exactly one of find and require")
	case r.Find != nil:
		roots := c.conditions(at.in("find"), []rule.Condition{*r.Find}, program.Drop)
		out.Find = int32(roots[0])
	default:
		out.Require = c.newSet()
		out.RequireFold, out.RequireNoTail = r.Require.BeforeFold, r.Require.NotInTail
		out.RequireLate = lateness(r.Require.Late)
		c.addPhrases(out.Require, at.in("require.phrases"), r.Require.Phrases)
	}
	if len(r.Except) > 0 {
		out.Except = c.newSet()
		c.addPhrases(out.Except, at.in("except"), r.Except)
	}
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

// fill puts the workspace's names into a fix's text: the first of each kind.
func (c *compiler) fill(s string) (string, bool) {
	p := c.profile
	product := ""
	if len(p.Products) > 0 {
		product = p.Products[0].Name
	}
	for name, value := range map[string]string{
		"{company}": first(p.Company.Names), "{tag}": first(p.Company.Tags), "{product}": product,
	} {
		if !strings.Contains(s, name) {
			continue
		}
		if value == "" {
			return "", false
		}
		s = strings.ReplaceAll(s, name, value)
	}
	return s, true
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
