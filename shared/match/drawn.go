package match

import "vouch/shared/text"

// maxDrawn is how many letters of a word may be drawn out: each may be one letter or two.
const maxDrawn = 3

// drawnOut reports whether a letter stands three times in a row, as in no word of these languages.
func drawnOut(word []byte) bool {
	for i := 1; i < len(word); i += 2 { // of three in a row, one pair ends at an odd place
		if word[i] == word[i-1] && (i > 1 && word[i-2] == word[i] || i+1 < len(word) && word[i+1] == word[i]) {
			return true
		}
	}
	return false
}

// shortened looks up a drawn-out word with each letter that stands three times or more written
// once, and twice.
func (f *Finder) shortened(word []byte, next int32) {
	var room [maxDisguised]byte
	for twice := range 1 << maxDrawn {
		short, drawn := shorten(room[:0], word, twice)
		if short == nil || twice>>drawn > 0 {
			return
		}
		if len(short) >= minDigits {
			f.exact(text.Hash(short), short, next)
		}
	}
}

// shorten appends a word with its drawn-out letters written once, or twice where a bit of twice
// says so, and counts them; nil is too long, or has too many of them.
func shorten(to, word []byte, twice int) (short []byte, drawn int) {
	for i := 0; i < len(word); {
		first := i
		for i < len(word) && word[i] == word[first] {
			i++
		}
		keep := i - first
		if keep > 2 {
			keep = 1 + twice>>drawn&1
			drawn++
		}
		if drawn > maxDrawn || len(to)+keep > cap(to) {
			return nil, drawn
		}
		to = append(to, word[first:first+keep]...)
	}
	return to, drawn
}
