package console

import (
	"fmt"
	"testing"

	"vouch/shared/rule"
)

// Every operator that a pack may hold is read as a sentence.
func TestOperatorsInWords(t *testing.T) {
	for source, want := range map[string]string{
		"count: {of: hashtags, over: 5}":             "more than 5 hashtags",
		"count: {of: lower_tags, over: 0, under: 9}": "more than 0 and fewer than 9 long hashtags without a capital",
		"link: foreign":        "a link to elsewhere than the company's domains",
		"link: {to: [g2.com]}": "a link to [g2.com]",
		"embargo: true":        "a name of the profile's embargoes, before its day",
		"disclaimer: yields":   "the approved text stands in the draft [yields]",
		"pattern: a+b":         "the pattern [a+b]",
		"swap: [{phrases: [chairman], with: [chair]}]":   "words to avoid, with others offered in their place (any of [chairman] for which [chair] is offered)",
		"{phrases: [frei], language: de, negated: keep}": "any of [frei]; negated as well; in drafts that may be German",
		"detect: ip":       "an address on the network",
		"detect: passport": "what the detector \"passport\" finds",
		"any: [{count: {of: emoji, over: 1}}, {link: own}]": "any of these (more than 1 emoji; a link to one of the company's domains)",
	} {
		if source[0] != '{' {
			source = "{" + source + "}"
		}
		pack, err := rule.Parse("one.yaml", []byte("pack: one\ntitle: One\nlanguage: en\nowner: x\nreview_by: 2027-05-21\nrules:\n"+
			"  - {id: one.rule, title: T, severity: warn, reason: R., source: {title: none, checked: 2026-11-21, by: background}, "+
			"find: "+source+", examples: {flag: [x], pass: [y]}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := sentence(condition(*pack.Rules[0].Find)); got != want {
			t.Errorf("%s reads %q, want %q", source, got, want)
		}
	}
}

func sentence(w words) string {
	out := w.Text
	if len(w.Phrases) > 0 {
		out += fmt.Sprint(" ", w.Phrases)
	}
	if w.Then != "" {
		out += fmt.Sprint(" ", w.Then, " ", w.More)
	}
	out += w.After
	for i, below := range w.Below {
		out += map[bool]string{true: " (", false: "; "}[i == 0] + sentence(below)
	}
	if len(w.Below) > 0 {
		out += ")"
	}
	return out
}
