package pattern

// A feature is something that occurs in a draft or not: a byte, with letters of ASCII in lower
// case; a digit; or three bytes in a row, hashed, so that a feature may seem to occur and not
// occur, but never the other way round.
const (
	trigramBits = 14
	trigrams    = 1 << trigramBits
	digitsAt    = trigrams + 256
	features    = digitsAt + 1

	needWidth = 4
)

// NeedWidth is how many features a need has; one that has fewer repeats one.
const NeedWidth = needWidth

// Digit is the feature of having a digit.
const Digit = uint16(digitsAt)

// Byte is the feature of having a byte.
func Byte(c byte) uint16 { return uint16(trigrams) + uint16(lower(c)) }

// Trigram is the feature of having three bytes in a row.
func Trigram(a, b, c byte) uint16 {
	return trigram(uint32(lower(a))<<16 | uint32(lower(b))<<8 | uint32(lower(c)))
}

// trigram hashes by multiplication (Knuth 6.4).
func trigram(three uint32) uint16 { return uint16(three * 0x9E3779B1 >> (32 - trigramBits)) }

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// present are the features of a draft.
type present struct {
	bits [(features + 31) / 32]uint32
	all  bool // the draft has letters whose other case is of ASCII: no feature is sure to be absent
}

// read notes the features of a draft.
func (p *present) read(draft string) {
	clear(p.bits[:])
	var bytes [256]bool
	three := uint32(0)
	for i := range len(draft) {
		c := draft[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		bytes[c] = true
		three = (three<<8 | uint32(c)) & 0xFFFFFF
		h := trigram(three)
		p.bits[h>>5] |= 1 << (h & 31)
	}
	for c, has := range bytes {
		if has {
			p.set(Byte(byte(c)))
			if c >= '0' && c <= '9' {
				p.set(Digit)
			}
		}
	}
	// The long s and the Kelvin sign fold to ASCII: C5 BF and E2 84 AA.
	p.all = bytes[0xC5] && bytes[0xBF] || bytes[0xE2] && bytes[0x84] && bytes[0xAA]
}

func (p *present) set(feature uint16) { p.bits[feature>>5] |= 1 << (feature & 31) }

func (p *present) has(feature uint16) bool { return p.bits[feature>>5]>>(feature&31)&1 != 0 }

// admits reports whether any of the needs is met. No needs are always met.
func (p *present) admits(needs []uint16) bool {
	if len(needs) == 0 || p.all {
		return true
	}
	for ; len(needs) >= needWidth; needs = needs[needWidth:] {
		if p.has(needs[0]) && p.has(needs[1]) && p.has(needs[2]) && p.has(needs[3]) {
			return true
		}
	}
	return false
}

// IsTrigram reports whether a feature is three bytes in a row.
func IsTrigram(feature uint16) bool { return feature < trigrams }
