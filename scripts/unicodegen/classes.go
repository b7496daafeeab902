package main

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The classes, as shared/text/class.go numbers them. A test there compares the two.
const (
	other = iota
	latin
	foreign
	look
	digit
	space
	newline
	ignore
	apostrophe
	quote
	quoteOpen
	quoteClose
	hyphen
	stop
	bang
	clause
	percent
	currency
	hash
	at
	underscore
	mark
	part
	regional
)

// folded is what a character becomes: case, compatibility form and, over Latin, Greek and
// Cyrillic letters, marks are taken away, until nothing changes any more.
func folded(r rune) string {
	s := string(r)
	for range 5 {
		var b strings.Builder
		for _, c := range s {
			b.WriteString(foldOnce(c))
		}
		if b.String() == s {
			break
		}
		s = b.String()
	}
	return s
}

func foldOnce(r rune) string {
	if s, ok := curatedForms[unicode.ToLower(r)]; ok {
		return s
	}
	if s, ok := negativeForm(r); ok {
		return s
	}
	if v, ok := digitValue(r); ok {
		return string(rune('0' + v))
	}
	s := norm.NFKC.String(string(r))
	s = strings.ToLower(strings.ReplaceAll(s, "ß", "ss"))
	s = strings.Map(foldOne, norm.NFKC.String(s))
	if bare := stripMarks(s); bare != "" {
		s = bare
	}
	return s
}

// foldOne takes the two small letters that case mapping leaves apart.
func foldOne(r rune) rune {
	switch r {
	case 'ς':
		return 'σ'
	case 'ſ':
		return 's'
	}
	return r
}

// negativeForm covers letters in brackets, whose decomposition has the brackets, and white letters
// in dark circles and squares, which have none, because they are symbols.
func negativeForm(r rune) (string, bool) {
	for _, start := range []rune{0x249C, 0x1F110, 0x1F150, 0x1F170} {
		if r >= start && r < start+26 {
			return string('a' + r - start), true
		}
	}
	return "", false
}

// digitValue is the value of a decimal digit of any script.
func digitValue(r rune) (int, bool) {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	zero := r
	for zero > r-9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	if r >= 0x1D7CE && r <= 0x1D7FF { // the mathematical digits stand side by side
		return int(r-0x1D7CE) % 10, true
	}
	return int(r - zero), true
}

func stripMarks(s string) string {
	var b strings.Builder
	base := false
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) && base {
			continue
		}
		base = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// class is the class of a character by its own nature; mapped ones take the class of what
// they become.
func class(r rune, looks map[rune]byte) int {
	if c, ok := named(r); ok {
		return c
	}
	switch {
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return regional
	case r == 0x115F || r == 0x1160: // Hangul fillers make one character with the letters around
		return foreign
	case extends(r):
		return mark
	case ignorable(r):
		return ignore
	case looseMark(r):
		return mark
	case unicode.IsMark(r) || r == 0xFF9E || r == 0xFF9F: // the half-width voicing marks
		return part
	case r == 0x0085 || r == 0x2028 || r == 0x2029:
		return newline
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		return space
	case looks[r] != 0:
		return look
	case unicode.Is(unicode.Latin, r) && unicode.IsLetter(r):
		return latin
	case unicode.IsLetter(r):
		return foreign
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.Sc, r):
		return currency
	case unicode.Is(unicode.Pd, r) || r == 0x2212:
		return hyphen
	case unicode.Is(unicode.Pi, r):
		return quoteOpen
	case unicode.Is(unicode.Pf, r):
		return quoteClose
	case unicode.In(r, unicode.Ps, unicode.Pe):
		return clause
	}
	return other
}

func named(r rune) (int, bool) {
	switch r {
	case '™', '℠':
		return other, true // "AcmeX™" is the word AcmeX
	case '’', '‘', 'ʼ', 'ʻ', '′', '´', '＇', '‛':
		return apostrophe, true
	case '„', '‟', '″', '＂', '〝', '〞':
		return quote, true
	case '—', '–', '、', '，', '：', '；', '؛', '،':
		return clause, true
	case '…', '。', '｡', '．', '।', '۔':
		return stop, true
	case '！', '？', '؟', '‼', '⁇', '⁈', '⁉':
		return bang, true
	case '％', '﹪', '٪':
		return percent, true
	case '＃', '﹟':
		return hash, true
	case '＠', '﹫':
		return at, true
	case '＿':
		return underscore, true
	}
	return 0, false
}

// ignorable characters are invisible and stand inside words without parting them.
func ignorable(r rune) bool {
	switch {
	case r >= 0x600 && r <= 0x605 || r == 0x6DD || r == 0x70F:
		return false // Arabic signs that have a shape
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return true
	}
	return unicode.Is(unicode.Cc, r) && r != 0x85
}

// extends tells the invisible characters and the skin tones that belong to the character before
// them, so that no position may stand between.
func extends(r rune) bool {
	joiner := r == 0x200D || unicode.In(r, unicode.Other_Grapheme_Extend, unicode.Mn) && ignorable(r) || r == 0x1160
	return joiner || r >= 0x1F3FB && r <= 0x1F3FF
}

// looseMark tells the combining marks that belong to no script in particular, or to Latin,
// Greek and Cyrillic: stacks of them hide a word from a matcher and not from a reader. The
// Japanese voicing marks are letters' parts.
func looseMark(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me) && r != 0x3099 && r != 0x309A &&
		unicode.In(r, unicode.Inherited, unicode.Common, unicode.Cyrillic, unicode.Greek, unicode.Latin)
}

// lookalikes chooses, for letters of other scripts, the Latin letter they imitate.
func lookalikes(pairs map[string][]string) map[rune]byte {
	looks := map[rune]byte{}
	for from, likenesses := range pairs {
		r, n := utf8.DecodeRuneInString(from)
		if n != len(from) || r < 0x80 || r > 0xFFFF || !unicode.IsLetter(r) || asciiWord(folded(r)) {
			continue
		}
		for _, l := range likenesses {
			f := folded(firstRune(l))
			if len(f) == 1 && f[0] >= 'a' && f[0] <= 'z' && utf8.RuneCountInString(l) == 1 && (looks[r] == 0 || f[0] < looks[r]) {
				looks[r] = f[0]
			}
		}
	}
	maps.Copy(looks, curatedLooks)
	return looks
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func asciiWord(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return s != ""
}
