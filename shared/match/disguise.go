package match

import "vouch/shared/text"

// A word may be disguised in ways that only a lexicon can tell from plain writing: digits in
// place of letters ("gu4r4nteed") and letters spaced out ("f r e e", "f.r.e.e"). What such a
// word would be is looked up besides what it is; unless it is in the lexicon, nothing happens.
const (
	minDisguised = 4  // letters: shorter ones are initials and model names
	maxDisguised = 24 // letters
)

// digitLetters are what digits stand for; 1 is an i, or else an l.
const digitLetters = "oizeasgtbg"

// digits looks the word that head and tail make up with its digits read as letters.
func (f *Finder) digits(head, tail []byte, next int32) {
	if n := len(head) + len(tail); n < minDisguised || n > maxDisguised {
		return
	}
	var room, read [maxDisguised]byte
	written := append(append(room[:0], head...), tail...)
	word := read[:len(written)]
	count, ones := 0, false
	for i, c := range written {
		if c >= '0' && c <= '9' {
			count++
			ones = ones || c == '1'
			c = digitLetters[c-'0']
		}
		word[i] = c
	}
	if count == 0 || 2*count > len(word) {
		return
	}
	f.exact(text.Hash(word), word, next)
	if !ones {
		return
	}
	for i, c := range written {
		if c == '1' {
			word[i] = 'l'
		}
	}
	f.exact(text.Hash(word), word, next)
}

// spelled looks up the longest word that single letters from word i on spell.
func (f *Finder) spelled(i int) {
	var plain [maxDisguised]byte
	words := f.text.Words
	hash, longest, next := text.Hash(nil), -1, int32(0)
	for n := 0; n < maxDisguised && i+n < len(words); n++ {
		w := &words[i+n]
		folded := f.text.Folded(w)
		if len(folded) != 1 || w.Kind != text.Letters || n > 0 && w.Gap > text.Space {
			break
		}
		plain[n] = folded[0]
		if hash = text.HashByte(hash, folded[0]); n+1 < minDisguised {
			continue
		}
		if entry := f.tables.find(hash, roleWord, plain[:n+1]); entry >= 0 {
			longest, next = entry, int32(i+n+1)
		}
	}
	f.note(longest, next)
}
