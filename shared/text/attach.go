package text

import "unicode/utf8"

// attach makes the word before reach over a mark that belongs to its last character.
func (r *Reader) attach(size int, units int32) {
	held := r.open || r.touches()
	r.at, r.unit = r.at+size, r.unit+units
	if held {
		w := &r.text.Words[len(r.text.Words)-1]
		w.End, w.ByteEnd = r.unit, int32(r.at)
	}
}

// touches reports whether the last word ends right here.
func (r *Reader) touches() bool {
	n := len(r.text.Words)
	return n > 0 && int(r.text.Words[n-1].ByteEnd) == r.at
}

// part takes a mark that is read with the letter before it, like a vowel sign. Without a letter it
// is read with nothing.
func (r *Reader) part(size int, units int32, form string) {
	if form == "" {
		form = r.source[r.at : r.at+size]
	}
	switch {
	case r.open && r.word.Kind == Letters:
		r.text.norm = append(r.text.norm, form...)
		r.seen |= hasForeign
	case r.touches():
		if w := &r.text.Words[len(r.text.Words)-1]; w.Kind == Letters && int(w.normEnd) == len(r.text.norm) {
			r.text.norm = append(r.text.norm, form...)
			w.normEnd = int32(len(r.text.norm))
			w.Hash = Hash(r.text.Folded(w))
		}
	}
	r.attach(size, units)
}

// regionalSize is the length of a regional indicator in bytes; it has two units.
const regionalSize = 4

// regionals takes a run of regional indicators: flags are symbols, anything else is letters.
func (r *Reader) regionals() {
	run := r.source[r.at:]
	n := 0
	for n+regionalSize <= len(run) && isRegional(run[n:]) {
		n += regionalSize
	}
	if allFlags(run[:n]) {
		r.punctuate(other)
		r.at, r.unit = r.at+n, r.unit+int32(n/2)
		return
	}
	for i := 0; i < n; i += regionalSize {
		c, _ := utf8.DecodeRuneInString(run[i:])
		r.openLetters(false)
		r.text.norm = append(r.text.norm, regionalLetter(c))
		r.seen |= hasLatin | hasLower
		r.at, r.unit = r.at+regionalSize, r.unit+2
		r.extend()
	}
}

func isRegional(s string) bool {
	return s[0] == 0xF0 && s[1] == 0x9F && s[2] == 0x87 && s[3] >= 0xA6 && s[3] <= 0xBF
}

func regionalLetter(c rune) byte { return 'a' + byte(c-0x1F1E6) }

// allFlags reports whether a run of regional indicators is flags, one behind the other.
func allFlags(run string) bool {
	if len(run)%(2*regionalSize) != 0 {
		return false
	}
	for ; run != ""; run = run[2*regionalSize:] {
		first, second := int(run[3]-0xA6), int(run[7]-0xA6)
		if flagBits[4*first+second/8]>>(second%8)&1 == 0 {
			return false
		}
	}
	return true
}
