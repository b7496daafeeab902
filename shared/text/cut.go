package text

import (
	"strings"
	"unicode/utf8"
)

// begin opens a word here.
func (r *Reader) begin(kind Kind, upper bool) {
	if r.open {
		r.close()
	}
	if r.stop != noStop {
		r.settleStop(kind == Number || !upper)
	}
	if r.gap >= Sentence && len(r.text.Words) > 0 {
		r.number++
	}
	r.text.Words = append(r.text.Words, Word{})
	w := &r.text.Words[len(r.text.Words)-1]
	r.word = w
	w.Start, w.End = r.unit, r.unit
	w.ByteStart, w.ByteEnd = int32(r.at), int32(r.at)
	w.normStart = int32(len(r.text.norm))
	w.Ord, w.Sentence, w.Kind, w.Gap = r.ord, r.number, kind, r.gap
	if upper {
		w.Flags |= Upper
	}
	if r.dots == 1 && r.gap == Joined {
		w.Flags |= dotted
	}
	if r.hyphen && r.gap == Joined {
		w.Flags |= Hyphened
	}
	if r.tag >= 0 {
		w.Flags |= InTag
	}
	if r.inLink {
		w.Flags |= InLink
	}
	r.hash, r.hashed = hashSeed, len(r.text.norm)
	r.open, r.seen, r.apos = true, 0, apostrophes{}
	r.gap, r.dots, r.bullet, r.hyphen = Joined, 0, false, false
}

// close ends the open word and keeps it.
func (r *Reader) close() {
	if !r.open {
		return
	}
	r.open = false
	w := r.word
	w.normEnd = int32(len(r.text.norm))
	if r.apos.taken == 1 {
		r.mendApostrophe()
	}
	if w.Kind == Letters && r.seen&hasLower == 0 && w.normEnd-w.normStart > 1 {
		w.Flags |= Capital
	}
	if r.seen&hasLook != 0 {
		r.settleScripts()
	}
	w.Hash = r.hash
	if int(w.normEnd) != r.hashed {
		w.Hash = Hash(r.text.norm[w.normStart:w.normEnd])
	}
	if w.Kind != Sign {
		r.ord++
	}
}

// sign takes a percent or currency sign, which is a word by itself.
func (r *Reader) sign(form string, size int, units int32) {
	r.endTag()
	r.begin(Sign, false)
	r.text.norm = append(r.text.norm, form...)
	r.at, r.unit = r.at+size, r.unit+units
	r.extend()
	r.close()
}

// raise makes the gap before the next word at least g.
func (r *Reader) raise(g Gap) {
	if r.gap < g {
		r.gap = g
	}
}

// punctuate takes any character that is no letter, digit, sign, mark or space.
func (r *Reader) punctuate(cl class) {
	switch cl {
	case ignore:
		return
	case apostrophe:
		if r.open && r.word.Kind == Letters && !r.apos.pending && r.tag < 0 {
			r.apos.pending, r.apos.next = true, place{int32(len(r.text.norm)), r.unit, int32(r.at)}
			return
		}
	case stop:
		if r.numberGoesOn() {
			return
		}
	case clause:
		if r.source[r.at] == ',' && r.numberGoesOn() {
			return
		}
	case underscore:
		r.close()
		return
	}
	r.linkPath()
	r.close()
	r.endTag()
	r.mark(cl)
}

// mark takes a character that stands between words.
func (r *Reader) mark(cl class) {
	switch cl {
	case quote, quoteOpen, quoteClose:
		r.quotation(cl)
	case hyphen:
		if r.gap >= Space {
			r.bulletPoint()
			r.raise(Clause)
		} else {
			r.hyphen = true
		}
	case stop:
		r.stopAt(false)
	case bang:
		if !r.betweenLetters() {
			r.stopAt(true)
		}
	case clause:
		r.raise(Clause)
	case hash, at:
		r.startTag(cl == hash)
	case other:
		r.bulletPoint()
	}
}

// betweenLetters reports whether the sign here stands in for a letter, or for a space that was
// forgotten: no sentence begins with a small letter.
func (r *Reader) betweenLetters() bool {
	s, i := r.source, r.at
	return i > 0 && i+1 < len(s) && isLetter(s[i-1]) && s[i+1] >= 'a' && s[i+1] <= 'z'
}

// bulletPoint makes a line that begins with a symbol a sentence of its own.
func (r *Reader) bulletPoint() {
	if r.bullet && r.gap == Line {
		r.gap = Sentence
	}
	r.bullet = false
}

func (r *Reader) space() {
	if r.open {
		r.close()
	}
	if r.tag >= 0 {
		r.endTag()
	}
	if r.stop == seenStop {
		r.confirmStop()
	}
	r.inLink = false
	r.raise(Space)
}

// newline takes a line break; of CR LF the CR is half a break and only a space.
func (r *Reader) newline(half bool) {
	r.space()
	if half {
		return
	}
	r.lines++
	if r.lines == FoldBreaks && r.text.Fold < 0 {
		r.text.Fold = int(r.unit)
	}
	if r.bullet || r.gap == Paragraph {
		r.gap, r.quoteAt = Paragraph, -1
	} else {
		r.raise(Line)
	}
	r.bullet = true
}

// numberGoesOn reports whether a full stop or comma stands inside a number, and takes it: a
// comma before exactly three digits parts thousands and folds to nothing.
func (r *Reader) numberGoesOn() bool {
	if !r.open || r.word.Kind != Number || !r.digitAt(r.at+1) {
		return false
	}
	if r.source[r.at] == ',' && r.digitAt(r.at+2) && r.digitAt(r.at+3) && !r.digitAt(r.at+4) {
		return true
	}
	r.text.norm = append(r.text.norm, '.')
	return true
}

func (r *Reader) digitAt(i int) bool {
	return i < len(r.source) && r.source[i] >= '0' && r.source[i] <= '9'
}

// quotation opens and closes quotation marks. Words are marked when their quotation closes, so
// that one which never does quotes nothing.
func (r *Reader) quotation(cl class) {
	words := r.text.Words
	if r.quoteAt < 0 && cl != quoteClose || cl == quoteOpen && !r.quoteLow {
		r.quoteAt, r.quoteLow = len(words), strings.HasPrefix(r.source[r.at:], "„")
		return
	}
	if r.quoteAt < 0 {
		return
	}
	for i := r.quoteAt; i < len(words); i++ {
		words[i].Flags |= Quoted
	}
	r.quoteAt = -1
}

// startTag begins a hashtag or mention when a letter or digit follows.
func (r *Reader) startTag(isHash bool) {
	if r.gap == Joined && len(r.text.Words) > 0 && !isHash {
		return // an address: someone@acme.example
	}
	next := r.at + 1
	if r.source[r.at] >= utf8.RuneSelf {
		_, size := utf8.DecodeRuneInString(r.source[r.at:])
		next = r.at + size
	}
	if next >= len(r.source) || !startsWord(r.source[next:]) {
		return
	}
	if isHash {
		r.openTag('#')
	} else {
		r.openTag('@')
	}
}

// openTag begins a compound here, at its sign.
func (r *Reader) openTag(sign byte) {
	r.bullet = false
	r.tag = len(r.text.Compounds)
	r.text.Compounds = append(r.text.Compounds, Compound{
		First: int32(len(r.text.Words)), Start: r.unit, ByteStart: int32(r.at), Sign: sign,
	})
}

// maxTicker is how many letters a ticker has at most.
const maxTicker = 5

// cashtag begins a cashtag, like $ACME, when the dollar sign here is one's: at the start of a
// word, and one to five letters behind it and nothing else. "$m" and "$bn" are units.
func (r *Reader) cashtag() bool {
	s, n := r.source[r.at+1:], 0
	for n < len(s) && n <= maxTicker && isLetter(s[n]) {
		n++
	}
	if n == 0 || n > maxTicker || n < len(s) && (startsWord(s[n:]) || s[n] == '$') {
		return false
	}
	switch s[:n] {
	case "k", "m", "b", "mn", "bn", "mm":
		return false
	}
	if r.at > 0 && (startsWord(r.source[r.at-1:]) || r.source[r.at-1] >= utf8.RuneSelf) {
		return false
	}
	r.close()
	r.endTag()
	r.openTag('$')
	return true
}

func startsWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	var cl class
	if c < utf8.RuneSelf {
		cl = class(asciiClass[c])
	} else {
		cl, _ = lookup(c)
	}
	return cl == latin || cl == foreign || cl == look || cl == digit
}

// endTag ends the hashtag, mention or cashtag being read.
func (r *Reader) endTag() {
	if r.tag < 0 {
		return
	}
	r.close()
	t := &r.text
	c := &t.Compounds[r.tag]
	r.tag = -1
	c.Count = int32(len(t.Words)) - c.First
	if c.Count == 0 {
		t.Compounds = t.Compounds[:len(t.Compounds)-1]
		return
	}
	t.Words[c.First].Flags |= TagHead
	c.normStart = int32(len(t.norm))
	t.norm = append(t.norm, c.Sign)
	for i := c.First; i < c.First+c.Count; i++ {
		t.norm = append(t.norm, t.Folded(&t.Words[i])...)
	}
	c.normEnd = int32(len(t.norm))
}
