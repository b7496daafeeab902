package text

import "slices"

// plain reads words of ASCII letters with single spaces between, which is what most of a draft
// is: one loop, without a call, so that little moves between memory and registers. The last word
// stays open unless a space ended it. No word is open, nor anything that the next word decides.
//
//nolint:funlen,gocognit // the parts of a loop without calls cannot stand in functions of their own
func (r *Reader) plain() {
	s, i := r.source, r.at
	ahead := r.unit - int32(i) // units may have fallen behind bytes
	words := r.text.Words
	r.text.norm = slices.Grow(r.text.norm, len(s)-i)
	at := len(r.text.norm)
	norm := r.text.norm[:cap(r.text.norm)]
	gap, ord, number := r.gap, r.ord, r.number
	if gap >= Sentence && len(words) > 0 {
		number++
	}
	open := true
	for {
		start, from, hash, small := i, at, uint32(hashSeed), false
		for i < len(s) {
			c := s[i]
			if c >= 'a' && c <= 'z' {
				small = true
			} else if c |= 0x20; c < 'a' || c > 'z' || s[i]&0x40 == 0 {
				break
			}
			norm[at] = c
			hash = (hash ^ uint32(c)) * hashPrime
			i++
			at++
		}
		if len(words) == cap(words) {
			words = slices.Grow(words, 1)
		}
		words = words[:len(words)+1]
		w := &words[len(words)-1]
		w.Start, w.End = ahead+int32(start), ahead+int32(i)
		w.ByteStart, w.ByteEnd = int32(start), int32(i)
		w.normStart, w.normEnd = int32(from), int32(at)
		w.Hash, w.Ord, w.Sentence, w.Kind, w.Gap = hash, ord, number, Letters, gap
		w.Flags = 0
		if s[start] <= 'Z' {
			w.Flags = Upper
			if !small && i-start > 1 {
				w.Flags = Upper | Capital
			}
		}
		gap = Joined
		if i >= len(s) || s[i] != ' ' {
			r.seen = hasLatin
			if small {
				r.seen |= hasLower
			}
			r.word, r.hash, r.hashed = w, hash, at
			break
		}
		ord++
		i++
		gap = Space
		if i >= len(s) || !isLetter(s[i]) {
			open = false
			break
		}
	}
	r.text.Words, r.text.norm = words, norm[:at]
	r.at, r.unit = i, ahead+int32(i)
	r.open, r.gap, r.ord, r.number = open, gap, ord, number
	r.apos, r.bullet = apostrophes{}, false
}
