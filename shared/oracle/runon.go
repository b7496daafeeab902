package oracle

import (
	"slices"
	"strings"

	"vouch/shared/text"
)

// inner is a position between two parts of a hashtag run together. It is numbered behind the words
// and the end of the text.
type inner struct {
	first, last int // the words that the tag's letters are, half-open
	letter      int // that begins there
	letters     string
}

// positions are where a phrase may begin.
func (s *sight) positions() []int {
	var all []int
	for i := range s.words {
		all = append(all, i)
	}
	for k := range s.inner {
		all = append(all, len(s.words)+1+k)
	}
	return all
}

// cutTags finds the positions inside tags.
func (s *sight) cutTags() {
	for i, w := range s.words {
		last, letters := s.runOn(i)
		if !w.Has(text.InTag) || len(letters) < 7 || len(letters) > 48 || s.uses(letters) {
			continue
		}
		for letter := 1; letter < len(letters); letter++ {
			if s.tiles(letters[:letter]) && s.tiles(letters[letter:]) {
				s.inner = append(s.inner, inner{i, last, letter, letters})
			}
		}
	}
}

// runOn are the letters that are cut from a word on, and where they end: of a whole tag when it has
// digits for letters, otherwise of the word.
func (s *sight) runOn(i int) (last int, letters string) {
	for _, t := range s.tags {
		whole := t.folded[1:]
		digits := len(whole) - len(strings.Map(noDigit, whole))
		if t.first == i && t.last > i+1 && digits > 0 && 2*digits <= len(whole) && len(whole) <= 48 {
			return t.last, lettersOf(whole, "i")
		}
	}
	if s.words[i].Kind != text.Letters {
		return i, ""
	}
	return i + 1, s.words[i].folded
}

func noDigit(r rune) rune {
	if strings.ContainsRune(numerals, r) {
		return -1
	}
	return r
}

// tiles reports whether letters are parts, one behind the other.
func (s *sight) tiles(letters string) bool {
	if letters == "" {
		return true
	}
	for n := 1; n <= min(24, len(letters)); n++ {
		if s.isPart(letters[:n]) && s.tiles(letters[n:]) {
			return true
		}
	}
	return false
}

const smallWords = "as at by do go if in is it me my no of on or our so to up us we"

func (s *sight) isPart(word string) bool {
	return (len(word) > 2 || slices.Contains(strings.Fields(smallWords), word)) && s.uses(word)
}

// parts are those of a tag that begin at a position.
func (s *sight) parts(at int) []reading {
	var all []reading
	for k, p := range s.inner {
		from := s.letterAt(at, p)
		if from < 0 || from >= p.letter {
			continue
		}
		if word := p.letters[from:p.letter]; len(word) <= 24 && s.isPart(word) {
			all = append(all, reading{word, len(s.words) + 1 + k, false})
		}
	}
	for _, p := range s.inner {
		from := s.letterAt(at, p)
		if word := p.letters[max(from, 0):]; from > 0 && len(word) <= 24 && s.isPart(word) {
			all = append(all, reading{word, p.last, false})
		}
	}
	return all
}

// letterAt is the letter of the tag of p that a position is, -1 when it is none of that tag's.
func (s *sight) letterAt(at int, p inner) int {
	if at <= len(s.words) {
		if at == p.first {
			return 0
		}
		return -1
	}
	if own := s.inner[at-len(s.words)-1]; own.first == p.first && own.last == p.last {
		return own.letter
	}
	return -1
}

// outside are the words that two positions enclose, and the letters when they lie in one tag.
func (s *sight) outside(from, to int) (first, last int, part stretch) {
	first, last = from, to
	var tag inner
	if to > len(s.words) {
		tag = s.inner[to-len(s.words)-1]
		last, part.to = tag.last, tag.letter
	}
	if from > len(s.words) {
		tag = s.inner[from-len(s.words)-1]
		first, part.from = tag.first, tag.letter
		if part.to == 0 {
			part.to = len(tag.letters)
		}
	}
	if part.to > 0 && (first < tag.first || last > tag.last) {
		part = stretch{}
	}
	return first, last, part
}
