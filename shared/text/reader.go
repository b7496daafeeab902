package text

import "unicode/utf8"

// FoldUnits and FoldBreaks say where LinkedIn hides the rest of a post behind "see more": at
// 210 characters or the third line break, whichever comes first (as third parties report it in
// 2026; the site publishes no number).
const (
	FoldUnits  = 210
	FoldBreaks = 3
)

// Text is a draft cut into words. It is valid until its Reader reads again.
type Text struct {
	Words     []Word
	Compounds []Compound // in order of First
	Disguises []Disguise // in order of First
	Units     int        // UTF-16 units of the draft
	Fold      int        // first unit that LinkedIn hides; Units when all is visible
	Tail      int        // first unit of a closing run of three or more hashtags; Units when there is none

	norm []byte // the folded words, one behind the other
}

// Folded is the folded form of a word: what phrases are compared with.
func (t *Text) Folded(w *Word) []byte { return t.norm[w.normStart:w.normEnd] }

// Whole is the folded form of a compound, sign first: "#riskfree".
func (t *Text) Whole(c *Compound) []byte { return t.norm[c.normStart:c.normEnd] }

// Reader cuts drafts into words. It reuses its memory: once warm, reading allocates nothing.
// It is not safe for concurrent use.
type Reader struct {
	text   Text
	source string
	at     int   // byte being read
	unit   int32 // UTF-16 unit being read

	word   *Word // the word being built, the last of text.Words, while open
	open   bool
	seen   scripts
	apos   apostrophes
	hash   uint32 // of the folded word up to hashed
	hashed int
	gap    Gap // strongest seen since the last word
	ord    int32
	number int32 // of the sentence

	stop     stopState
	dots     int
	hyphen   bool // one was seen since the last word
	bullet   bool // a line has begun and nothing but space stands in it yet
	lines    int
	quoteAt  int  // first word of an open quotation; -1 is none
	quoteLow bool // it opened with „, so that “ closes it
	tag      int  // index of the compound being read; -1 is none
	inLink   bool
	masked   int     // byte where the last disguise ended
	doubtful []int32 // words all of look-alike letters: their neighbours decide
}

// scripts are the kinds of letters a word has.
type scripts uint8

const (
	hasLatin scripts = 1 << iota
	hasForeign
	hasLook
	hasLower
)

// apostrophes of the word being built: it may have to be cut off at one.
type apostrophes struct {
	taken   int   // how many stand inside
	last    place // of those
	pending bool  // one was read: it stands inside if a letter follows
	next    place // of that one
}

// place is where in the folded word and in the draft something stands.
type place struct{ norm, unit, byte int32 }

// Read cuts one draft.
func (r *Reader) Read(draft string) *Text {
	r.reset(draft)
	for r.at < len(draft) {
		c := draft[r.at]
		if c >= utf8.RuneSelf {
			r.wide()
			continue
		}
		switch cl := class(asciiClass[c]); cl {
		case latin:
			if r.open || r.tag >= 0 || r.stop != noStop || r.inLink || r.hyphen || r.dots > 0 {
				r.letters()
			} else {
				r.plain()
			}
		case space:
			r.space()
			r.at++
			r.unit++
		default:
			r.narrow(c, cl)
		}
	}
	r.close()
	r.endTag()
	r.finish()
	return &r.text
}

func (r *Reader) reset(draft string) {
	t := &r.text
	t.Words, t.Compounds, t.Disguises, t.norm = t.Words[:0], t.Compounds[:0], t.Disguises[:0], t.norm[:0]
	t.Units, t.Fold, t.Tail = 0, -1, 0
	*r = Reader{text: *t, source: draft, gap: Paragraph, bullet: true, quoteAt: -1, tag: -1, doubtful: r.doubtful[:0]}
}

// finish settles what only the end of the draft can tell.
func (r *Reader) finish() {
	t := &r.text
	t.Units = int(r.unit)
	if t.Fold < 0 || t.Fold > t.Units {
		t.Fold = t.Units
	}
	if t.Fold > FoldUnits {
		t.Fold = FoldUnits
	}
	t.Tail = r.tail()
	r.settleDoubtful()
	r.settleDisguises()
}

// tail finds where a closing run of three or more hashtags begins.
func (r *Reader) tail() int {
	t := &r.text
	next, run, start := int32(len(t.Words)), 0, t.Units
	for i := len(t.Compounds) - 1; i >= 0; i-- {
		c := &t.Compounds[i]
		if c.First+c.Count != next || c.Sign != '#' {
			break
		}
		next, run, start = c.First, run+1, int(c.Start)
	}
	if run < 3 {
		return t.Units
	}
	return start
}

// letters reads a run of ASCII letters, which is what most of a draft is.
func (r *Reader) letters() {
	s, i := r.source, r.at
	r.openLetters(s[i] <= 'Z')
	norm := r.text.norm
	lower, capitals := r.seen&hasLower != 0, 0
	hash, hashing := r.hash, r.hashed == len(norm) && r.tag < 0
	for ; i < len(s) && isLetter(s[i]); i++ {
		c := s[i]
		if c >= 'a' {
			if r.tag >= 0 && capitals > 1 && !pluralS(s[i:]) {
				// "AIReturns": the last capital of a run begins the next word.
				norm = r.cutLetters(norm[:len(norm)-1], i-1, lower)
				norm = append(norm, s[i-1]|0x20)
			}
			lower, capitals = true, 0
		} else {
			if r.tag >= 0 && lower {
				norm = r.cutLetters(norm, i, lower)
				lower = false
			}
			capitals++
			c |= 0x20
		}
		norm = append(norm, c)
		hash = (hash ^ uint32(c)) * hashPrime
	}
	r.text.norm = norm
	if hashing {
		r.hash, r.hashed = hash, len(norm)
	}
	r.note(lower)
	r.advance(i)
	r.extend()
}

// openLetters has a word of letters open, which goes on after its apostrophe if one stands there.
func (r *Reader) openLetters(upper bool) {
	if !r.open || r.word.Kind != Letters {
		r.begin(Letters, upper)
	}
	if r.apos.pending {
		r.takeApostrophe()
	}
}

// isLetter tells the letters of ASCII, whose cases differ in one bit.
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// note records what letters the word has.
func (r *Reader) note(lower bool) {
	r.seen |= hasLatin
	if lower {
		r.seen |= hasLower
	}
}

// pluralS tells the ending of "APIs", which is no new word.
func pluralS(s string) bool {
	return s[0] == 's' && (len(s) == 1 || s[1] < 'a' || s[1] > 'z')
}

// cutLetters ends the word before byte i, inside a hashtag, and begins the next one there.
func (r *Reader) cutLetters(norm []byte, i int, lower bool) []byte {
	r.text.norm = norm
	r.note(lower)
	r.advance(i)
	r.extend()
	r.close()
	r.begin(Letters, true)
	return r.text.norm
}

// advance moves over ASCII up to byte i.
func (r *Reader) advance(i int) {
	r.unit += int32(i - r.at)
	r.at = i
}

// extend makes the word reach to here.
func (r *Reader) extend() { r.word.End, r.word.ByteEnd = r.unit, int32(r.at) }

// narrow reads one ASCII character that is not a letter.
func (r *Reader) narrow(c byte, cl class) {
	switch cl {
	case digit:
		r.digit(c)
	case newline:
		r.newline(c == '\r' && r.peekByte() == '\n')
	case percent, currency:
		r.disguise()
		if c == '$' && r.cashtag() {
			break
		}
		r.sign(r.source[r.at:r.at+1], 1, 1)
		return
	default:
		r.disguise()
		r.punctuate(cl)
	}
	r.advance(r.at + 1)
	if cl == digit {
		r.extend()
	}
}

func (r *Reader) peekByte() byte {
	if r.at+1 < len(r.source) {
		return r.source[r.at+1]
	}
	return 0
}

// digit takes one digit, already folded to ASCII.
func (r *Reader) digit(c byte) {
	if r.open && r.word.Kind == Letters && r.tag >= 0 {
		r.close()
	}
	if !r.open || r.word.Kind == Sign {
		r.begin(Number, false)
	}
	if r.apos.pending {
		r.takeApostrophe()
	}
	r.text.norm = append(r.text.norm, c)
	if r.word.Kind == Letters {
		r.word.Flags |= HasDigit
	}
}

// wide reads one character beyond ASCII.
func (r *Reader) wide() {
	c, size := utf8.DecodeRuneInString(r.source[r.at:])
	units := int32(1)
	if c > 0xFFFF {
		units = 2
	}
	cl, form := lookup(c)
	switch cl {
	case latin, foreign, look:
		r.wideLetters(c, size, units, cl, form)
		return
	case digit:
		r.digit(form[0])
		r.text.norm = append(r.text.norm, form[1:]...)
		r.at, r.unit = r.at+size, r.unit+units
		r.extend()
		return
	case percent:
		r.sign("%", size, units)
		return
	case currency:
		r.disguise()
		r.sign(r.source[r.at:r.at+size], size, units)
		return
	case mark:
		r.attach(size, units)
		return
	case part:
		r.part(size, units, form)
		return
	case regional:
		r.regionals()
		return
	case space:
		r.space()
	case newline:
		r.newline(false)
	default:
		r.punctuate(cl)
	}
	r.at, r.unit = r.at+size, r.unit+units
}

// wideLetters takes a letter into the word, or as a word of its own.
func (r *Reader) wideLetters(c rune, size int, units int32, cl class, form string) {
	alone := cl == foreign && standsAlone(c, form)
	if alone {
		r.close()
	}
	r.wideLetter(c, size, units, cl, form)
	if alone {
		r.close()
	}
}

func (r *Reader) wideLetter(c rune, size int, units int32, cl class, form string) {
	if form == "" {
		form = r.source[r.at : r.at+size]
	}
	upper := capitalForm(c)
	if r.open && r.tag >= 0 && upper && r.seen&hasLower != 0 {
		r.close()
	}
	r.openLetters(upper)
	r.text.norm = append(r.text.norm, form...)
	switch cl {
	case latin:
		r.seen |= hasLatin
	case look:
		r.seen |= hasLook
	default:
		r.seen |= hasForeign
	}
	if !upper {
		r.seen |= hasLower
	}
	r.at, r.unit = r.at+size, r.unit+units
	r.extend()
}

// standsAlone reports whether c, or what it folds to, is a word of its own: a radical and a
// half-width kana read as the full character.
func standsAlone(c rune, form string) bool {
	if form != "" {
		c, _ = utf8.DecodeRuneInString(form)
	}
	return isIdeograph(c)
}

// isIdeograph tells the characters of Chinese and Japanese, which are written without spaces:
// each is a word, so that phrases are found wherever they stand.
func isIdeograph(c rune) bool {
	return c >= 0x3041 && c <= 0x30FF || c >= 0x3400 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF || c >= 0x20000 && c <= 0x3FFFF
}
