package match

import "vouch/shared/text"

// A word may be disguised in ways that only a lexicon can tell from plain writing: digits and
// signs in place of letters ("gu4r@nteed"), letters spaced out ("f r e e", "f.r.e.e"), a word
// parted by signs ("guar-an-teed", "fr🔥ee"). What such a word would be is looked up besides what
// it is; unless it is in the lexicon, nothing happens.
const (
	minDisguised = 4  // letters: shorter ones are initials and model names
	maxDisguised = 24 // letters
	minDigits    = 3  // letters of a word with one digit among them: y0u
	minRow       = 5  // single letters in a row, which are no initials any more: n o r i s k
	minInRow     = 2  // letters of a word within such a row
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
	room [maxDisguised]byte
	size int
	ones bool // it has a 1, which may be an l as well
}

// letters reads the digits of the word that head and tail make up; ok tells that it has some, and
// no more of them than letters.
func (p *plain) letters(head, tail []byte) (ok bool) {
	n := len(head) + len(tail)
	if n < minDigits || n > maxDisguised {
		return false
	}
	p.size, p.ones = n, false
	copy(p.room[copy(p.room[:], head):], tail)
	count := 0
	for i, c := range p.room[:n] {
		if c >= '0' && c <= '9' {
			count++
			p.ones = p.ones || c == '1'
			p.room[i] = digitLetters[c-'0']
		}
	}
	return count > 0 && 2*count <= n
}

// digits looks up the word that head and tail make up with its digits read as letters.
func (f *Finder) digits(head, tail []byte, next int32) {
	var p plain
	if !p.letters(head, tail) {
		return
	}
	f.unmasked(p.room[:p.size], next)
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
	f.unmasked(p.room[:p.size], next)
}

// unmasked looks up what a disguised word would be.
func (f *Finder) unmasked(word []byte, next int32) {
	f.exact(text.Hash(word), word, next)
	if f.tables.Prefixes>>minPrefix != 0 {
		f.prefixes(word, minPrefix, next)
	}
}

// spelled looks up the longest word that single letters from word i on spell.
func (f *Finder) spelled(i int) {
	var plain [maxDisguised]byte
	words := f.text.Words
	hash, longest, next := text.Hash(nil), -1, int32(0)
	least := minDisguised
	if f.inRow(i) {
		least = minInRow
	}
	for n := 0; n < maxDisguised && i+n < len(words); n++ {
		w := &words[i+n]
		folded := f.text.Folded(w)
		if len(folded) != 1 || w.Kind != text.Letters || n > 0 && w.Gap > text.Space {
			break
		}
		plain[n] = folded[0]
		if hash = text.HashByte(hash, folded[0]); n+1 < least {
			continue
		}
		if entry := f.tables.find(hash, roleWord, plain[:n+1]); entry >= 0 {
			longest, next = entry, int32(i+n+1)
		}
	}
	f.note(longest, next)
}

// inRow reports whether word i stands among minRow single letters or more.
func (f *Finder) inRow(i int) bool {
	n := 1
	for at := i + 1; n < minRow && f.isSingle(at) && f.text.Words[at].Gap <= text.Clause; at++ {
		n++
	}
	for at := i; n < minRow && f.text.Words[at].Gap <= text.Clause && f.isSingle(at-1); at-- {
		n++
	}
	return n >= minRow
}

// isSingle reports whether there is a word i, of one letter.
func (f *Finder) isSingle(i int) bool {
	return i >= 0 && i < len(f.text.Words) && f.text.Words[i].Kind == text.Letters && len(f.text.Folded(&f.text.Words[i])) == 1
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
		if w.Gap != text.Joined || w.Kind != text.Letters || size+len(more) > maxDisguised {
			break
		}
		size += copy(room[size:], more)
		if size < minDisguised || next == i+1 && len(folded) < minDisguised && w.Has(text.Hyphened) || len(folded) > 1 && isEnding(more) {
			continue
		}
		if entry := f.tables.find(text.Hash(room[:size]), roleWord, room[:size]); entry >= 0 {
			longest, end = entry, int32(next)+1
		}
	}
	f.note(longest, end)
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
