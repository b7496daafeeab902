package detect

import (
	"slices"
	"strings"

	"vouch/shared/text"
)

// maxDigits is the longest number of any detector: an IBAN has at most 34 characters.
const maxDigits = 34

// series is a row of words read as one number: card, phone or account numbers are written in
// groups.
type series struct {
	chars  [maxDigits]byte
	n      int
	groups [maxDigits]int8 // lengths
	count  int
}

// add takes a word's folded characters; full stops inside a number part groups. It reports
// whether there was room.
func (s *series) add(folded []byte) bool {
	group := int8(0)
	for _, ch := range folded {
		if ch == '.' {
			s.groups[s.count], group = group, 0
			if s.count++; s.count >= maxDigits {
				return false
			}
			continue
		}
		if s.n == maxDigits {
			return false
		}
		s.chars[s.n] = ch
		s.n, group = s.n+1, group+1
	}
	s.groups[s.count] = group
	s.count++
	return s.count < maxDigits
}

func (s *series) digits() []byte { return s.chars[:s.n] }

// continues reports whether word i goes on with the number that the word before it is part of:
// spaces, hyphens and brackets may stand between, three characters at most, no letter directly.
func (f *Finder) continues(i int) bool {
	if i >= len(f.text.Words) {
		return false
	}
	w := &f.text.Words[i]
	between := f.draft[f.text.Words[i-1].ByteEnd:w.ByteStart]
	if w.Kind != text.Number || w.Gap >= text.Line || len(between) == 0 {
		return false
	}
	return isParting(between)
}

// isParting accepts what may stand between the groups of one number.
func isParting(s string) bool {
	n := 0
	for _, r := range s {
		n++
		switch r {
		case ' ', '-', '.', '(', ')', '/', 0xA0, 0x202F, 0x2009, 0x2010, 0x2011, 0x2012, 0x2013:
		default:
			return false
		}
	}
	return n <= 3
}

// standsAlone reports whether words first to last do not touch a letter or another number.
func (f *Finder) standsAlone(first, last int) bool {
	words := f.text.Words
	if first > 0 && words[first-1].Kind != text.Sign && words[first-1].ByteEnd == words[first].ByteStart {
		return false
	}
	return last+1 >= len(words) || words[last+1].ByteStart > words[last].ByteEnd
}

// isPlain reports whether a word is a number without commas, which part thousands.
func (f *Finder) isPlain(i int) bool {
	w := &f.text.Words[i]
	if w.Kind != text.Number {
		return false
	}
	return strings.IndexByte(f.draft[w.ByteStart:w.ByteEnd], ',') < 0
}

// beginsPlain reports whether a plain number begins at word i, and does not go on there.
func (f *Finder) beginsPlain(i int) bool {
	return f.isPlain(i) && (i == 0 || !f.isPlain(i-1) || !f.continues(i))
}

// spanOf is where words first to last stand.
func (f *Finder) spanOf(first, last int) Span {
	return Span{int(f.text.Words[first].ByteStart), int(f.text.Words[last].ByteEnd)}
}

// mentioned reports whether any of the n words before word i is one of the names.
func (f *Finder) mentioned(i, n int, names ...string) bool {
	for j := i - 1; j >= 0 && j >= i-n; j-- {
		folded := f.text.Folded(&f.text.Words[j])
		if slices.ContainsFunc(names, func(name string) bool { return name == string(folded) }) {
			return true
		}
	}
	return false
}
