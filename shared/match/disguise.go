package match

import "vouch/shared/text"

// A word may be disguised in ways that only a lexicon can tell from plain writing: digits and
// signs in place of letters ("gu4r@nteed"), one letter masked ("g*aranteed"), letters drawn out
// ("guaraaanteed") or spaced out ("f r e e", "f.r.e.e"; row.go), a word parted by signs
// ("guar-an-teed", "fr🔥ee"). What such a word would be is looked up besides what it is; unless it
// is in the lexicon, nothing happens.
const (
	minDisguised = 4  // letters: shorter ones are initials and model names
	maxDisguised = 24 // letters
	minDigits    = 3  // letters of a word of which half may be digits: y0u
	minHeavy     = 6  // letters of a word of which two thirds may be: 1n51d3r
	minPiece     = 3  // letters before a hyphen that are not another word's beginning: ret-urns, but re-sign
	minPrefix    = 5  // letters of a prefix that a disguised word is looked for by
)

// digitLetters are what digits stand for; 1 is an i, or else an l.
const digitLetters = "oizeasgtbg"

// Undisguised is the letter that a digit stands for, one for a 1; any other character is itself.
func Undisguised(c, one byte) byte {
	switch {
	case c == '1':
		return one
	case c >= '0' && c <= '9':
		return digitLetters[c-'0']
	}
	return c
}

// plain is a disguised word with its digits read as letters.
type plain struct {
	room   [maxDisguised]byte
	size   int
	ones   bool // it has a 1, which may be an l as well
	masked int  // where the one masked letter stands, 0 is none
}

// letters reads the digits of the word that head and tail make up; ok tells that it has some, and
// not too many of them, or that one letter is masked.
func (p *plain) letters(head, tail []byte) (ok bool) {
	n := len(head) + len(tail)
	if n < minDigits || n > maxDisguised {
		return false
	}
	p.size, p.ones, p.masked = n, false, 0
	copy(p.room[copy(p.room[:], head):], tail)
	count := 0
	for i, c := range p.room[:n] {
		switch {
		case c >= '0' && c <= '9':
			count++
			p.ones = p.ones || c == '1'
			p.room[i] = digitLetters[c-'0']
		case c == '*' && (p.masked > 0 || i == 0 || i == n-1 || n < minDisguised):
			return false
		case c == '*':
			p.masked = i
		}
	}
	return (count > 0 || p.masked > 0) && (2*count <= n || n >= minHeavy && 3*count <= 2*n)
}

// digits looks up the word that head and tail make up with its digits read as letters.
func (f *Finder) digits(head, tail []byte, next int32) {
	var p plain
	if !p.letters(head, tail) {
		return
	}
	f.unmask(&p, next)
	if !p.ones {
		return
	}
	for i, c := range head {
		if c == '1' {
			p.room[i] = 'l'
		}
	}
	for i, c := range tail {
		if c == '1' {
			p.room[len(head)+i] = 'l'
		}
	}
	f.unmask(&p, next)
}

// maskable are the letters that a mask may hide, those first that are hidden in short words.
const (
	maskable = "aeioubcdfghjklmnpqrstvwxyz"
	vowels   = 5
)

// unmask looks up what a word would be with each letter that its mask may hide: in one of four
// letters a vowel, since there too many words differ in one letter.
func (f *Finder) unmask(p *plain, next int32) {
	word := p.room[:p.size]
	if p.masked == 0 {
		f.unmasked(word, next)
		return
	}
	hidden := maskable
	if p.size == minDisguised {
		hidden = maskable[:vowels]
	}
	for i := range len(hidden) {
		word[p.masked] = hidden[i]
		f.exact(text.Hash(word), word, next)
	}
}

// unmasked looks up what a disguised word would be.
func (f *Finder) unmasked(word []byte, next int32) {
	f.exact(text.Hash(word), word, next)
	if f.tables.Prefixes>>minPrefix != 0 {
		f.prefixes(word, minPrefix, next)
	}
}

// joined looks up the longest word that word i makes up with those joined to it.
func (f *Finder) joined(i int, folded []byte) {
	var room [maxDisguised]byte
	words := f.text.Words
	if len(folded) >= maxDisguised || words[i].Has(text.InLink) {
		return
	}
	size := copy(room[:], folded)
	longest, end := -1, int32(0)
	for next := i + 1; next < len(words); next++ {
		w := &words[next]
		more := f.text.Folded(w)
		if !f.adjoins(next) || w.Kind != text.Letters || size+len(more) > maxDisguised {
			break
		}
		size += copy(room[size:], more)
		if size < minDisguised || next == i+1 && len(folded) < minPiece && w.Has(text.Hyphened) || len(folded) > 1 && isEnding(more) {
			continue
		}
		if entry := f.tables.find(text.Hash(room[:size]), roleWord, room[:size]); entry >= 0 {
			longest, end = entry, int32(next)+1
		}
	}
	f.note(longest, end)
}

// adjoins reports whether word i is joined to the one before it, or parted from it by a bracket or
// comma alone: "gu(a)ranteed".
func (f *Finder) adjoins(i int) bool {
	w := &f.text.Words[i]
	return w.Gap == text.Joined || w.Gap == text.Clause && w.ByteStart == f.text.Words[i-1].ByteEnd+1
}

// isEnding tells what is hung on to a word to name all sexes, or several at once: "Kolleg*innen",
// "salarié·e·s". A short beginning and a hyphen ("re-sign") are another word as well.
func isEnding(s []byte) bool {
	switch string(s) {
	case "in", "innen", "e", "es", "s", "ne", "nes", "n", "r", "rin", "a", "as", "o", "os":
		return true
	}
	return false
}
