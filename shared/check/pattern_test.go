package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

func patternPack(find string) string {
	return fmt.Sprintf(`
pack: p
title: Patterns
language: en
owner: compliance
review_by: 2027-05-21
rules:
  - id: p.pattern
    title: A pattern
    severity: warn
    always: true
    reason: It stands there.
    source: {title: None, url: "https://acme.example/rules", checked: 2026-11-21, by: background}
    find: %s
    examples: {flag: [x], pass: [y]}
`, find)
}

func TestPatterns(t *testing.T) {
	for _, tc := range []struct {
		name, find, text string
		quotes           []string
	}{
		{"ticket numbers", `{pattern: '\bACM-\d{4,6}\b'}`, "See ACM-1234, ACM-12 and ACM-654321.", []string{"ACM-1234", "ACM-654321"}},
		{"as written, not folded", `{pattern: '\bACM-\d{4,6}\b'}`, "acm-1234 ＡＣＭ-1234", nil},
		{"either case when asked", `{pattern: '(?i)\bacm-\d{4}\b'}`, "aCm-1234", []string{"aCm-1234"}},
		{"behind an emoji of two units", `{pattern: 'b+'}`, "😀😀 abba", []string{"bb"}},
		{"an emoji itself", `{pattern: '\x{1F600}+'}`, "a😀😀é😀", []string{"😀😀", "😀"}},
		{"longest", `{pattern: 'a|ab|abc'}`, "abcd ab", []string{"abc", "ab"}},
		{"any of several, merged where they overlap", `{patterns: ['foo\w*', '\w*bar', 'q{3}']}`, "foobar xbar qqq", []string{"foobar", "xbar", "qqq"}},
		{"without a single word", `{pattern: '!{3,}'}`, "?!!!!", []string{"!!!!"}},
		{"lines", `{pattern: '(?m)^- .*$'}`, "- one\nx\n- two", []string{"- one", "- two"}},
		{"the whole draft's edges", `{pattern: '\A#\w+|#\w+\z'}`, "#one #two #three", []string{"#one", "#three"}},
		{"denied", `{pattern: 'free'}`, "It is not free.", nil},
		{"denied and kept", `{pattern: 'free', negated: keep}`, "It is not free.", []string{"free"}},
		{"quoted", `{pattern: 'free', quoted: drop}`, "They say “free”. So it is free.", []string{"free"}},
		{"with another condition", `{all: [{pattern: 'q\d'}, {pattern: 'z\d'}]}`, "q1 q2", nil},
		{"with another condition that holds", `{all: [{pattern: 'q\d'}, {pattern: 'z\d'}]}`, "q1 q2 z9", []string{"q1", "q2"}},
	} {
		report, err := load(t, patternPack(tc.find)).Check(check.Draft{Text: tc.text})
		if err != nil {
			t.Fatal(err)
		}
		var quotes []string
		for _, f := range report.Findings {
			quotes = append(quotes, f.Quote)
		}
		if !slices.Equal(quotes, tc.quotes) {
			t.Errorf("%s: %q on %q finds %q, want %q", tc.name, tc.find, tc.text, quotes, tc.quotes)
		}
	}
}

// TestPatternLimits: what a pack's author is told, with the rule and the limit.
func TestPatternLimits(t *testing.T) {
	many := make([]string, 900)
	for i := range many {
		many[i] = fmt.Sprintf(`'x{900}%d'`, i)
	}
	pack, err := rule.Parse("test.yaml", []byte(patternPack(`{patterns: [`+strings.Join(many, ", ")+`]}`)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = compile.Compile([]*rule.Pack{pack}, nil)
	if err == nil || !strings.Contains(err.Error(), "p.pattern") || !strings.Contains(err.Error(), "100000 states") {
		t.Errorf("810,000 states: %v", err)
	}
}
