package detect

import "strings"

// The collision entropy of a value, in whole numbers so that every machine decides alike: n²
// over the sum of the squared counts is how many characters it is spread over. Six are 2.6 bits
// a character.
func spreadOver(s string, characters int) bool {
	counts := [128]int{}
	for i := range len(s) {
		counts[s[i]&127]++
	}
	squares := 0
	for _, n := range counts {
		squares += n * n
	}
	return len(s)*len(s) >= characters*squares
}

// make is what a value is made of.
type makeup struct {
	digits, lower, upper, signs, wide int
	hard                              int // signs that names have not
}

func makeupOf(s string) makeup {
	var m makeup
	for i := range len(s) {
		switch ch := s[i]; {
		case isDigit(ch):
			m.digits++
		case ch >= 'a' && ch <= 'z':
			m.lower++
		case ch >= 'A' && ch <= 'Z':
			m.upper++
		case ch >= 128:
			m.wide++
		default:
			m.signs++
			if strings.IndexByte("_-./ :,", ch) < 0 {
				m.hard++
			}
		}
	}
	return m
}

// isRandom tells a value that a machine made: digits among the letters, or cases that change as
// they do in no word, and spread over many characters.
func isRandom(s string, least int) bool {
	if len(s) < least {
		return false
	}
	m := makeupOf(s)
	if m.lower+m.upper == 0 || m.wide > 0 {
		return false
	}
	if m.digits == 0 && (len(s) < 12 || m.lower < 3 || m.upper < 3) && m.hard < 4 {
		return false
	}
	return spreadOver(s, 6) && (m.hard >= 4 || !isName(s))
}

// isName tells identifiers, paths, versions and other things that people name: words, each with
// a few digits before or behind at most.
func isName(s string) bool {
	parts, long := 0, false
	for s != "" {
		n := 0
		for n < len(s) && isAlnum(s[n]) {
			n++
		}
		if n > 0 {
			if !isNamePart(s[:n]) {
				return false
			}
			parts++
			long = long || n > 32
		}
		s = s[min(len(s), n+1):]
	}
	return parts > 0 && !long
}

// isNamePart accepts words in one case or camel case, with digits at one end: at most two behind
// a word, at most four alone.
func isNamePart(s string) bool {
	m := makeupOf(s)
	if m.lower+m.upper == 0 {
		return m.digits <= 14
	}
	first, last := 0, len(s)
	for first < last && isDigit(s[first]) {
		first++
	}
	for last > first && isDigit(s[last-1]) {
		last--
	}
	if hasDigit(s[first:last]) || m.digits > 3 && len(s) > 8 || m.digits > 4 {
		return false
	}
	changes := 0 // from small to capital
	for i := first + 1; i < last; i++ {
		if s[i] <= 'Z' && s[i-1] >= 'a' {
			changes++
		}
	}
	return changes*4 <= last-first && hasVowels(s[first:last])
}

// hasVowels reports whether vowels stand where words have them: no five other letters in a row,
// unless they are capitals of an abbreviation.
func hasVowels(s string) bool {
	run := 0
	for i := range len(s) {
		if strings.IndexByte("aeiouyAEIOUY", s[i]) >= 0 {
			run = 0
			continue
		}
		if run++; run > 5 {
			return false
		}
	}
	return true
}

// placeholders are what people write where a key would stand.
const placeholders = "example your changeme change_me change-me placeholder dummy sample redacted replace insert xxxxx ***** ..... " +
	"someth secret_here key_here token_here my_secret mysecret my-secret not-real notreal "

// isPlaceholder tells documented examples and placeholders.
func isPlaceholder(s string) bool {
	if runOf(s) >= 7 || sequenceOf(s) >= 20 {
		return true
	}
	for rest := placeholders; rest != ""; {
		word, more, _ := cut(rest, ' ')
		if containsFold(s, word) {
			return true
		}
		rest = more
	}
	return false
}

// runOf is the longest run of one character in s.
func runOf(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		if i > 0 && s[i] != s[i-1] {
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// sequenceOf is the longest run of characters that count up, as in "abcdef".
func sequenceOf(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		if i > 0 && s[i] != s[i-1]+1 {
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// hasSuffixFold compares ASCII without case.
func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && equalFold(s[len(s)-len(suffix):], suffix)
}

// equalFold compares with small letters, without case.
func equalFold(s, small string) bool {
	if len(s) != len(small) {
		return false
	}
	for i := range len(s) {
		ch := s[i]
		if ch >= 'A' && ch <= 'Z' {
			ch |= 0x20
		}
		if ch != small[i] {
			return false
		}
	}
	return true
}

func containsFold(s, word string) bool {
	for at := 0; at+len(word) <= len(s); at++ {
		if s[at]|0x20 == word[0]|0x20 && equalFold(s[at:at+len(word)], word) {
			return true
		}
	}
	return false
}
