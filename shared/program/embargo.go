package program

import "math/bits"

// Embargoes are names that must not be spoken before a day, as keyed hashes: SipHash-2-4 of a
// name's folded words written together, so that "Project Falcon" and "#projectfalcon" are one.
//
// The hash keeps the names out of plain sight and does no more. Whoever holds the image holds the
// key as well and can try guesses offline, some ten million a second on one core: a name of two
// dictionary words falls within minutes. Letters tells how long the names are: without it every row
// of words of every draft would have to be hashed.
type Embargoes struct {
	Key     [16]byte
	Letters uint64      // bit n: a name has n bytes, without its spaces; bit 63: 63 or more
	Names   []Embargoed // by rising Hash, each once
}

// Embargoed is one name. Until is the first day on which it may be spoken.
type Embargoed struct {
	Hash  uint64
	Until int32
}

// MaxEmbargo is how many bytes a name may have, without its spaces.
const MaxEmbargo = 200

// lastLength is the bit for every length from there on.
const lastLength = 63

// Hashing takes in a name word by word.
type Hashing struct{ hash sipHash }

// Begin starts a name.
func (e *Embargoes) Begin() Hashing { return Hashing{newSipHash(&e.Key)} }

// Word takes in one folded word.
func (h *Hashing) Word(folded []byte) { h.hash.write(folded) }

// Sum is the hash of the words so far.
func (h *Hashing) Sum() uint64 { return h.hash.sum() }

// Allow notes that a name has so many bytes.
func (e *Embargoes) Allow(bytes int) { e.Letters |= 1 << min(bytes, lastLength) }

// May reports whether a name can have so many bytes.
func (e *Embargoes) May(bytes int) bool { return e.Letters>>min(bytes, lastLength)&1 != 0 }

// Longest is how many bytes the longest name can have.
func (e *Embargoes) Longest() int {
	if longest := bits.Len64(e.Letters) - 1; longest < lastLength {
		return longest
	}
	return MaxEmbargo
}

// Until is the day before which a name of this hash must not be spoken; ok is false when there
// is none.
func (e *Embargoes) Until(hash uint64) (day int32, ok bool) {
	low, high := 0, len(e.Names)
	for low < high {
		mid := (low + high) / 2
		if e.Names[mid].Hash < hash {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(e.Names) && e.Names[low].Hash == hash {
		return e.Names[low].Until, true
	}
	return 0, false
}

// hold proves that a search for a name ends and that no name is longer than allowed.
func (e *Embargoes) hold() bool {
	for i := 1; i < len(e.Names); i++ {
		if e.Names[i-1].Hash >= e.Names[i].Hash {
			return false
		}
	}
	return (len(e.Names) > 0) == (e.Letters != 0)
}
