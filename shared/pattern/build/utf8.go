package build

import "unicode/utf8"

// byteRange is one place of a sequence: a byte from low to high.
type byteRange struct{ low, high byte }

// The characters at which the length of UTF-8 changes, and the surrogates, which it does not have.
const (
	surrogatesLow  = 0xD800
	surrogatesHigh = 0xDFFF
)

// eachSequence yields the sequences of byte ranges that together are the UTF-8 of a range of
// characters. The method is the splitting that RE2 and Rust's regex-syntax use: cut where the
// length changes, then until all but the last differing byte are whole ranges.
func eachSequence(r runes, yield func([]byteRange)) {
	for _, last := range []rune{0x7F, 0x7FF, surrogatesLow - 1, surrogatesHigh, 0xFFFF} {
		if r.low <= last && r.high > last {
			eachSequence(runes{r.low, last}, yield)
			eachSequence(runes{last + 1, r.high}, yield)
			return
		}
	}
	if r.low > r.high || r.low >= surrogatesLow && r.high <= surrogatesHigh {
		return
	}
	if at, cut := r.uneven(); cut {
		eachSequence(runes{r.low, at}, yield)
		eachSequence(runes{at + 1, r.high}, yield)
		return
	}
	yield(between(r))
}

// uneven is where a range of characters of one length must be cut, so that its bytes are ranges
// independent of each other.
func (r runes) uneven() (at rune, cut bool) {
	for bits := 6; bits < 6*utf8.RuneLen(r.low); bits += 6 {
		mask := rune(1)<<bits - 1
		switch {
		case r.low&^mask == r.high&^mask:
			return 0, false
		case r.low&mask != 0:
			return r.low | mask, true
		case r.high&mask != mask:
			return r.high&^mask - 1, true
		}
	}
	return 0, false
}

// between pairs the bytes of both ends.
func between(r runes) []byteRange {
	low, high := utf8.AppendRune(nil, r.low), utf8.AppendRune(nil, r.high)
	ranges := make([]byteRange, len(low))
	for i := range low {
		ranges[i] = byteRange{low[i], high[i]}
	}
	return ranges
}
