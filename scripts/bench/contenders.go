package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"time"

	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
	"vouch/shared/seal"
)

// yaml is the set as a person would write it for Vouch.
func (s ruleSet) yaml() []byte {
	var b strings.Builder
	b.WriteString("pack: bench\ntitle: A generated pack\nlanguage: en\nowner: bench\nreview_by: 2030-01-01\nrules:\n")
	head := func(id string) {
		fmt.Fprintf(&b, `  - id: bench.%s
    title: A generated rule
    severity: warn
    reason: It measures.
    source: {title: None, url: "https://acme.example/rules", checked: 2026-11-21, by: background}
`, id)
	}
	for i, r := range s.Phrases {
		head(fmt.Sprintf("phrase%d", i))
		fmt.Fprintf(&b, "    find: {phrases: [%s]}\n", quoted(r.Phrases))
		fmt.Fprintf(&b, "    examples: {flag: [%q], pass: [\"Nothing.\"]}\n", r.Phrases[0])
	}
	for i, r := range s.Near {
		head(fmt.Sprintf("near%d", i))
		fmt.Fprintf(&b, "    find: {near: {first: [%s], second: [%s], within: %d, same: sentence}}\n",
			quoted(r.First), quoted(r.Second), r.Within)
		fmt.Fprintf(&b, "    examples: {flag: [%q], pass: [\"Nothing.\"]}\n", r.First[0]+" "+r.Second[0])
	}
	return []byte(b.String())
}

func quoted(phrases []string) string {
	parts := make([]string, len(phrases))
	for i, p := range phrases {
		parts[i] = fmt.Sprintf("%q", p)
	}
	return strings.Join(parts, ", ")
}

const profile = "company: {names: [Acme]}\nproducts: [{name: AcmeX}]\n"

func (s ruleSet) program() (*program.Program, error) {
	pack, err := rule.Parse("bench.yaml", s.yaml())
	if err != nil {
		return nil, err
	}
	company, err := rule.ParseProfile("profile.yaml", []byte(profile))
	if err != nil {
		return nil, err
	}
	return compile.Compile([]*rule.Pack{pack}, company)
}

// patterns is the set as regular expressions, one a rule, in the common part of the languages of
// Go and V8. Go's needs (?i) in front, V8's takes a flag.
func (s ruleSet) patterns() []string {
	var all []string
	for _, r := range s.Phrases {
		all = append(all, `\b(?:`+strings.ReplaceAll(strings.Join(r.Phrases, "|"), " ", `\s+`)+`)\b`)
	}
	for _, r := range s.Near {
		first, second := strings.Join(r.First, "|"), strings.Join(r.Second, "|")
		between := fmt.Sprintf(`(?:[^\w.!?]+\w+){0,%d}?[^\w.!?]+`, r.Within)
		all = append(all, fmt.Sprintf(`\b(?:(?:%s)%s(?:%s)|(?:%s)%s(?:%s))\b`,
			first, between, second, second, between, first))
	}
	return all
}

func goRegexps(patterns []string) ([]*regexp.Regexp, error) {
	all := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		compiled, err := regexp.Compile("(?i)" + p)
		if err != nil {
			return nil, err
		}
		all[i] = compiled
	}
	return all, nil
}

// benchKey seals the bundles of a run. It guards nothing: made from a word, so that runs are alike.
func benchKey() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("bench"))
	return ed25519.NewKeyFromSeed(seed[:])
}

const benchWorkspace = "bench"

// bundle is the set as it travels to a device.
func (s ruleSet) bundle() ([]byte, error) {
	p, err := s.program()
	if err != nil {
		return nil, err
	}
	issued := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	header := seal.Header{Kind: seal.Rules, Workspace: benchWorkspace, Revision: 1, IssuedMs: issued.UnixMilli()}
	sign := func(message []byte) []byte { return ed25519.Sign(benchKey(), message) }
	return seal.Seal(sign, header, p.Append(nil))
}
