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

	aho "github.com/BobuSumisu/aho-corasick"
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
	for i, p := range s.Patterns {
		head(fmt.Sprintf("pattern%d", i))
		fmt.Fprintf(&b, "    find: {pattern: '%s', negated: keep}\n", strings.ReplaceAll(p, "'", "''"))
		b.WriteString("    examples: {flag: [\"Something.\"], pass: [\"Nothing.\"]}\n")
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

// program is the set compiled, beside other packs.
func (s ruleSet) program(others ...*rule.Pack) (*program.Program, error) {
	pack, err := rule.Parse("bench.yaml", s.yaml())
	if err != nil {
		return nil, err
	}
	company, err := rule.ParseProfile("profile.yaml", []byte(profile))
	if err != nil {
		return nil, err
	}
	return compile.Compile(append([]*rule.Pack{pack}, others...), company)
}

// expressions is the set as regular expressions, one a rule, in the common part of the languages
// of Go and V8, (?i) in front where the case does not matter.
func (s ruleSet) expressions() []string {
	var all []string
	for _, r := range s.Phrases {
		all = append(all, `(?i)\b(?:`+strings.ReplaceAll(strings.Join(r.Phrases, "|"), " ", `\s+`)+`)\b`)
	}
	return append(all, s.Patterns...)
}

// goLap is a check of a text by Go's regexp.
func goLap(expressions []string) (func(string), error) {
	all := make([]*regexp.Regexp, len(expressions))
	for i, e := range expressions {
		compiled, err := regexp.Compile(e)
		if err != nil {
			return nil, err
		}
		all[i] = compiled
	}
	return func(text string) {
		for _, r := range all {
			r.FindAllStringIndex(text, -1)
		}
	}, nil
}

// ahoLap is a search for the set's phrases by BobuSumisu/aho-corasick, which knows neither words
// nor cases: the text is lowered first, and a match inside a word counts.
func (s ruleSet) ahoLap() func(string) {
	builder := aho.NewTrieBuilder()
	for _, r := range s.Phrases {
		builder.AddStrings(r.Phrases)
	}
	trie := builder.Build()
	return func(text string) { trie.MatchString(strings.ToLower(text)) }
}

// benchKey seals the bundles of a run. It guards nothing: made from a word, so that runs are alike.
func benchKey() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("bench"))
	return ed25519.NewKeyFromSeed(seed[:])
}

const benchWorkspace = "bench"

// bundle is the set as it travels to a device.
func (s ruleSet) bundle(others ...*rule.Pack) ([]byte, error) {
	p, err := s.program(others...)
	if err != nil {
		return nil, err
	}
	issued := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	header := seal.Header{Kind: seal.Rules, Workspace: benchWorkspace, Revision: 1, IssuedMs: issued.UnixMilli()}
	sign := func(message []byte) []byte { return ed25519.Sign(benchKey(), message) }
	return seal.Seal(sign, header, p.Append(nil))
}
