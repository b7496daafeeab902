package compile

import "strings"

// Inflections are the folded forms of a folded word in a language, the word among them. noun says
// that it was written with a capital, which makes a noun in German.
func Inflections(folded, lang string, noun bool) []string {
	var forms []string
	for _, m := range inflections(folded, lang, noun).members {
		forms = append(forms, m.Text)
	}
	return forms
}

// Denials are the phrases by which a language denies, in the notation of phrases.
type Denials struct {
	Negators    []string // deny what follows
	Behind      []string // deny what stands before
	Pseudo      []string // look like negators and deny nothing
	Terminators []string // end the reach of a negation
	Answers     []string // deny the question they answer
}

// DenialsOf are the denials of a language; one that has none yields none.
func DenialsOf(lang string) Denials {
	n := negations[lang]
	return Denials{
		Negators: listed(n.negators), Behind: listed(n.behind), Pseudo: listed(n.pseudo),
		Terminators: listed(n.terminators), Answers: listed(n.answers),
	}
}

// listed cuts a table of phrases at its commas and lines.
func listed(table string) []string {
	var phrases []string
	for line := range strings.SplitSeq(table, "\n") {
		for phrase := range strings.SplitSeq(line, ",") {
			if phrase = strings.TrimSpace(phrase); phrase != "" {
				phrases = append(phrases, phrase)
			}
		}
	}
	return phrases
}
