package rule_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"vouch/shared/rule"
)

// ruleWith is a pack of one rule with these lines in it, its find on line 12.
func ruleWith(lines ...string) string {
	text := "    " + strings.Join(lines, "\n    ") + "\n"
	return head + strings.Replace(body, "    find: {phrases: [\"no way\"]}\n", text, 1)
}

func parseOne(t *testing.T, src string) *rule.Rule {
	t.Helper()
	p, err := rule.Parse("demo.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return &p.Rules[0]
}

func TestParseReadsEveryOperator(t *testing.T) {
	for find, want := range map[string]string{
		`{pattern: '\bACM-\d{4,6}\b'}`:              `\bACM-\d{4,6}\b`,
		`{patterns: [a+, '(?i)b']}`:                 `a+ (?i)b`,
		`{disclaimer: yields}`:                      `yields`,
		`{count: {of: hashtags, over: 5}}`:          `hashtags >5`,
		`{count: {of: emoji, over: 0, under: 4}}`:   `emoji >0 <4`,
		`{link: own}`:                               `own`,
		`{link: {to: [g2.com, capterra.com]}}`:      `to [g2.com capterra.com]`,
		`{link: {not_to: [acme.example]}}`:          `not to [acme.example]`,
		`{embargo: true}`:                           `embargo`,
		`{swap: [{phrases: [a, b], with: [c]}]}`:    `a b for c`,
		`{field: quiet_period}`:                     `quiet_period`,
		`{field: licence=series7}`:                  `licence=series7`,
		`{field: jurisdiction=us-co}`:               `jurisdiction=us-co`,
		`{language: de, phrases: [grün]}`:           `de`,
		`{language: fr, any: [{phrases: [vert]}]}`:  `fr`,
		`{any: [{detect: email}, {field: listed}]}`: `email listed`,
	} {
		if got := spell(parseOne(t, ruleWith("find: "+find)).Find); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", find, got, want)
		}
	}
}

// spell writes what was read of a condition.
func spell(c *rule.Condition) string {
	words := []string{c.Disclaimer, c.Field, c.Detect, c.Language}
	for _, p := range c.Patterns {
		words = append(words, p.Text)
	}
	for _, s := range c.Swaps {
		for _, p := range s.Phrases {
			words = append(words, p.Text)
		}
		words = append(words, "for", strings.Join(s.With, " "))
	}
	if c.Embargo {
		words = append(words, "embargo")
	}
	if c.Count != nil {
		words = append(words, c.Count.Of, mark(">", c.Count.Over), mark("<", c.Count.Under))
	}
	if c.Link != nil {
		words = append(words, c.Link.Whose, domains("to", c.Link.To), domains("not to", c.Link.NotTo))
	}
	for i := range c.Any {
		words = append(words, spell(&c.Any[i]))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

func mark(sign string, bound *int) string {
	if bound == nil {
		return ""
	}
	return fmt.Sprint(sign, *bound)
}

func domains(word string, names []string) string {
	if names == nil {
		return ""
	}
	return fmt.Sprint(word, " ", names)
}

func TestParseReadsWhatARuleCanAsk(t *testing.T) {
	r := parseOne(t, ruleWith(
		"find: {phrases: [a]}", "escalate: {severity: block, from: 2026-09-27, field: role=officer}",
		"except_near: {phrases: [b], within: 8}",
	))
	switch {
	case r.Escalate == nil, r.Escalate.Severity != "block", r.Escalate.From != "2026-09-27", r.Escalate.Field != "role=officer":
		t.Errorf("escalate: %+v", r.Escalate)
	case r.ExceptNear == nil, r.ExceptNear.Within != 8, r.ExceptNear.Phrases[0].Text != "b":
		t.Errorf("except_near: %+v", r.ExceptNear)
	}
	silent := parseOne(t, ruleWith("find: {phrases: [a]}", `silences: ["finra.*", sec.award]`))
	if fmt.Sprint(silent.Silences) != "[finra.* sec.award]" {
		t.Errorf("silences: %v", silent.Silences)
	}
	text := parseOne(t, ruleWith("require: {text: Mind the gap, match: close, before: fold}"))
	approved := parseOne(t, ruleWith("require: {disclaimer: yields}"))
	if text.Require.Text != "Mind the gap" || text.Require.Match != "close" || approved.Require.Disclaimer != "yields" || approved.Require.Match != "exact" {
		t.Errorf("require: %+v %+v", text.Require, approved.Require)
	}
}

func TestParseReadsListsOfLanguagesAndPolicies(t *testing.T) {
	p, err := rule.Parse("demo.yaml", []byte(head+`jurisdictions: [eu]
lists:
  gruen: {language: de, phrases: ["umweltfreundlich~"]}
  green: [eco]
`+body+`policies:
  - id: demo.likes
    title: No points for likes
    reason: A like that is paid for is an endorsement that says nothing.
    source: {title: Law, checked: 2026-11-21, by: background}
    concerns: points_for_likes
`))
	if err != nil {
		t.Fatal(err)
	}
	if l := p.Lists["gruen"]; l.Language != "de" || len(l.Phrases) != 1 || l.Line != 8 || p.Lists["green"].Language != "" {
		t.Errorf("lists: %+v", p.Lists)
	}
	if len(p.Policies) != 1 || p.Policies[0].ID != "demo.likes" || p.Policies[0].Concerns != "points_for_likes" || p.Policies[0].Jurisdictions[0] != "eu" {
		t.Errorf("policies: %+v", p.Policies)
	}
}

func TestParseTellsFaultsOfOperators(t *testing.T) {
	for name, tt := range map[string]struct{ src, want string }{
		"no regular expression": {ruleWith(`find: {pattern: "a("}`), "demo.yaml:12:21: rule demo.one: find.pattern: the pattern is not of RE2's syntax"},
		"look-ahead":            {ruleWith(`find: {pattern: "a(?=b)"}`), "no look-ahead"},
		"matches nothing":       {ruleWith(`find: {patterns: [ok, "a*"]}`), "demo.yaml:12:27: rule demo.one: find.patterns[1]: the pattern also matches nothing at all"},
		"empty alternative":     {ruleWith(`find: {pattern: "a|"}`), "also matches nothing at all"},
		"explodes":              {ruleWith(`find: {pattern: "(a{30}){30}(b{30}){30}(c{30}){30}"}`), "the limit is 2500"},
		"repeats too often":     {ruleWith(`find: {pattern: "(a{1000}){1000}"}`), "invalid repeat count"},
		"long pattern":          {ruleWith("find: {pattern: " + strings.Repeat("a", 1001) + "}"), "the pattern has 1001 bytes; the limit is 1000"},
		"no bound":              {ruleWith("find: {count: {of: emoji}}"), "find.count: a count needs over, under or both"},
		"no such count":         {ruleWith("find: {count: {of: emojis, over: 1}}"), `did you mean "emoji"?`},
		"impossible count":      {ruleWith("find: {count: {of: words, over: 5, under: 6}}"), "no number is over 5 and under 6"},
		"negative count":        {ruleWith("find: {count: {of: words, over: -1}}"), "a whole number from 0 to 200000"},
		"whose link":            {ruleWith("find: {link: owns}"), `did you mean "own"?`},
		"both links":            {ruleWith("find: {link: {to: [a.com], not_to: [b.com]}}"), "a link has exactly one of not_to, to; this one has 2"},
		"no domain":             {ruleWith(`find: {link: {to: ["https://g2.com/x"]}}`), "find.link.to[0]: \"https://g2.com/x\": a domain is written as g2.com"},
		"no domains":            {ruleWith(`find: {link: {to: []}}`), "name at least one domain"},
		"embargo: false":        {ruleWith("find: {embargo: false}"), "find.embargo: is true or not there"},
		"language of detect":    {ruleWith("find: {detect: email, language: de}"), "find.language: only phrases and near, and all and any around them, are of a language"},
		"unknown language":      {ruleWith("find: {phrases: [a], language: nl}"), `"nl" is none of de, en, es, fr`},
		"unknown role":          {ruleWith("find: {field: role=oficer}"), `there is no role "oficer"; did you mean "officer"?`},
		"unknown place":         {ruleWith("find: {field: jurisdiction=EU}"), `"EU": a jurisdiction is written as us`},
		"a fact with a value":   {ruleWith("find: {field: listed=yes}"), "write a fact as compensated"},
		"escalate never":        {ruleWith("find: {phrases: [a]}", "escalate: {severity: block}"), "escalate: an escalation needs from, field or both"},
		"escalate to nothing":   {ruleWith("find: {phrases: [a]}", "escalate: {from: 2026-01-01}"), "escalate.severity: is missing"},
		"silences by a word":    {ruleWith("find: {phrases: [a]}", "silences: [finra]"), "name a rule (sec.award) or a whole group (finra.*)"},
		"silences itself":       {ruleWith("find: {phrases: [a]}", "silences: [demo.one]"), "the rule silences itself"},
		"silences and protects": {ruleWith("find: {phrases: [a]}", "protect: true", "silences: [a.b]"), "leave out one of the two"},
		"require and near":      {ruleWith("require: {phrases: [a]}", "except_near: {phrases: [b], within: 1}"), "except_near is about what find matches"},
		"two requirements":      {ruleWith("require: {phrases: [a], text: b}"), "require has exactly one of disclaimer, phrases, text; this one has 2"},
		"match of phrases":      {ruleWith("require: {phrases: [a], match: close}"), "match says how closely"},
		"policy without law":    {head + body + "policies: [{id: demo.p, title: P, reason: R, concerns: likes}]\n", "rule demo.p: source: is missing"},
		"policy with a rule":    {head + body + "policies: [{id: demo.one, title: P, reason: R, source: {title: L, checked: 2026-01-01, by: vendor}, concerns: likes}]\n", "id: the rule of line 7 has this id already"},
		"list in no language":   {head + "lists: {a: {language: xx, phrases: [b]}}\n" + body, "lists.a.language: \"xx\" is none of"},
		"context of a profile":  {head + strings.Replace(body, "flag: [no way]", `flag: [{text: no way, context: {listed: "true"}}]`, 1), `examples.flag[0].context.listed: there is no circumstance "listed"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rule.Parse("demo.yaml", []byte(tt.src))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// What no honest pack has is refused with the limit and its place.
func TestParseRefusesByStatedLimits(t *testing.T) {
	many := func(item string, n int) string { return strings.TrimSuffix(strings.Repeat(item+", ", n), ", ") }
	rules := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Replace(body[len("rules:\n"):], "demo.one", fmt.Sprintf("demo.r%d", i), 1))
		}
		return b.String()
	}
	for name, tt := range map[string]struct{ src, want string }{
		"phrases":    {ruleWith("find: {phrases: [" + many("a", rule.MaxPhrases+1) + "]}"), "find.phrases: the list has 120001 entries; the limit is 120000"},
		"all lists":  {head + "lists: {a: [" + many("b", rule.MaxPhrases) + "]}\n" + body, "rule demo.one: find.phrases[0]: the pack has more than 120000 phrases"},
		"a phrase":   {ruleWith("find: {phrases: [" + strings.Repeat("long ", 81) + "]}"), "find.phrases[0]: the phrase has 404 bytes; the limit is 400"},
		"patterns":   {ruleWith("find: {any: [{patterns: [" + many("a", 600) + "]}, {patterns: [" + many("a", 600) + "]}]}"), "rule demo.one: find.any[1].patterns[400]: the pack has more than 1000 patterns"},
		"conditions": {ruleWith("find: {any: [" + many("{any: ["+many("{phrases: [a]}", 99)+"]}", 6) + "]}"), "the rule has more than 500 conditions"},
		"rules":      {head + "rules:\n" + rules(rule.MaxRules+1), "rules: the list has 2001 entries; the limit is 2000"},
		"examples":   {head + strings.Replace(body, "[a way]", "["+many("b", rule.MaxExamples+1)+"]", 1), "rule demo.one: examples.pass: the list has 1001 entries; the limit is 1000"},
		"an example": {head + strings.Replace(body, "[a way]", "["+strings.Repeat("b", rule.MaxExample+1)+"]", 1), "the text has 200001 bytes; the limit is 200000"},
		"a reason":   {strings.Replace(ruleWith("find: {phrases: [a]}"), "reason: Why.", "reason: "+strings.Repeat("b", rule.MaxText+1), 1), "rule demo.one: reason: the text has 4001 bytes; the limit is 4000"},
		"marks":      {strings.Repeat(",", 600_001), "commas, brackets and line breaks; the limit is 600000"},
		"bytes":      {strings.Repeat("#", rule.MaxFile+1), "the file has 4194305 bytes; at most 4194304 are read"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rule.Parse("demo.yaml", []byte(tt.src))
			var problems rule.Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %.300v\nwant %s", err, tt.want)
			}
		})
	}
}

// A large list of words is a pack like any other.
func TestParseTakesALargePack(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&b, "    - word%d other%d\n", i, i%1000)
	}
	r := parseOne(t, ruleWith("find:\n      phrases:\n"+strings.ReplaceAll(b.String(), "    - ", "        - ")))
	if len(r.Find.Phrases) != 100_000 {
		t.Errorf("%d phrases", len(r.Find.Phrases))
	}
}
