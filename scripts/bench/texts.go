package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed words.txt
var wordList string

// author writes texts as people write them on LinkedIn: short lines, empty lines between, an
// emoji at the head of a list, hashtags at the end. The same seed writes the same text.
type author struct {
	random *rand.Rand
	words  []string
}

func newAuthor(seed uint64) *author {
	return &author{rand.New(rand.NewPCG(seed, seed)), strings.Fields(wordList)}
}

// newLawyer writes rules from ten times the words, as ten times the rules speak of more things:
// the list itself and names made from it.
func newLawyer(seed uint64) *author {
	a := newAuthor(seed)
	for _, ending := range []string{"ax", "ex", "ium", "or", "wise", "craft", "works", "lab", "hub"} {
		for word := range strings.FieldsSeq(wordList) {
			a.words = append(a.words, word+ending)
		}
	}
	return a
}

// commonWords is how many words at the front of the list are common: a tenth of it.
const commonWords = 73

// word favours the common words: half of all words are of them, about as in English.
func (a *author) word() string {
	n := len(a.words)
	if a.random.IntN(2) == 0 {
		n = commonWords
	}
	return a.words[a.random.IntN(n)]
}

// rare picks any word but the common ones: what rules speak of is no small word.
func (a *author) rare() string {
	return a.words[commonWords+a.random.IntN(len(a.words)-commonWords)]
}

// text is n characters long (ASCII but for the emoji), about the demo company's product, so that
// no checker may leave it alone.
func (a *author) text(n int) string {
	var b strings.Builder
	b.WriteString("What AcmeX taught us this year.\n\n")
	for b.Len() < n {
		switch a.random.IntN(5) {
		case 0:
			b.WriteString("\n")
		case 1:
			fmt.Fprintf(&b, "\U0001F449 %s\n", a.sentence(4+a.random.IntN(4)))
		default:
			b.WriteString(a.sentence(6 + a.random.IntN(9)))
			b.WriteString(" ")
		}
	}
	tags := fmt.Sprintf("\n\n#%s #%s #AcmeX", a.rare(), a.rare())
	return cut(b.String(), n-len(tags)) + tags
}

func (a *author) sentence(words int) string {
	parts := make([]string, words)
	for i := range parts {
		parts[i] = a.word()
	}
	s := strings.Join(parts, " ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// guilty is a text of n characters in which many rules find something: a phrase of the set after
// every second sentence, and what patterns look for after every fourth.
func (a *author) guilty(n int, set ruleSet) string {
	claims := []string{
		"Guaranteed returns of 12% annual interest", "risk-free", "write to jane.doe@mail.example", "call +49 30 1234 5678",
		"clinically proven", "carbon neutral", "the best platform in the world", "link in the comments",
	}
	var b strings.Builder
	b.WriteString("What AcmeX taught us this year.\n\n")
	for i := 0; b.Len() < n; i++ {
		b.WriteString(a.sentence(6 + a.random.IntN(9)))
		b.WriteString(" ")
		if i%2 == 0 {
			rule := set.Phrases[a.random.IntN(len(set.Phrases))]
			fmt.Fprintf(&b, "We speak of %s. ", rule.Phrases[a.random.IntN(phrasesInRule)])
		}
		if i%4 == 0 {
			fmt.Fprintf(&b, "Also %s. ", claims[i/4%len(claims)])
		}
	}
	return cut(b.String(), n)
}

// variants are a text with a word more, each time in another place: nothing that was remembered
// of the text before helps a contender.
func variants(text string) []string {
	const count = 32
	var all []string
	gaps := strings.Count(text, " ")
	for i := range count {
		at, gap := 0, i*gaps/count
		for range gap {
			at += 1 + strings.IndexByte(text[at:], ' ')
		}
		all = append(all, text[:at]+"indeed "+text[at:])
	}
	return all
}

// cut shortens s to at most n bytes at a rune's border.
func cut(s string, n int) string {
	for i := range s {
		if i >= n {
			return s[:i]
		}
	}
	return s
}

// phraseRule is ten phrases or more: one rule of a pack.
type phraseRule struct{ Phrases []string }

// ruleSet is what every contender is given: phrases, whatever the case, and patterns in RE2's
// syntax, (?i) in front where the case does not matter.
type ruleSet struct {
	Phrases  []phraseRule
	Patterns []string
}

// A rule has ten phrases, and more where the rules would be too many for a pack.
const (
	phrasesInRule = 10
	mostRules     = 1000
)

// realPatterns are a hundred as people write them: 25 of personal data and secrets, 75 of claims.
//
//go:embed patterns.txt
var realPatterns string

// rules are so many phrases and patterns. Beyond the hundred, patterns are claims about the
// author's words.
func (a *author) rules(phrases, patterns int) ruleSet {
	set := ruleSet{Patterns: strings.Split(strings.TrimSpace(realPatterns), "\n")}
	inRule := max(phrasesInRule, phrases/mostRules)
	for range phrases / inRule {
		r := phraseRule{}
		for range inRule {
			r.Phrases = append(r.Phrases, a.phrase())
		}
		set.Phrases = append(set.Phrases, r)
	}
	for len(set.Patterns) < patterns {
		set.Patterns = append(set.Patterns, a.claim())
	}
	return set
}

// claim is one word of two, up to two others, then one of two.
func (a *author) claim() string {
	return fmt.Sprintf(`(?i)\b(?:%s|%s)\s+(?:\w+\s+){0,2}(?:%s|%ss?)\b`, a.rare(), a.rare(), a.rare(), a.rare())
}

// phrase is two or three words; every second begins with a common one, as "the best" does.
func (a *author) phrase() string {
	first := a.rare()
	if a.random.IntN(2) == 0 {
		first = a.word()
	}
	parts := []string{first, a.rare()}
	if a.random.IntN(2) == 0 {
		parts = append(parts, a.rare())
	}
	return strings.Join(parts, " ")
}
