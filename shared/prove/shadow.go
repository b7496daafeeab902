package prove

import (
	"fmt"
	"slices"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// Shadows lists the rules of pack that another rule, of it or of the others, makes superfluous:
// at least as severe, in force wherever and whenever the one is, and finding every one of its
// must-flag examples at the same place.
func Shadows(pack *rule.Pack, others []*rule.Pack) ([]Remark, error) {
	together := beside(pack, others)
	program, err := compile.Compile(together, &pack.ExampleProfile)
	if err != nil {
		return nil, err
	}
	checker := check.New(program)
	rules := map[string]*rule.Rule{}
	for _, p := range together {
		for i := range p.Rules {
			rules[string(p.Rules[i].ID)] = &p.Rules[i]
		}
	}
	var remarks []Remark
	for i := range pack.Rules {
		r := &pack.Rules[i]
		if over := shadowsOf(checker, r, rules); len(over) > 0 {
			remarks = append(remarks, Remark{r.ID, r.Line, Shadowed, fmt.Sprintf("%s finds every must-flag example of it at the same place: add one that only this rule finds, or leave the rule out", over[0])})
		}
	}
	return remarks, nil
}

// shadowsOf lists the rules that find all that r's examples show.
func shadowsOf(checker *check.Checker, r *rule.Rule, rules map[string]*rule.Rule) []string {
	var over []string
	for i, e := range r.Examples.Flag {
		spans := sameSpans(checker, r, e)
		if i == 0 {
			over = spans
			continue
		}
		over = slices.DeleteFunc(over, func(id string) bool { return !slices.Contains(spans, id) })
	}
	return slices.DeleteFunc(over, func(id string) bool { return !covers(rules[id], r) })
}

// sameSpans lists the rules that find, in one example, something where r does.
func sameSpans(checker *check.Checker, r *rule.Rule, e rule.Example) []string {
	e.Date = day(r, e)
	draft, err := draftOf(e)
	if err != nil {
		return nil
	}
	report, err := checker.Check(draft)
	if err != nil {
		return nil
	}
	var ids []string
	for _, own := range report.Findings {
		if own.Rule != string(r.ID) {
			continue
		}
		for _, f := range report.Findings {
			if f.Rule != own.Rule && f.Span == own.Span && f.Severity >= own.Severity {
				ids = append(ids, f.Rule)
			}
		}
	}
	return ids
}

// covers reports whether a is in force wherever and whenever b is.
func covers(a, b *rule.Rule) bool {
	within := func(all, some []string) bool {
		if len(all) == 0 {
			return true
		}
		return len(some) > 0 && !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
	}
	ends := a.Until == "" || b.Until != "" && b.Until <= a.Until
	return a.From <= max(b.From, b.Source.Checked) && ends && within(a.Surfaces, b.Surfaces) && within(a.Jurisdictions, b.Jurisdictions)
}
