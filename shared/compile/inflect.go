package compile

import (
	"slices"
	"strings"
)

// inflections are the forms of a folded word in a language; other languages inflect like English.
// What kind of word it is stands nowhere but in German, where a capital makes a noun, so the forms
// of all kinds are made together: a form that the word does not have is, with rare exceptions, no
// other word either.
func inflections(base, lang string, capital bool) word {
	forms := []string{base}
	switch {
	case lang == "de" && capital:
		forms = append(forms, germanNoun(base)...)
	case lang == "de":
		forms = append(forms, germanForms(base)...)
	case lang == "fr":
		forms = append(forms, frenchForms(base)...)
	case lang == "es":
		forms = append(forms, spanishForms(base)...)
	default:
		forms = append(forms, englishForms(base)...)
	}
	slices.Sort(forms)
	return oneOf(slices.Compact(forms)...)
}

// englishForms are those of a verb (-s, -ed, -ing) and of a noun (-s). Whether a final consonant
// doubles in a word of several syllables depends on stress, which the spelling does not show; both
// spellings are taken then.
func englishForms(base string) []string {
	if irregular, ok := irregularForms[base]; ok {
		return strings.Fields(irregular)
	}
	forms := thirdPerson(base)
	for _, stem := range stems(base) {
		forms = append(forms, stem.past, stem.participle)
	}
	return forms
}

// endings are a stem with each of the endings, which stand with spaces between.
func endings(stem, list string) []string {
	var forms []string
	for ending := range strings.FieldsSeq(list) {
		forms = append(forms, stem+ending)
	}
	return forms
}

// thirdPerson is the -s form, which is also the plural of a noun.
func thirdPerson(base string) []string {
	switch {
	case endsWith(base, "s", "x", "z", "ch", "sh"):
		return []string{base + "es"}
	case consonantBefore(base, "y"):
		return []string{base[:len(base)-1] + "ies"}
	case consonantBefore(base, "o"):
		return []string{base + "s", base + "es"}
	}
	return []string{base + "s"}
}

// stem is one way to spell the -ed and -ing forms.
type stem struct{ past, participle string }

func stems(base string) []stem {
	n := len(base)
	switch {
	case endsWith(base, "ie"):
		return []stem{{base + "d", base[:n-2] + "ying"}}
	case endsWith(base, "ee", "oe", "ye"):
		return []stem{{base + "d", base + "ing"}}
	case endsWith(base, "e") && n > 2:
		return []stem{{base + "d", base[:n-1] + "ing"}}
	case consonantBefore(base, "y"):
		return []stem{{base[:n-1] + "ied", base + "ing"}}
	case endsWith(base, "c"):
		return []stem{{base + "ed", base + "ing"}, {base + "ked", base + "king"}}
	case doubles(base):
		double := base + base[n-1:]
		if syllables(base) == 1 {
			return []stem{{double + "ed", double + "ing"}}
		}
		return []stem{{base + "ed", base + "ing"}, {double + "ed", double + "ing"}}
	}
	return []stem{{base + "ed", base + "ing"}}
}

// doubles reports whether a word ends in consonant, single vowel, consonant.
func doubles(base string) bool {
	n := len(base)
	if n < 3 {
		return false
	}
	last := base[n-1]
	return isConsonant(last) && last != 'w' && last != 'x' && last != 'y' && !isConsonant(base[n-2]) && (isConsonant(base[n-3]) || endsWith(base[:n-1], "qui"))
}

// syllables counts groups of vowels.
func syllables(s string) int {
	n := 0
	for i := range len(s) {
		if !isConsonant(s[i]) && (i == 0 || isConsonant(s[i-1])) {
			n++
		}
	}
	return n
}

func consonantBefore(base, end string) bool {
	n := len(base) - len(end)
	return n > 0 && strings.HasSuffix(base, end) && isConsonant(base[n-1])
}

func isConsonant(c byte) bool {
	return c >= 'a' && c <= 'z' && strings.IndexByte("aeiou", c) < 0
}

func endsWith(s string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(s, end) })
}
