package match

import "vouch/shared/text"

// Letters that stand one by one, "g u a r a n t e e d" or each on a line of its own, are a row. So
// are the digits and signs among them that stand for letters.
const (
	minSpelled = 3 // letters of a word that is a row by itself: b u y
	minRow     = 5 // letters of a row that is no initials any more: n o r i s k
	minInRow   = 2 // letters of a word within such a row
)

// spelled looks up the longest word that a row spells from word i on, and the longest up to a
// gap that is wider than the first: between words people leave more room than between letters.
func (f *Finder) spelled(i int) {
	var plain [maxDisguised]byte
	hash, longest, next := text.Hash(nil), -1, int32(0)
	least, letters, parted := f.leastSpelled(i), 0, false
	for n := range maxDisguised {
		letter := f.inRow(i, i+n)
		if letter == 0 {
			break
		}
		if n > 1 && !parted && f.wider(i+n, i+1) {
			f.note(longest, next)
			longest, parted = -1, true
		}
		plain[n] = letter
		if f.text.Words[i+n].Kind == text.Letters {
			letters++
		}
		if hash = text.HashByte(hash, letter); n+1 < least || 2*letters < n+1 || inOrder(plain[:n+1]) {
			continue
		}
		if entry := f.tables.find(hash, roleWord, plain[:n+1]); entry >= 0 {
			longest, next = entry, int32(i+n+1)
		}
	}
	f.note(longest, next)
}

// inRow is the letter that word at stands for in a word spelled from word i on, 0 when none.
func (f *Finder) inRow(i, at int) byte {
	if at >= len(f.text.Words) {
		return 0
	}
	if gap := f.text.Words[at].Gap; at > i && gap > text.Space && gap != text.Line {
		return 0
	}
	return f.single(at)
}

// wider reports whether more stands before word i than before word j: a stronger gap, or more characters.
func (f *Finder) wider(i, j int) bool {
	words := f.text.Words
	return words[i].Gap > words[j].Gap || words[i].Start-words[i-1].End > words[j].Start-words[j-1].End
}

// leastSpelled is how many letters a word from word i on must have: few in a long row.
func (f *Finder) leastSpelled(i int) int {
	behind := 0
	for at := i + 1; behind < minRow && at < len(f.text.Words) && f.text.Words[at].Gap <= text.Line && f.single(at) != 0; at++ {
		behind++
	}
	before := 0
	for at := i; at > 0 && before < minRow && f.text.Words[at].Gap <= text.Line && f.single(at-1) != 0; at-- {
		before++
	}
	switch row := before + 1 + behind; {
	case row >= minRow:
		return minInRow
	case row == minSpelled:
		return minSpelled
	}
	return minDisguised
}

// single is the letter that a word of one character stands for, 0 when word i is longer, or
// another character.
func (f *Finder) single(i int) byte {
	w := &f.text.Words[i]
	folded := f.text.Folded(w)
	switch {
	case w.Kind == text.Sign:
		return signLetter(folded)
	case len(folded) != 1:
		return 0
	}
	return Undisguised(folded[0], 'i')
}

// signLetter is the letter that a sign that is a word stands for.
func signLetter(sign []byte) byte {
	switch string(sign) {
	case "$":
		return 's'
	case "€":
		return 'e'
	}
	return 0
}

// inOrder tells the letters of a list: a b c.
func inOrder(letters []byte) bool {
	if len(letters) < minSpelled {
		return false
	}
	for i, c := range letters[1:] {
		if c != letters[i]+1 {
			return false
		}
	}
	return true
}
