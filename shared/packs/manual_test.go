package packs_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

// manualHead is what the manual's examples stand in.
const manualHead = `pack: manual
title: The examples of the manual
language: en
owner: compliance
review_by: 2027-05-21
lists:
  returns: ["return~", "yield~"]
  ertrag: {language: de, phrases: ["Ertrag~", "Rendite~"]}
topics:
  finance: ["{returns}", "invest~"]
example_profile:
  company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example], ticker: ACME, listed: true}
  products: [{name: AcmeX}]
  embargoes: [{phrase: Project Falcon, until: 2027-03-02}]
  quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
  disclaimers: [{id: yields, text: "Yields vary; you can lose principal."}]
rules:
  - id: manual.example
    title: An example
    reason: It shows what is meant.
    source: {title: The manual, checked: 2026-11-21, by: vendor}
    always: true
`

// Every YAML example of the manual that has examples proves itself.
func TestTheManualIsTrue(t *testing.T) {
	manual, err := os.ReadFile("LANGUAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	proven := 0
	for i, block := range strings.Split(string(manual), "```yaml\n")[1:] {
		src, _, _ := strings.Cut(block, "```")
		if !strings.Contains(src, "examples:") {
			continue
		}
		if !strings.HasPrefix(src, "pack:") {
			src = inHead(src)
		}
		proven++
		t.Run(fmt.Sprint("block ", i+1), func(t *testing.T) { proveManual(t, src) })
	}
	if proven < 15 {
		t.Errorf("only %d examples were found", proven)
	}
}

// inHead puts a rule without its head into one.
func inHead(src string) string {
	if !strings.Contains(src, "severity: warn") {
		src = "severity: warn\n" + src
	}
	return manualHead + "    " + strings.ReplaceAll(strings.TrimSpace(src), "\n", "\n    ") + "\n"
}

func proveManual(t *testing.T, src string) {
	t.Helper()
	pack, err := rule.Parse("LANGUAGE.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	result := prove.Pack(pack, nil)
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	for _, c := range result.Failed() {
		t.Errorf("must %s %q\nfound: %s\n%s", c.Must, c.Text, c.Got, src)
	}
}

// The manual names every operator, key, detector, circumstance and built-in list there is.
func TestTheManualIsComplete(t *testing.T) {
	manual, err := os.ReadFile("LANGUAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	for what, names := range map[string][]string{
		"detector": rule.Detectors(), "fact": rule.Facts(), "value": rule.Values(), "fact of the profile": rule.ProfileFacts(),
		"value of the draft": rule.ProfileValues(), "count": rule.Countables(), "language": rule.Languages(),
	} {
		for _, name := range names {
			if !strings.Contains(string(manual), "`"+name) && !strings.Contains(string(manual), name+",") && !strings.Contains(string(manual), "or "+name) {
				t.Errorf("%s %s is not in the manual", what, name)
			}
		}
	}
	for _, name := range rule.BuiltIns() {
		if !strings.Contains(string(manual), "`{"+name) {
			t.Errorf("the list {%s} is not in the manual", name)
		}
	}
}
