package check_test

import (
	"strings"
	"testing"

	"vouch/shared/check"
)

func TestEscalation(t *testing.T) {
	const find = "severity: warn\nfind: {phrases: [results]}\n"
	officer, trader := check.Context{Role: "officer"}, check.Context{Role: "employee"}
	for _, c := range []struct {
		name, rule string
		draft      check.Draft
		want       check.Severity
	}{
		{"before its day", find + "escalate: {severity: block, from: 2026-09-27}", check.Draft{Date: day(t, "2026-09-26")}, check.Warn},
		{"on its day", find + "escalate: {severity: block, from: 2026-09-27}", check.Draft{Date: day(t, "2026-09-27")}, check.Block},
		{"circumstance", find + "escalate: {severity: review, field: role=officer}", check.Draft{Context: officer}, check.Review},
		{"no circumstance", find + "escalate: {severity: review, field: role=officer}", check.Draft{Context: trader}, check.Warn},
		{"listed", find + "escalate: {severity: review, field: listed}", check.Draft{}, check.Review},
		{"downwards", find + "escalate: {severity: advise, field: role=officer}", check.Draft{Context: officer}, check.Advise},
		{"one of two", find + "escalate: {severity: block, from: 2026-09-27, field: role=officer}", check.Draft{Context: officer}, check.Warn},
		{"both", find + "escalate: {severity: block, from: 2026-09-27, field: role=officer}", check.Draft{Context: officer, Date: day(t, "2026-11-21")}, check.Block},
		{"a quiet period", find + "escalate: {severity: block, field: quiet_period}", check.Draft{Date: day(t, "2027-01-02")}, check.Block},
		{"what is missing", "severity: warn\nrequire: {phrases: [sorry]}\nescalate: {severity: block, field: role=officer}", check.Draft{Context: officer}, check.Block},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.draft.Text = "results"
			report, err := checkerOf(t, oneRule(c.rule)).Check(c.draft)
			if err != nil {
				t.Fatal(err)
			}
			if report.Verdict != c.want || len(report.Findings) != 1 || report.Findings[0].Severity != c.want {
				t.Errorf("%s, want %v", check.AppendJSON(nil, report), c.want)
			}
		})
	}
}

// silencing is a pack of rules that silence and are silenced.
const silencing = `
pack: two
title: Silence
language: en
owner: compliance
review_by: 2027-05-21
rules:
  - id: a.first
    title: First
    severity: warn
    reason: Reason.
    always: true
    source: {title: none, checked: 2026-11-21, by: background}
    find: {phrases: [word]}
    examples: {flag: [x], pass: [y]}
`

func TestSilences(t *testing.T) {
	rules := silencing
	for _, more := range []string{
		"b.second|find: {phrases: [word]}", "b.third|find: {phrases: [other]}",
		"c.group|find: {phrases: [hush]}\n    silences: [\"b.*\"]", "c.one|when: [{phrases: [truly]}]\n    find: {phrases: [quiet]}\n    silences: [a.first, no.such]",
		"c.dated|until: 2026-01-01\n    find: {phrases: [word]}\n    silences: [a.first]",
	} {
		id, body, _ := strings.Cut(more, "|")
		always := ""
		if !strings.Contains(body, "silences") {
			always = "    always: true\n"
		}
		rules += "  - id: " + id + "\n    title: T\n    severity: warn\n    reason: Reason.\n" + always +
			"    source: {title: none, checked: 2026-11-21, by: background}\n    examples: {flag: [x], pass: [y]}\n    " + body + "\n"
	}
	checker := checkerOf(t, rules)
	for _, c := range []struct{ text, want string }{
		{"word other", "a.first b.second b.third"},
		{"hush: word other", "a.first"},
		{"quiet word other", "a.first b.second b.third"},
		{"truly quiet word other", "b.second b.third"},
		{"hush", ""},
		{"not hush, word", "a.first b.second"},
	} {
		report, err := checker.Check(check.Draft{Text: c.text, Date: day(t, "2026-11-21")})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, f := range report.Findings {
			ids = append(ids, f.Rule)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// TestWhatTravels: what is new in a finding stands at the end of its JSON, and only when there is
// something to say.
func TestWhatTravels(t *testing.T) {
	for _, c := range []struct{ rule, text, end string }{
		{"find: {phrases: [word]}", "word", `"fixes":[]}]}`},
		{"severity: advise\nquestion: true\nfind: {phrases: [word]}", "Acme word", `"fixes":[],"question":true}]}`},
		{"require: {text: One two three four}\nfixes: []", "one \"two\" four", `,"diff":[{"op":"keep","text":"one \"two"},{"op":"missing","text":"three"},{"op":"keep","text":"four"}]}]}`},
		{"severity: advise\nquestion: true\nrequire: {text: One two three four}", "Acme: one two four", `]}],"question":true,"diff":[{"op":"keep","text":"one two"},{"op":"missing","text":"three"},{"op":"keep","text":"four"}]}]}`},
	} {
		report, err := checkerOf(t, oneRule(c.rule)).Check(check.Draft{Text: c.text, Date: day(t, "2026-11-21")})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(check.AppendJSON(nil, report)); !strings.HasSuffix(got, c.end) {
			t.Errorf("%q: %s, want it to end in %s", c.text, got, c.end)
		}
	}
}

func TestSwapsAreOffered(t *testing.T) {
	checker := checkerOf(t, oneRule(`find: {swap: [{phrases: ["chairman"], with: [chairperson, "{company}'s chair"]}, {phrases: ["manpower"], with: [staff]}]}`))
	report, err := checker.Check(check.Draft{Text: "Chairman of manpower"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range report.Findings {
		for _, fix := range f.Fixes {
			got = append(got, fix.Label+": "+mend("Chairman of manpower", fix))
		}
	}
	want := "Write “Chairperson”: Chairperson of manpower; Write “Acme's chair”: Acme's chair of manpower; Write “staff”: Chairman of staff"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %q", strings.Join(got, "; "))
	}
}
