package check_test

import (
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

const finra = `
pack: finra
title: Promissory claims
language: en
owner: compliance
review_by: 2027-05-21
example_profile: {company: {names: [Acme]}, products: [{name: AcmeX}]}
lists:
  returns: ["return~", "yield~", "profit~"]
topics:
  finance: ["invest~", "{returns}", "fund~", "saving~"]
rules:
  - id: finra.promissory
    title: Promise of a return
    severity: block
    reason: Nobody can promise a return.
    source: {title: "FINRA Rule 2210", url: "https://example.org/2210", checked: 2026-11-21, by: secondary}
    find:
      near: {first: ["guarantee~"], second: ["{returns}"], within: 6, same: sentence}
      negated: drop
    except: ["loan guarantee~ programme|program"]
    fixes: [{label: "Say target", replace: "Targeted returns"}]
    examples:
      flag: ["Guaranteed 8% returns"]
      pass: ["Returns are not guaranteed."]
  - id: finra.riskfree
    title: Risk-free
    severity: block
    reason: Nothing is free of risk.
    source: {title: "FINRA Rule 2210", url: "https://example.org/2210", checked: 2026-11-21, by: secondary}
    when: [{topic: finance}]
    find: {phrases: ["risk-free", "zero risk"]}
    except: ["risk-free rate~"]
    examples:
      flag: ["A risk-free way to grow savings"]
      pass: ["The risk-free rate rose, says our fund."]
`

func load(tb testing.TB, sources ...string) *check.Checker {
	tb.Helper()
	var packs []*rule.Pack
	for _, s := range sources {
		pack, err := rule.Parse("test.yaml", []byte(s))
		if err != nil {
			tb.Fatal(err)
		}
		packs = append(packs, pack)
	}
	profile := &rule.Profile{
		Company:  rule.Company{Names: []string{"Acme"}, Tags: []string{"#AcmeEmployee"}},
		Products: []rule.Product{{Name: "AcmeX"}},
	}
	made, err := compile.Compile(packs, profile)
	if err != nil {
		tb.Fatal(err)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		tb.Fatal(err)
	}
	return check.New(loaded)
}

func TestPhrases(t *testing.T) {
	c := load(t, finra)
	for _, tc := range []struct{ text, rule, quote string }{
		{"Guaranteed 8% returns with AcmeX!!", "finra.promissory", "Guaranteed 8% returns"},
		{"𝗚𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱 returns", "finra.promissory", "𝗚𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱 returns"},
		{"Guaranteed\nreturns", "finra.promissory", "Guaranteed\nreturns"},
		{"guar\u200banteed ret\u00adurns", "finra.promissory", "guar\u200banteed ret\u00adurns"},
		{"Guаrаnteed rеturns", "finra.promissory", "Guаrаnteed rеturns"},
		{"We guarantee: returns!", "finra.promissory", "guarantee: returns"},
		{"no fees and guaranteed returns", "finra.promissory", "guaranteed returns"},
		{"not only guaranteed returns but more", "finra.promissory", "guaranteed returns"},
		{"Returns are not guaranteed.", "", ""},
		{"There are no guarantees in investing, returns vary", "", ""},
		{"Returns aren’t guaranteed.", "", ""},
		{"our loan guarantee programme and its yield", "", ""},
		{"guaranteed parking at our event", "", ""},
		{"A risk-free way to grow savings", "finra.riskfree", "risk-free"},
		{"#RiskFree savings", "finra.riskfree", "#RiskFree"},
		{"the risk-free rate of the fund", "", ""},
		{"There is no risk-free investment", "", ""},
	} {
		r, err := c.Check(check.Draft{Text: tc.text})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		quote := ""
		if len(r.Findings) > 0 {
			got, quote = r.Findings[0].Rule, r.Findings[0].Quote
		}
		if got != tc.rule || quote != tc.quote || len(r.Findings) > 1 {
			t.Errorf("%q: %s", tc.text, check.AppendJSON(nil, r))
		}
	}
}
