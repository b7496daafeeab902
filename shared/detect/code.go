package detect

import "vouch/shared/text"

// code is a row of words read as one identifier of letters and digits, in groups: "AB 12 34 56 C".
type code struct {
	series
	letters, figures int
	capitals         bool // its letters are capitals, or it has none
	parted           bool // by a hyphen or full stop, not only by spaces
	sign             byte // what parts it first
	first, last      int  // words
}

// maxGroups is the most words that one identifier is written as: French numbers have seven groups,
// and letters between digits part words.
const maxGroups = 9

// codes calls test for every row of words that may be an identifier: at each word with a digit,
// or of a few capitals before one, the rows that begin there, the longest last. When test accepts
// a row, the search goes on behind the longest that it accepted.
func (f *Finder) codes(longest int, test func(f *Finder, c *code) bool) {
	free := 0
	for _, start := range f.beginnings() {
		i := int(start)
		if i < free {
			continue
		}
		if last := f.codeFrom(i, longest, test); last >= 0 {
			f.keep(f.spanOf(i, last))
			free = last + 1
		}
	}
}

// codeFrom is the last word of the longest row from word i on that test accepts, -1 when it
// accepts none.
func (f *Finder) codeFrom(i, longest int, test func(f *Finder, c *code) bool) int {
	words := f.text.Words
	f.row = code{first: i, last: i, capitals: true}
	c, accepted := &f.row, -1
	for j := i; j < len(words) && j < i+maxGroups && c.n < longest && (j == i || f.joinsCode(j)); j++ {
		if !f.addTo(c, j) {
			break
		}
		if c.n <= longest && c.figures > 0 && f.endsCode(j) && test(f, c) {
			accepted = j
		}
	}
	return accepted
}

// beginnings are the words that begin identifiers, looked for once a draft.
func (f *Finder) beginnings() []int32 {
	if f.read {
		return f.starts
	}
	f.read, f.starts = true, f.starts[:0]
	next := int32(0)
	for _, number := range f.withDigits() {
		for i := max(next, number-1); i <= number; i++ {
			if f.beginsCode(int(i)) {
				f.starts = append(f.starts, i)
			}
		}
		next = number + 1
	}
	return f.starts
}

// beginsCode: a word with digits, or of one to six letters before one, that nothing touches.
func (f *Finder) beginsCode(i int) bool {
	w := &f.text.Words[i]
	if w.Has(text.InLink) || i > 0 && f.text.Words[i-1].ByteEnd == w.ByteStart && f.text.Words[i-1].Kind != text.Sign {
		return false
	}
	if i > 0 && w.Gap == text.Joined && (f.text.Words[i-1].Kind == text.Number || f.draft[w.ByteStart-1] == '-' && f.topicsAt(i-1) == 0) {
		return false // it goes on with the row before
	}
	if w.Kind == text.Number || w.Has(text.HasDigit) {
		return true
	}
	return w.Kind == text.Letters && w.ByteEnd-w.ByteStart <= 6 && w.Has(text.Upper) && i+1 < len(f.text.Words) && f.text.Words[i+1].Kind == text.Number
}

// joinsCode reports whether word j goes on with the row that the word before it is part of.
func (f *Finder) joinsCode(j int) bool {
	w := &f.text.Words[j]
	if w.Kind == text.Letters && w.Gap == text.Space && !w.Has(text.Upper) {
		return false // the sentence goes on, not the number
	}
	return w.Kind != text.Sign && w.Gap <= text.Space && w.ByteEnd-w.ByteStart <= 18 && isParting(f.draft[f.text.Words[j-1].ByteEnd:w.ByteStart])
}

// endsCode reports whether a row may end with word j: nothing touches it, and no hyphen joins more.
func (f *Finder) endsCode(j int) bool {
	words := f.text.Words
	if j+1 >= len(words) {
		return true
	}
	next := &words[j+1]
	if next.ByteStart == words[j].ByteEnd {
		return next.Kind == text.Sign
	}
	return next.Kind != text.Number || f.draft[words[j].ByteEnd] != '-'
}

// addTo takes word j into the row.
func (f *Finder) addTo(c *code, j int) bool {
	w := &f.text.Words[j]
	if w.Kind == text.Number && !f.isPlain(j) {
		return false
	}
	for _, ch := range f.text.Folded(w) {
		switch {
		case isDigit(ch):
			c.figures++
		case ch >= 'a' && ch <= 'z':
			c.letters++
		case ch == '.':
			c.partBy('.')
		default:
			return false
		}
	}
	if j > c.first {
		if between := f.draft[f.text.Words[j-1].ByteEnd:w.ByteStart]; between != "" && between != " " {
			c.partBy(between[0])
		}
	}
	for _, ch := range []byte(f.draft[w.ByteStart:w.ByteEnd]) {
		c.capitals = c.capitals && (ch < 'a' || ch > 'z')
	}
	c.last = j
	return c.add(f.text.Folded(w))
}

func (c *code) partBy(sign byte) {
	if !c.parted {
		c.sign = sign
	}
	c.parted = true
}

// has holds the row against a shape: d a digit, l a letter, x either.
func (c *code) has(shape string) bool {
	if len(shape) != c.n {
		return false
	}
	for i := range c.n {
		ch := c.chars[i]
		if shape[i] == 'd' && !isDigit(ch) || shape[i] == 'l' && isDigit(ch) {
			return false
		}
	}
	return true
}

// number is the value of the digits from i to j.
func (c *code) number(i, j int) int {
	n := 0
	for ; i < j; i++ {
		n = n*10 + int(c.chars[i]-'0')
	}
	return n
}

// isMonthDay is isDay, but that no month has more days than it has.
func isMonthDay(month, day int) bool {
	return isDay(month, day) && (day < 30 || month != 2) && (day < 31 || month != 4 && month != 6 && month != 9 && month != 11)
}

// isDay reports whether numbers can be a month and a day.
func isDay(month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
