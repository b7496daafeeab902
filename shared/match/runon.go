package match

import "vouch/shared/text"

// Hashtags are often run together: "#guaranteedreturns". One is cut where the lexicon knows all
// its parts, in every way it can be cut. The places between the parts become positions behind
// those of the words, so that phrases run through a tag as through a sentence.
const (
	minRunOn = 7  // letters of a tag that is worth cutting
	maxRunOn = 48 // letters of a tag that is looked at; people write up to 30
	maxPart  = 24 // letters of a part
)

// inner is a position inside a tag: the tag's words, first and last included, the letter that
// begins there, and how many there are.
type inner struct {
	first, last     int32
	letter, letters uint8
}

// runOn is a tag being cut. Bit n of parts[i] says that the lexicon knows the n letters from i on.
type runOn struct {
	letters []byte
	parts   [maxRunOn]uint32
	place   [maxRunOn + 1]int32 // by letter: the position there, 0 is none
}

// cutWord cuts the tag that word i begins or is a part of. In one with digits among its letters
// the digits are read as letters first.
func (f *Finder) cutWord(i, whole int) bool {
	w := &f.text.Words[i]
	if whole > 0 {
		if c := &f.text.Compounds[whole-1]; int(c.First) == i && c.Count > 1 {
			if letters := f.tagLetters(f.text.Whole(c)[1:]); letters != nil {
				return f.cut(int32(i), c.First+c.Count, letters)
			}
		}
	}
	if w.Kind != text.Letters {
		return false
	}
	return f.cut(int32(i), int32(i)+1, f.text.Folded(w))
}

// tagLetters reads the digits of a tag as letters; nil when it has none, or more than letters.
func (f *Finder) tagLetters(written []byte) []byte {
	if len(written) > maxRunOn {
		return nil
	}
	letters, count := f.room[:copy(f.room[:], written)], 0
	for i, c := range letters {
		if c >= '0' && c <= '9' {
			letters[i] = digitLetters[c-'0']
			count++
		}
	}
	if count == 0 || 2*count > len(letters) {
		return nil
	}
	return letters
}

// cut gives the inner places of a tag positions and walks from them; it reports whether the tag,
// which begins at word i and ends before word next, can be cut. Word i has no edges yet.
func (f *Finder) cut(i, next int32, letters []byte) bool {
	c := &f.tag
	n := len(letters)
	if n < minRunOn || n > maxRunOn || f.tables.Uses(letters) {
		return false
	}
	c.letters = letters
	if !f.reach() {
		return false
	}
	c.place[n] = next
	for at := n - 1; at > 0; at-- {
		if c.place[at] = 0; !f.leads(at) {
			continue
		}
		position := int32(len(f.from))
		c.place[at] = position
		f.inner = append(f.inner, inner{i, next - 1, uint8(at), uint8(n)})
		f.from, f.to = append(f.from, uint32(len(f.edges))), append(f.to, 0)
		f.shown = signs{words: ended | open}
		f.noteParts(at)
		f.to[position] = uint32(len(f.edges))
		f.signs = append(f.signs, f.shown)
		f.walk(position)
	}
	return f.leads(0)
}

// reach notes the parts that can be reached from the beginning; it reports whether the end can.
func (f *Finder) reach() bool {
	c := &f.tag
	n := len(c.letters)
	var reached uint64 = 1
	for at := range n {
		c.parts[at] = 0
		if reached>>at&1 == 0 {
			continue
		}
		hash := text.Hash(nil)
		for size := 1; size <= maxPart && at+size <= n; size++ {
			hash = text.HashByte(hash, c.letters[at+size-1])
			f.Steps++
			if isPart(c.letters[at:at+size]) && f.tables.find(hash, roleWord, c.letters[at:at+size]) >= 0 {
				c.parts[at] |= 1 << size
				reached |= 1 << (at + size)
			}
		}
	}
	return reached>>n&1 != 0
}

// noteParts notes the parts that begin at a letter and from whose end the tag's end is reached.
func (f *Finder) noteParts(at int) {
	c := &f.tag
	for size := 1; size <= maxPart && at+size <= len(c.letters); size++ {
		if c.parts[at]>>size&1 != 0 && c.place[at+size] != 0 {
			word := c.letters[at : at+size]
			f.exact(text.Hash(word), word, c.place[at+size])
		}
	}
}

// leads reports whether a part from a letter on has a place behind it.
func (f *Finder) leads(at int) bool {
	for size := 1; size <= maxPart && at+size <= len(f.tag.letters); size++ {
		if f.tag.parts[at]>>size&1 != 0 && f.tag.place[at+size] != 0 {
			return true
		}
	}
	return false
}

// isPart reports whether letters are long enough to be a part: three, or a small word of two.
// Shorter ones would cut too many tags by chance.
func isPart(s []byte) bool {
	if len(s) != 2 {
		return len(s) > 2
	}
	switch string(s) {
	case "as", "at", "by", "do", "go", "if", "in", "is", "it", "me", "my", "no", "of", "on", "or", "our", "so", "to", "up", "us", "we":
		return true
	}
	return false
}
