// Package prove holds a pack against its own examples, and tells rule authors what is weak.
//
// It promises that a pack is judged exactly as a draft would be: through compile and check,
// gate and all, with the pack's own example profile. A pack with a failing example must not
// be published.
package prove

import (
	"cmp"
	"fmt"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// Case is one example and what became of it.
type Case struct {
	Pack string
	Rule rule.ID
	Line rule.Line
	Text string
	Must string // "flag" or "pass"
	OK   bool
	Got  string // when not OK: what was found instead, in plain words
}

// Result is the proof of one pack.
type Result struct {
	Pack  string
	Cases []Case
	Err   error // the pack could not be compiled; then there are no cases
}

// OK reports whether every example came out as its rule says.
func (r Result) OK() bool {
	return r.Err == nil && len(r.Failed()) == 0
}

// Failed lists the cases that came out wrong.
func (r Result) Failed() []Case {
	var failed []Case
	for _, c := range r.Cases {
		if !c.OK {
			failed = append(failed, c)
		}
	}
	return failed
}

// Pack proves pack beside the others it will be live with: their topics count, their rules run,
// their examples are not judged. A pack among others with the same name is the one being
// replaced and stays out.
func Pack(pack *rule.Pack, others []*rule.Pack) Result {
	result := Result{Pack: pack.Name}
	profile := pack.ExampleProfile
	image, err := compile.Compile(beside(pack, others), &profile)
	if err != nil {
		result.Err = err
		return result
	}
	p := prover{pack: pack, checker: check.New(image)}
	for i := range pack.Rules {
		result.Cases = append(result.Cases, p.rule(&pack.Rules[i])...)
	}
	return result
}

// beside is pack among the others, of which the one that it replaces stays out.
func beside(pack *rule.Pack, others []*rule.Pack) []*rule.Pack {
	together := []*rule.Pack{pack}
	for _, o := range others {
		if o.Name != pack.Name {
			together = append(together, o)
		}
	}
	return together
}

type prover struct {
	pack    *rule.Pack
	checker *check.Checker
}

func (p *prover) rule(r *rule.Rule) []Case {
	var cases []Case
	for _, e := range r.Examples.Flag {
		cases = append(cases, p.example(r, e, "flag"))
	}
	for _, e := range r.Examples.Pass {
		cases = append(cases, p.example(r, e, "pass"))
	}
	return cases
}

func (p *prover) example(r *rule.Rule, e rule.Example, must string) Case {
	c := Case{Pack: p.pack.Name, Rule: r.ID, Line: e.Line, Text: e.Text, Must: must}
	e.Date = day(r, e)
	draft, err := draftOf(e)
	if err != nil {
		c.Got = err.Error()
		return c
	}
	report, err := p.checker.Check(draft)
	if err != nil {
		c.Got = err.Error()
		return c
	}
	c.Got = disagreement(r, e, must, report)
	c.OK = c.Got == ""
	return c
}

// day is when an example is judged: without a day of its own when its rule's source was read,
// or on the first day of the rule if that is later, so that a proof does not change as time
// goes by.
func day(r *rule.Rule, e rule.Example) string {
	return cmp.Or(e.Date, max(r.Source.Checked, r.From))
}

// draftOf is an example, which has a day, as a draft.
func draftOf(e rule.Example) (check.Draft, error) {
	date, err := check.ParseDate(e.Date)
	if err != nil {
		return check.Draft{}, fmt.Errorf("the day %q: %w", e.Date, err)
	}
	surface, known := check.ParseSurface(e.Surface)
	if !known {
		return check.Draft{}, fmt.Errorf("the surface %q is unknown", e.Surface)
	}
	draft := check.Draft{Text: e.Text, Surface: surface, Date: date, Lang: e.Lang}
	for name, value := range e.Context {
		if err := draft.Context.Set(name, value); err != nil {
			return check.Draft{}, fmt.Errorf("context %s: %w", name, err)
		}
	}
	return draft, nil
}
