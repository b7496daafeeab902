package main

import (
	"math"

	"vouch/shared/check"
	"vouch/shared/near"
	"vouch/shared/program"
	"vouch/shared/wire"
)

// near makes the fingerprint of the text in the frame and looks for it among those of a week.
func (m *module) near(n int) []byte {
	q, err := wire.ReadNear(m.frame(n))
	if err != nil {
		return m.fail(wire.FailMalformed, err.Error())
	}
	if len(q.Text) > maxReading {
		return m.fail(wire.FailLimit, "the text is longer than what is compared")
	}
	if m.prints == nil {
		m.prints = &near.Reader{}
	}
	made := m.prints.Of(q.Text)
	count, age := near.Among(made, q.Week, q.Own)
	m.answer = wire.AppendNearAnswer(wire.BeginJSON(m.answer[:0]), wire.Near{Print: made.String(), Count: count, Age: age})
	return m.answer
}

// rulebook lists the rules that drafts are judged by, in the order of the program, and whom each
// concerns. Those that only keep others from finding anything have nothing to say, and are left out.
func (m *module) rulebook(n int) []byte {
	q, err := wire.ReadRulebookRequest(m.frame(n))
	if err != nil {
		return m.fail(wire.FailMalformed, err.Error())
	}
	date := check.Date(q.Day)
	if int64(date) != q.Day {
		return m.fail(wire.FailMalformed, "there is no such day")
	}
	if m.checker == nil {
		return m.fail(wire.FailEmpty, "no rules are loaded yet")
	}
	rules, scopes := m.program.Rules, check.ScopesOf(m.program, q.Context, date)
	book := make([]wire.BookRule, 0, len(rules))
	for i := range rules {
		if scope, ok := scopes.Rule(i); ok && len(rules[i].Silences) == 0 {
			book = append(book, bookRule(&rules[i], scope))
		}
	}
	m.answer = wire.AppendRulebook(wire.BeginJSON(m.answer[:0]), book)
	return m.answer
}

func bookRule(r *program.Rule, scope check.Scope) wire.BookRule {
	return wire.BookRule{
		ID: r.ID, Pack: packOf(r.ID), Title: r.Title, Why: r.Message, Owner: r.Owner,
		Severity: check.Severity(r.Severity).String(), Override: r.Override, Protect: r.Protect,
		From: dayOf(r.From, math.MinInt32), Until: dayOf(r.Until, math.MaxInt32), Surfaces: surfacesOf(r.Surfaces),
		Source: wire.Source{Title: r.SourceTitle, URL: r.SourceURL, Checked: r.SourceChecked, By: r.SourceBy},
		Mine:   scope.Mine, Only: scope.Only,
	}
}

func packOf(id string) string {
	for i := range len(id) {
		if id[i] == '.' {
			return id[:i]
		}
	}
	return id
}

func dayOf(day, open int32) string {
	if day == open {
		return ""
	}
	return check.Date(day).String()
}

// surfacesOf is empty for a rule that runs everywhere.
func surfacesOf(bits uint32) []string {
	const everywhere = 1<<(check.Static+1) - 1
	if bits&everywhere == everywhere {
		return nil
	}
	var names []string
	for s := check.Post; s <= check.Static; s++ {
		if bits>>s&1 != 0 {
			names = append(names, s.String())
		}
	}
	return names
}
