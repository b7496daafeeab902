package rule_test

import (
	"errors"
	"strings"
	"testing"

	"vouch/shared/rule"
)

const head = `pack: demo
title: Demo
language: en
owner: compliance
review_by: 2027-05-21
`

const body = `rules:
  - id: demo.one
    title: One
    severity: warn
    reason: Why.
    source: {title: Law, checked: 2026-11-21, by: vendor}
    find: {phrases: ["no way"]}
    examples: {flag: [no way], pass: [a way]}
`

func TestParseReadsARuleWithItsPlaces(t *testing.T) {
	src := head + `jurisdictions: [us]
lists:
  gain: ["return~", "{money}"]
topics:
  finance: ["{gain}"]
example_profile: {company: {names: [Acme]}}
rules:
  - id: demo.full
    title: Full
    severity: block
    override: false
    reason: >
      Why, and
      what to do.
    source: {title: Law, url: https://law.example/1, checked: 2026-11-21, by: secondary}
    from: 2026-09-27
    surfaces: [post, comment]
    when: [{topic: finance}, {any: [{field: compensated}, {field: role=officer}]}]
    unless:
      - phrases: ["past performance"]
    find:
      near: {first: ["guarantee~"], second: ["{gain}"], within: 6}
      negated: drop
    except: ["loan guarantee"]
    fixes: [{label: Aim, replace: We aim for}]
    examples:
      flag:
        - Guaranteed return
        - {text: Guaranteed, quote: Guaranteed, surface: comment, date: 2026-10-01, context: {compensated: "true"}}
        - join: ["Guar", "anteed"]
      pass: [No]
`
	p, err := rule.Parse("demo.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	r := p.Rules[0]
	switch {
	case r.Line != 13, r.Find.Near.First[0].Line != 27, r.Examples.Flag[1].Line != 34:
		t.Errorf("lines: rule %d, phrase %d, example %d", r.Line, r.Find.Near.First[0].Line, r.Examples.Flag[1].Line)
	case r.Owner != "compliance", r.ReviewBy != "2027-05-21", len(r.Jurisdictions) != 1:
		t.Errorf("not inherited: %q %q %v", r.Owner, r.ReviewBy, r.Jurisdictions)
	case r.Override, r.Find.Near.Same != "sentence", r.Find.Near.Order != "any":
		t.Errorf("defaults: %v %+v", r.Override, r.Find.Near)
	case r.Reason != "Why, and what to do.", r.Examples.Flag[2].Text != "Guaranteed":
		t.Errorf("texts: %q %q", r.Reason, r.Examples.Flag[2].Text)
	case p.ExampleProfile.Company.Names[0] != "Acme":
		t.Errorf("profile: %+v", p.ExampleProfile)
	}
}

func TestParseTellsEveryFault(t *testing.T) {
	with := func(old, new string) string { return head + strings.Replace(body, old, new, 1) }
	for name, tt := range map[string]struct {
		src  string
		want []string // one problem each, in order
	}{
		"empty":           {"", []string{"demo.yaml:1:1: the file is empty"}},
		"no YAML":         {"a: [", []string{"demo.yaml:1: this is no YAML"}},
		"a list":          {"- a", []string{"demo.yaml:1:1: a mapping"}},
		"two documents":   {head + body + "---\nb: 1\n", []string{"one file holds one document"}},
		"unknown key":     {"titel: x\n" + head + body, []string{`demo.yaml:1:1: titel: there is no key "titel" here; did you mean "title"?`}},
		"twice":           {head + head[:11] + body, []string{"demo.yaml:6:1: pack: this key stands here twice"}},
		"nothing there":   {"pack: demo\n", []string{"title: is missing", "language: is missing", "owner: is missing", "review_by: is missing", "rules: is missing"}},
		"bad date":        {strings.Replace(head, "2027-05-21", "2027-02-30", 1) + body, []string{`demo.yaml:5:12: review_by: "2027-02-30" is no day`}},
		"severity":        {with("severity: warn", "severity: warning"), []string{`demo.yaml:9:15: rule demo.one: severity: "warning" is none of advise, warn, review, block`}},
		"operator":        {with("find: {phrases:", "find: {phrase:"), []string{`rule demo.one: find: a condition has exactly one of`, `demo.yaml:12:12: rule demo.one: find.phrase: there is no key "phrase" here; did you mean "phrases"?`}},
		"wrong type":      {with(`["no way"]`, `no way`), []string{"find.phrases: a list is expected here, this is a single value"}},
		"flow mapping":    {with(`["no way"]`, `[{gain}]`), []string{"find.phrases[0]: a single value is expected here, this is a mapping (key: value; a phrase that begins with { needs quotation marks)"}},
		"alias":           {with(`["no way"]`, `[*way]`), []string{"this is no YAML: unknown anchor 'way' referenced"}},
		"unknown list":    {with(`"no way"`, `"no {gains}"`), []string{"there is no list {gains}"}},
		"nearest list":    {with(`"no way"`, `"no {mony}"`), []string{`there is no list {mony}; did you mean "money"?`}},
		"notation":        {with(`"no way"`, `"no <12> way"`), []string{`"<12>" is no gap; <1> to <9> are`}},
		"only optional":   {with(`"no way"`, `"way?"`), []string{"at least one word must be neither optional nor a gap"}},
		"mark inside":     {with(`"no way"`, `"wa~y"`), []string{`the mark '~' stands in a place where it means nothing`}},
		"no source":       {with("    source: {title: Law, checked: 2026-11-21, by: vendor}\n", ""), []string{"rule demo.one: source: is missing"}},
		"half a source":   {with("by: vendor", "url: ftp://x"), []string{"source.by: is missing", "is no https address"}},
		"no reason":       {with("    reason: Why.\n", ""), []string{"reason: is missing"}},
		"no examples":     {with("pass: [a way]", "pass: []"), []string{"examples.pass: give at least one example"}},
		"find or require": {with("    find: {phrases: [\"no way\"]}\n", ""), []string{"a rule has exactly one of find, require; this one has 0"}},
		"bad id":          {with("demo.one", "one"), []string{"a rule's id is a group, a dot and a name"}},
		"same id":         {head + body + body[len("rules:\n"):], []string{"demo.yaml:14:5: rule demo.one: id: the rule of line 7 has this id already"}},
		"circumstance":    {with("find:", "when: [{field: compensate}]\n    find:"), []string{`there is no circumstance "compensate"`}},
		"null":            {with("reason: Why.", "reason:"), []string{"reason: text is expected here"}},
		"no number":       {with(`{phrases: ["no way"]}`, `{near: {first: [a], second: [b], within: six}}`), []string{"find.near.within: a whole number from 0 to 100 is expected here"}},
		"list in itself":  {head + "lists: {a: [\"{b}\"], b: [\"x {a}\"]}\n" + body, []string{"the list contains itself: a > b > a"}},
		"a built-in":      {head + "lists: {money: [coin]}\n" + body, []string{"{money} is built in"}},
		"several": {with("severity: warn", "severity: bad\n    colour: red") + "    ownr: x\n", []string{
			"demo.yaml:9:15: rule demo.one: severity", "demo.yaml:10:5: rule demo.one: colour", `demo.yaml:15:5: rule demo.one: ownr: there is no key "ownr" here; did you mean "owner"?`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rule.Parse("demo.yaml", []byte(tt.src))
			var problems rule.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("no Problems but %v", err)
			}
			if len(problems) != len(tt.want) {
				t.Fatalf("%d problems instead of %d:\n%v", len(problems), len(tt.want), err)
			}
			for i, want := range tt.want {
				if got := problems[i].String(); !strings.Contains(got, want) {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			}
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	deep := head + strings.Replace(body, `{phrases: ["no way"]}`, strings.Repeat("{all: [", 40)+"{phrases: [a]}"+strings.Repeat("]}", 40), 1)
	nested := strings.Repeat("[", 100_000)
	bomb := "a: &a [x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += string(c) + ": &" + string(c) + " [*" + string(c-1) + ", *" + string(c-1) + "]\n"
	}
	for name, src := range map[string]string{
		"deep conditions": deep, "deep brackets": nested, "aliases": bomb,
		"a large file": strings.Repeat("#", rule.MaxFile+1), "many faults": strings.Repeat("- x\n", 10_000),
		"no UTF-8": "pack: \xff\xfe", "a surrogate": "pack: \"\\ud800\"",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rule.Parse("demo.yaml", []byte(src))
			var problems rule.Problems
			if !errors.As(err, &problems) || len(problems) > 100 {
				t.Errorf("%d problems, error %.200v", len(problems), err)
			}
		})
	}
}

func TestParseProfile(t *testing.T) {
	whole := `company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example], ticker: ACME, listed: true}
products: [{name: AcmeX}, {name: Acme Cloud}, {name: Drugamab, kind: drug, indications: [migraine]}, {name: ACM-101, kind: investigational}]
competitors: [Globex, Initech]
embargoes: [{phrase: Project Falcon, until: 2027-03-02}]
quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
jurisdictions: [us, uk, eu]
disclaimers: [{id: yields, text: "Yields vary; you can lose principal."}]
contacts: {default: compliance@acme.example}
`
	p, err := rule.ParseProfile("profile.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if p.Products[2].Indications[0] != "migraine" || !p.Company.Listed || p.QuietPeriods[0].Until != "2027-01-28" || p.Contacts["default"] == "" {
		t.Errorf("got %+v", p)
	}
	for src, want := range map[string]string{
		"compeny: {names: [Acme]}":                               `profile.yaml:1:1: compeny: there is no key "compeny" here; did you mean "company"?`,
		"company:\n  nmes: [Acme]":                               `profile.yaml:2:3: company.nmes: there is no key "nmes" here; did you mean "names"?`,
		"products:\n- {nam: x}":                                  `products[0].nam`,
		"products: [{name: x, kind: toy}]":                       `"toy" is none of drug, investigational`,
		"quiet_periods: [{from: 2026-12-15, until: 2026-12-15}]": "before it begins",
		"embargoes: [{phrase: Falcon, until: soon}]":             `"soon" is no day`,
		"company: {listed: perhaps}":                             "true or false is expected here",
	} {
		_, err := rule.ParseProfile("profile.yaml", []byte(src))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", src, err, want)
		}
	}
}
