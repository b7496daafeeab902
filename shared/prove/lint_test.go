package prove_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

// weak is a pack of one rule; its lines are written over.
const weak = `pack: weak
title: Weak
language: en
owner: compliance
review_by: 2027-05-21
topics: {weather: [weather]}
rules:
  - id: weak.one
    title: One
    severity: warn
    reason: Say what you aim for.
    source: {title: Law, checked: 2026-11-21, by: background}
    find: {phrases: [fine weather]}
    except: [fine weather app]
    examples:
      flag: [Fine weather!, What fine weather, Such fine weather, "Weather, fine weather"]
      pass: [A fine weather app, Weather, "Weather, fine", No weather]
`

// fineFind is the line of weak that most cases write over.
const fineFind = "    find: {phrases: [fine weather]}\n"

func TestLint(t *testing.T) {
	with := func(old, new string) string { return strings.Replace(weak, old, new, 1) }
	find := func(lines string) string { return with(fineFind, lines) }
	for name, tt := range map[string]struct {
		src  string
		want []string // weakness, line and the beginning of the text, of each remark
	}{
		"nothing":             {weak, nil},
		"review was due":      {with("2027-05-21", "2026-05-21"), []string{"dates 8 its review was due on 2026-05-21"}},
		"read tomorrow":       {with("checked: 2026-11-21", "checked: 2026-12-01"), []string{"dates 12 its source is said"}},
		"ended":               {with(fineFind, "    until: 2026-01-01\n"+fineFind), []string{"dates 8 it ended on 2026-01-01"}},
		"unread":              {with("severity: warn", "severity: block"), []string{"unread 12 it blocks"}},
		"few examples":        {with(", Weather, \"Weather, fine\", No weather]", "]"), []string{"few-examples 8 1 must-pass"}},
		"twice":               {with(", No weather]", ", Weather]"), []string{"few-examples 17 the example stands already on line 17"}},
		"common word":         {find("    find: {phrases: [fine weather, \"Free|splendid\"]}\n"), []string{"common-word 13 \"free\" alone"}},
		"common in a list":    {find("    find: {any: [{phrases: [\"{l}\"]}]}\n") + "lists: {l: [\"guarantee~\"]}\n", []string{"common-word 13 \"guarantee\" alone"}},
		"common in a topic":   {find("    when: [{topic: weather}]\n    find: {phrases: [free]}\n"), nil},
		"beside another":      {find("    find: {phrases: [free|fine weather]}\n"), nil},
		"no exception":        {with("    except: [fine weather app]\n", ""), []string{"no-exception 8 nothing takes a match back"}},
		"detectors need none": {strings.Replace(find("    find: {any: [{detect: email}, {count: {of: emoji, over: 3}}]}\n"), "    except: [fine weather app]\n", "", 1), nil},
		"leading .*":          {find("    find: {pattern: '.*weather'}\n"), []string{"slow-pattern 13 the pattern .*weather begins with any number"}},
		"leading class":       {find("    find: {pattern: '[^x]+weather'}\n"), []string{"slow-pattern 13"}},
		"no literal":          {find("    find: {pattern: '\\d+[a-z]\\d+'}\n"), []string{"slow-pattern 13 the pattern \\d+[a-z]\\d+ has neither two characters"}},
		"one short branch":    {find("    find: {pattern: 'weather|\\d'}\n"), []string{"slow-pattern 13"}},
		"a rare sign":         {find("    find: {patterns: ['\\d+%', '[\"”] weather', '\\d+[€$]']}\n"), nil},
		"a large repeat":      {find("    find: {pattern: 'key[a-z]{200}'}\n"), []string{"slow-pattern 13 the pattern key[a-z]{200} repeats"}},
		"many states":         {find("    find: {pattern: 'key([a-z]{90}[0-9]{90}){4}'}\n"), []string{"slow-pattern 13 the pattern key([a-z]{90}[0-9]{90}){4} takes more than 500 states"}},
		"a fine pattern":      {find("    find: {patterns: ['\\bACM-\\d{4,6}\\b', '(?i)weather\\s+\\w{1,20}']}\n"), nil},
		"pattern in unless":   {with(fineFind, fineFind+"    unless: [{pattern: '.+x'}]\n"), []string{"slow-pattern 14"}},
		"against the union":   {find("    find: {phrases: [the union]}\n"), []string{"unlawful 13 \"union\" alone touches protected speech"}},
		"against pay":         {find("    find: {near: {first: [\"discuss|share\"], second: [salary, wages], within: 4}}\n"), []string{"unlawful 13 both sides speak of pay"}},
		"a list of unions":    {find("    find: {phrases: [\"{u}\"]}\n") + "lists: {u: [union, \"the strike\"]}\n", []string{"unlawful 18 \"union\" alone", "unlawful 18 \"strike\" alone"}},
		"disparagement":       {find("    find: {phrases: [\"disparag*\"]}\n"), []string{"unlawful 13 \"disparag\" alone"}},
		"with a carve-out":    {find("    find: {phrases: [confidential]}\n    unless: [{phrases: [union]}]\n"), nil},
		"pay in a sentence":   {find("    find: {phrases: [pay by card]}\n"), nil},
		"hush about pay":      {with("Say what you aim for.", "Never talk about salaries in public."), []string{"unlawful 8 it says \"Never talk about salaries\""}},
		"hush about the SEC":  {with("Say what you aim for.", "You must not report anything to the SEC before legal has seen it."), []string{"unlawful 8 it says"}},
		"hush in a title":     {with("title: One", "title: No negative posts"), nil},
		"free to talk":        {with("Say what you aim for.", "Nothing here limits talk about pay or unions. Do not post prices."), nil},
		"a bar in words":      {find("    find: {phrases: [\"sign up|log in\", \"free|no cost\", \"we settled|just settled\", \"never|not ever\"]}\n"), []string{"bars 13 \"sign up|log in\" is (sign) (up|log) (in)", "bars 13 \"we settled|just settled\" is (we) (settled|just) (settled)"}},
		"an optional place":   {find("    find: {phrases: [\"guaranteed|assured? sunshine\", \"the|our? sunshine\"]}\n"), []string{"bars 13 \"guaranteed|assured? sunshine\" matches \"sunshine\" alone"}},
		"a bar in a list":     {weak + "lists: {l: [\"we settled|just settled\"]}\n", []string{"bars 18 \"we settled"}},
		"advice always":       {with("    severity: warn", "    severity: advise\n    always: true"), []string{"pointless 8 it runs always"}},
		"to its own grade":    {with("    except:", "    escalate: {severity: warn, from: 2027-01-01}\n    except:"), []string{"pointless 14 it escalates to warn"}},
		"a grave question":    {with("    except:", "    question: true\n    except:"), []string{"pointless 8 it asks a question"}},
		"a policy":            {weak + "policies:\n  - {id: weak.p, title: P, reason: Employees may not discuss overtime., source: {title: L, checked: 2026-01-01, by: vendor}, concerns: x, review_by: 2026-02-01}\n", []string{"dates 19 its review was due", "unlawful 19 it says"}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, prove.Lint(parse(t, tt.src), "2026-11-21"), tt.want)
		})
	}
}

// expect compares remarks with the beginnings that they must have, in order.
func expect(t *testing.T, remarks []prove.Remark, want []string) {
	t.Helper()
	for i, r := range remarks {
		got := fmt.Sprintf("%s %d %s", r.Weakness, r.Line, r.Text)
		if i >= len(want) || !strings.HasPrefix(got, want[i]) {
			t.Errorf("remark %d: %s", i, got)
		}
		if !slices.Contains(prove.Weaknesses(), r.Weakness) {
			t.Errorf("%s is not among the weaknesses", r.Weakness)
		}
	}
	if len(remarks) < len(want) {
		t.Errorf("%d remarks, %d expected", len(remarks), len(want))
	}
}

func TestShadows(t *testing.T) {
	second := func(lines ...string) string {
		_, one, _ := strings.Cut(weak, "rules:\n")
		two := strings.NewReplacer("weak.one", "weak.two", fineFind, strings.Join(lines, "\n")+"\n").Replace(one)
		return weak + two
	}
	for name, tt := range map[string]struct {
		src  string
		want []string
	}{
		"the same words":   {second("    find: {phrases: [\"fine|bad weather\"]}"), []string{"shadowed 8 weak.two finds", "shadowed 18 weak.one finds"}},
		"milder":           {strings.Replace(second("    find: {phrases: [\"fine|bad weather\"]}"), "severity: warn", "severity: review", 1), []string{"shadowed 18 weak.one finds"}},
		"another place":    {second("    find: {phrases: [weather]}"), nil},
		"another country":  {second("    jurisdictions: [us]", "    find: {phrases: [fine weather]}"), []string{"shadowed 18 weak.one finds"}},
		"another surface":  {second("    surfaces: [comment, post]", "    find: {phrases: [fine weather]}"), []string{"shadowed 18 weak.one finds"}},
		"only for a while": {second("    until: 2027-01-01", "    find: {phrases: [fine weather]}"), []string{"shadowed 18 weak.one finds"}},
		"told apart":       {strings.Replace(second("    find: {phrases: [fine weather]}"), "flag: [", "flag: [Fine weather app, ", 1), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "told apart" {
				tt.src = strings.Replace(tt.src, "    except: [fine weather app]\n", "", 1)
				tt.want = []string{"shadowed 17 weak.one finds"}
			}
			remarks, err := prove.Shadows(parse(t, tt.src), nil)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, remarks, tt.want)
		})
	}
}

// Each phrase is dropped in turn: does an example notice?
func TestTerms(t *testing.T) {
	with := func(old, new string) string { return strings.Replace(weak, old, new, 1) }
	for name, tt := range map[string]struct {
		src  string
		want []string
	}{
		"all are needed":     {weak, nil},
		"in no example":      {with("[fine weather]", "[fine weather, splendid weather, sun shine]"), []string{`unproven 13 no example would miss "splendid weather", "sun shine"`}},
		"found twice":        {with("[fine weather]", "[fine weather, \"weather <2> weather\"]"), []string{`unproven 13 no example would miss "weather <2> weather"`}},
		"an exception":       {with("[fine weather app]", "[fine weather app, weather report]"), []string{`unproven 14 no example would miss "weather report"`}},
		"one side of two":    {with("{phrases: [fine weather]}", "{near: {first: [fine, good], second: [weather], within: 0}}"), []string{`unproven 13 no example would miss "good"`}},
		"a list":             {with("[fine weather]", "[\"{w}\"]") + "lists: {w: [fine weather, sunny weather]}\n", []string{`unproven 18 list {w}: no example has "sunny weather"`}},
		"many":               {with("[fine weather]", "[fine weather, a1, a2, a3, a4, a5, a6, a7, a8]"), []string{`unproven 13 no example would miss "a1", "a2", "a3", "a4", "a5", "a6" and 2 more`}},
		"another language":   {with("{phrases: [fine weather]}", "{any: [{phrases: [fine weather]}, {language: de, phrases: [\"wetter~\"]}]}"), []string{`unproven 13 no example would miss "wetter~"`}},
		"what must be there": {with("find: {phrases: [fine weather]}\n    except: [fine weather app]", "when: [{phrases: [fine weather]}]\n    require: {phrases: [app, tool]}"), []string{`unproven 14 no example would miss "tool"`}},
	} {
		t.Run(name, func(t *testing.T) {
			pack := parse(t, tt.src)
			remarks, err := prove.Terms(pack)
			if err != nil {
				t.Fatal(err)
			}
			expect(t, remarks, tt.want)
			if again := parse(t, tt.src); fmt.Sprint(again.Rules[0]) != fmt.Sprint(pack.Rules[0]) && pointerless(again) != pointerless(pack) {
				t.Error("the pack was changed")
			}
		})
	}
}

func pointerless(p *rule.Pack) string {
	r := p.Rules[0]
	if r.Find == nil {
		return ""
	}
	return fmt.Sprint(r.Find.Phrases, r.Find.Any, r.Except)
}
