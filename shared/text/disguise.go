package text

import "strings"

// Disguise is a run of letters, digits and signs that may stand for letters, like "gu@r@nteed".
// Only a lexicon can tell whether it is a word.
type Disguise struct {
	First, Count       int32 // the words it was cut into
	byteStart, byteEnd int32
	normStart, normEnd int32
}

// Digits is the disguise with its signs written as the digits that stand for the same letters,
// "gu4r4nteed"; an asterisk, which hides any letter, stays.
func (t *Text) Digits(d *Disguise) []byte { return t.norm[d.normStart:d.normEnd] }

// maxDisguise is how many bytes of a disguise are looked at on either side of its first sign.
const maxDisguise = 32

// signDigit is the digit that stands for the same letter as a sign, 0 when c is no such sign.
func signDigit(c byte) byte {
	switch c {
	case '*':
		return c
	case '@':
		return '4'
	case '$':
		return '5'
	case '!', '|':
		return '1'
	case '+':
		return '7'
	}
	return 0
}

// disguise looks whether the sign here stands among letters, and notes the run of them.
func (r *Reader) disguise() {
	s := r.source
	if r.at < r.masked || r.inLink || size(s, r.at) == 0 || isWritten(s[r.at]) {
		return
	}
	start, end := r.at, r.at
	for start > 0 && r.at-start < maxDisguise && isWritten(s[start-1]) {
		start--
	}
	for end < len(s) && end-r.at < maxDisguise {
		n := size(s, end)
		if n == 0 {
			break
		}
		end += n
	}
	r.masked = end
	for end > start && strings.IndexByte("!|+@*", s[end-1]) >= 0 {
		end--
	}
	for start < end && s[start] == '*' { // as for bold
		start++
	}
	if end <= r.at && start < end || end-start < 2 || isAddress(s[start:end], s[end:]) || isEveryone(s[start:end]) {
		return
	}
	r.close()
	r.keepDisguise(start, end)
}

// isWritten tells ASCII letters and digits.
func isWritten(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }

// size is how many bytes of a disguise stand at i: 0 ends it.
func size(s string, i int) int {
	switch {
	case isWritten(s[i]) || signDigit(s[i]) != 0:
		return 1
	case strings.HasPrefix(s[i:], "€"):
		return len("€")
	}
	return 0
}

// isAddress tells the beginning of an e-mail address.
func isAddress(s, rest string) bool {
	return strings.Count(s, "@") == 1 && len(rest) > 1 && rest[0] == '.' && isWritten(rest[1])
}

// isEveryone tells the Spanish ending for all sexes: "tod@s".
func isEveryone(s string) bool {
	head, ok := strings.CutSuffix(s, "@s")
	return ok && strings.IndexByte(head, '@') < 0
}

func (r *Reader) keepDisguise(start, end int) {
	d := Disguise{byteStart: int32(start), byteEnd: int32(end), normStart: int32(len(r.text.norm))}
	for i := start; i < end; i += size(r.source, i) {
		c := r.source[i]
		switch {
		case isLetter(c):
			c |= 0x20
		case c >= 0x80:
			c = '3'
		case signDigit(c) != 0:
			c = signDigit(c)
		}
		r.text.norm = append(r.text.norm, c)
	}
	d.normEnd = int32(len(r.text.norm))
	r.text.Disguises = append(r.text.Disguises, d)
}

// settleDisguises finds the words that each disguise was cut into.
func (r *Reader) settleDisguises() {
	words, at := r.text.Words, 0
	kept := r.text.Disguises[:0]
	for _, d := range r.text.Disguises {
		for at < len(words) && words[at].ByteEnd <= d.byteStart {
			at++
		}
		next := at
		for next < len(words) && words[next].ByteStart < d.byteEnd {
			next++
		}
		if next > at {
			d.First, d.Count = int32(at), int32(next-at)
			kept = append(kept, d)
		}
	}
	r.text.Disguises = kept
}
