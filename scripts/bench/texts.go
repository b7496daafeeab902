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

// cut shortens s to at most n bytes at a rune's border.
func cut(s string, n int) string {
	for i := range s {
		if i >= n {
			return s[:i]
		}
	}
	return s
}

// phraseRule is ten phrases, nearRule two words near two others. Both are as other engines can
// say them, too.
type phraseRule struct{ Phrases []string }

type nearRule struct {
	First, Second []string
	Within        int
}

// ruleSet is what every contender is given.
type ruleSet struct {
	Phrases []phraseRule
	Near    []nearRule
}

const phrasesInRule = 10

func (a *author) rules(phrases int) ruleSet {
	var set ruleSet
	for range phrases / phrasesInRule {
		r := phraseRule{}
		for range phrasesInRule {
			r.Phrases = append(r.Phrases, a.phrase())
		}
		set.Phrases = append(set.Phrases, r)
	}
	for range patterns {
		set.Near = append(set.Near, nearRule{
			First: []string{a.rare(), a.rare()}, Second: []string{a.rare(), a.rare()}, Within: 6,
		})
	}
	return set
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
