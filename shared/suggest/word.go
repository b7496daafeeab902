package suggest

import (
	"unicode/utf8"

	"vouch/shared/text"
)

// word is a run of letters and digits of a text, by its place in bytes.
type word struct {
	start, end int
	name       bool // it is written like a name: AcmeX, ISO27001, or a capital within a sentence
}

// cutter cuts a text into words, left to right.
type cutter struct {
	text   string
	at     int
	inside bool // a word of the same sentence came before
}

// next is the next word; ok is false at the end.
func (c *cutter) next() (w word, ok bool) {
	r, size := c.peek()
	for size > 0 && !letterOf(r).Begins {
		if endsSentence(r) {
			c.inside = false
		}
		c.at += size
		r, size = c.peek()
	}
	if size == 0 {
		return word{}, false
	}
	w.start = c.at
	var upper, lower, digit int
	letter := letterOf(r)
	capital := letter.Capital
	for ; size > 0 && letter.InWord; letter = letterOf(r) {
		switch {
		case letter.Capital:
			upper++
		case letter.Digit:
			digit++
		default:
			lower++
		}
		c.at += size
		r, size = c.peek()
	}
	w.end = c.at
	w.name = upper > 0 && (digit > 0 || capital && (c.inside || upper > 1) || !capital)
	c.inside = true
	c.skipGenitive()
	return w, true
}

// skipGenitive passes over the 's of "company's", which is no word.
func (c *cutter) skipGenitive() {
	r, size := c.peek()
	if r != '\'' && r != '’' {
		return
	}
	after := c.at + size
	if after < len(c.text) && (c.text[after] == 's' || c.text[after] == 'S') {
		next, _ := utf8.DecodeRuneInString(c.text[after+1:])
		if after+1 == len(c.text) || !letterOf(next).InWord {
			c.at = after + 1
		}
	}
}

func (c *cutter) peek() (rune, int) {
	if c.at >= len(c.text) {
		return 0, 0
	}
	if b := c.text[c.at]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(c.text[c.at:])
}

func letterOf(r rune) text.Letter {
	if r >= utf8.RuneSelf {
		return text.LetterOf(r)
	}
	capital, digit := r >= 'A' && r <= 'Z', r >= '0' && r <= '9'
	written := capital || digit || r >= 'a' && r <= 'z'
	return text.Letter{Begins: written, InWord: written, Digit: digit, Capital: capital}
}

func endsSentence(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '\n' || r == ':' || r == '•'
}

// fold writes the word into dst as it is read: small, and without marks over its letters.
func fold(dst []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		default:
			dst = text.AppendFolded(dst, r)
		}
	}
	return dst
}

// common reports whether a folded word is so common that it says nothing: the 33 of Lucene's
// English analyser, and those with which people speak of themselves.
func common(w []byte) bool {
	switch string(w) {
	case "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is",
		"it", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there",
		"these", "they", "this", "to", "was", "will", "with",
		"i", "we", "you", "our", "my", "your", "me", "us", "have", "has", "from", "so", "do":
		return true
	}
	return false
}
