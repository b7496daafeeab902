package convert

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"

	"vouch/shared/rule"
)

// mostChoices bounds how many phrases one token with alternatives is written out to.
const mostChoices = 64

// plainToken reports whether a token of another tool is words and nothing else.
func plainToken(token string) bool {
	words := false
	for _, r := range token {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			words = true
		case !strings.ContainsRune(" -'’&", r):
			return false
		}
	}
	return words
}

// phraseOf writes plain words in the notation of phrases, where & and the like stand for nothing.
func phraseOf(token string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("&", " ", "-", " ").Replace(token)), " ")
}

// phrases are the words that a token stands for when it is no more than words and alternatives of
// them: "utili[sz]e", "(?:e-mail|mail)". ok is false for a real pattern.
func phrases(token string) (all []string, ok bool) {
	if plainToken(token) {
		return []string{phraseOf(token)}, true
	}
	re, err := syntax.Parse(token, syntax.Perl)
	if err != nil {
		return nil, false
	}
	texts, ok := choices(re)
	if !ok {
		return nil, false
	}
	for _, text := range texts {
		if !plainToken(text) {
			return nil, false
		}
		all = append(all, phraseOf(text))
	}
	return all, len(all) > 0
}

// choices writes out an expression that has finitely many texts, at most mostChoices.
func choices(re *syntax.Regexp) (texts []string, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, true
	case syntax.OpCharClass:
		return classChoices(re.Rune)
	case syntax.OpCapture:
		return choices(re.Sub[0])
	case syntax.OpQuest:
		texts, ok = choices(re.Sub[0])
		return append(texts, ""), ok
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, ok := choices(sub)
			if !ok || len(texts)+len(more) > mostChoices {
				return nil, false
			}
			texts = append(texts, more...)
		}
		return texts, true
	case syntax.OpConcat:
		return sequenceChoices(re.Sub)
	default: // repetition, any character, borders of lines
		return nil, false
	}
}

func classChoices(ranges []rune) (texts []string, ok bool) {
	const most = 4 // [sz] spells a word in two ways; [a-z] is no word
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(texts) == most {
				return nil, false
			}
			texts = append(texts, string(r))
		}
	}
	return texts, true
}

func sequenceChoices(subs []*syntax.Regexp) (texts []string, ok bool) {
	texts = []string{""}
	for _, sub := range subs {
		tails, ok := choices(sub)
		if !ok || len(texts)*len(tails) > mostChoices {
			return nil, false
		}
		var longer []string
		for _, head := range texts {
			for _, tail := range tails {
				longer = append(longer, head+tail)
			}
		}
		texts = longer
	}
	return texts, true
}

// sample is a text that a pattern matches; "" when none was found. Repeats stand as often as they
// must, classes for one of their letters or digits.
func sample(pattern string) string {
	re, err := rule.ParsePattern(pattern)
	if err != nil {
		return ""
	}
	var b strings.Builder
	spell(&b, re)
	text := b.String()
	if whole, err := regexp.Compile(pattern); err != nil || !whole.MatchString("Acme: "+text) {
		return ""
	}
	return text
}

func spell(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpPlus:
		spell(b, re.Sub[0])
	case syntax.OpRepeat:
		for range re.Min {
			spell(b, re.Sub[0])
		}
	case syntax.OpAlternate, syntax.OpCapture:
		spell(b, re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			spell(b, sub)
		}
	default: // what may stand never, or has no width
	}
}

// member picks one of a class: a letter, a digit or a space where there is one.
func member(ranges []rune) rune {
	for _, want := range "7ka0A " {
		for i := 0; i < len(ranges); i += 2 {
			if want >= ranges[i] && want <= ranges[i+1] {
				return want
			}
		}
	}
	if len(ranges) == 0 {
		return 'x'
	}
	return ranges[0]
}
