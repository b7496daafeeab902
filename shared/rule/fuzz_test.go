package rule_test

import (
	"errors"
	"testing"

	"vouch/shared/rule"
)

// checkProblems fails when a parser returned anything but a value or problems that point
// somewhere.
func checkProblems(t *testing.T, value bool, err error) {
	t.Helper()
	if err == nil && !value {
		t.Fatal("neither a value nor an error")
	}
	if err == nil {
		return
	}
	var problems rule.Problems
	if !errors.As(err, &problems) || len(problems) == 0 || value {
		t.Fatalf("value %v, error %v", value, err)
	}
	for _, p := range problems {
		if p.Line < 1 || p.Reason == "" || p.File == "" {
			t.Fatalf("a problem that points nowhere: %+v", p)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", head, head + body, "a: &a [*a]", "? {a: b}\n: c", "<<: {pack: x}", "pack: !!binary aGVsbG8=", "rules: [null, 1, {id: [x]}]",
		head + "lists: {a: [\"{a}\"]}\n" + body, "--- |\n x\n...\n", "\ufeffpack: x", "rules:\n- find: {any: [{all: [{}]}]}",
		head + "lists: {x: [\"a|b? <3> {number} #c d~ *e f*\"]}\n" + body,
		head + "lists: {x: {language: de, phrases: [\"^gruen~ {year>=now} {number 1..5}\"]}}\n" + body,
		ruleWith(`find: {any: [{pattern: "(?i)\\bx{2,9}"}, {patterns: ["[", "a*"]}, {count: {of: emoji, over: 0, under: 9}}]}`),
		ruleWith("find: {all: [{link: own}, {link: {to: [g2.com]}}, {link: {not_to: []}}, {embargo: true}, {disclaimer: d}], language: fr}"),
		ruleWith("require: {text: a, match: close, before: fold, late: only}", "escalate: {severity: block, from: 2026-01-01, field: role=officer}"),
		ruleWith("find: {field: jurisdiction=eu}", "except_near: {phrases: [a], within: 3}", `silences: ["a.*", b.c]`),
		head + body + "policies: [{id: a.b, title: t, reason: r, source: {title: l, checked: 2026-01-01, by: vendor}, concerns: c}]",
		"a: &a [x]\nb: *a\n<<: *a", head + "example_profile: {customers: [{name: x, reference: true}]}\n" + body,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := rule.Parse("fuzz.yaml", src)
		checkProblems(t, p != nil, err)
	})
}

func FuzzParseProfile(f *testing.F) {
	for _, seed := range []string{
		"", "company: {names: [Acme]}", "contacts: {a: b, a: c}", "products: [{}]", "company: *x", "embargoes: [[]]",
		"customers: [{name: Hooli, reference: true}]", "company: {domains: [Acme.example, a..b]}", "quiet_periods: [{from: 2026-01-02, until: 2026-01-01}]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := rule.ParseProfile("fuzz.yaml", src)
		checkProblems(t, p != nil, err)
	})
}

func FuzzParsePhrase(f *testing.F) {
	for _, seed := range []string{"a", "a|b? <3> {c} #d e~ *f g*", "<9>", "{}", "#", "~", "a||b", "{a}|b c?"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slots, err := rule.ParsePhrase(s)
		if err != nil {
			return
		}
		for _, slot := range slots {
			if (slot.Gap > 0) == (len(slot.Atoms) > 0) {
				t.Fatalf("%q: a slot is either a gap or words: %+v", s, slot)
			}
		}
	})
}
