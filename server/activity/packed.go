package activity

import (
	"encoding/binary"
	"errors"
	"strconv"
	"time"
)

// A stream entry holds packed facts: a version byte, then facts one after the other, each
//
//	kind byte, class byte, instant (Unix ms, signed varint), visitor (8 bytes, little endian),
//	from version 2 on: amount (signed varint), how many strings follow (uvarint),
//	then the strings, each a length (uvarint) and its bytes; eleven of them in version 1.
//
// Strings are only ever added at the end: a reader takes one that is missing for empty, and
// passes over those it does not know.
// An entry costs Redis one command and a hundred bytes of overhead; a packed click costs neither.
const (
	packedVersion = 2
	firstVersion  = 1
	firstStrings  = 11 // of version 1
)

// longestString bounds what a reader believes.
const longestString = 1 << 12

var errPacked = errors.New("activity: a stream entry holds no packed facts")

func appendFact(dst []byte, f *Fact) []byte {
	dst = append(dst, byte(f.Kind), byte(f.Class))
	dst = binary.AppendVarint(dst, f.At.UnixMilli())
	dst = binary.LittleEndian.AppendUint64(dst, uint64(f.Visitor))
	dst = binary.AppendVarint(dst, f.Amount)
	strings := [...]string{
		f.ID, string(f.Advocate), string(f.Team), string(f.Story), string(f.Code),
		f.Surface, f.Verdict, f.Rule, f.Why, f.Reason, f.Of,
		f.Country, f.Device, f.Goal, f.Currency, f.First,
	}
	dst = binary.AppendUvarint(dst, uint64(len(strings)))
	for _, s := range strings {
		s = s[:min(len(s), longestString)]
		dst = binary.AppendUvarint(dst, uint64(len(s)))
		dst = append(dst, s...)
	}
	return dst
}

// unpack reads an entry. Facts without an ID of their own are named after their place.
func unpack(source, entry, packed string) ([]Fact, error) {
	if len(packed) == 0 || packed[0] < firstVersion || packed[0] > packedVersion {
		return nil, errPacked
	}
	r := reader{rest: packed[1:], version: packed[0]}
	var facts []Fact
	for len(r.rest) > 0 {
		f := r.fact()
		if r.failed {
			return nil, errPacked
		}
		if f.ID == "" {
			f.ID = source + "/" + entry + "." + strconv.Itoa(len(facts))
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// reader takes values off the front of rest; after a failure it gives zeroes.
type reader struct {
	rest    string
	version byte
	failed  bool
	strings uint64 // of the fact under way, not read yet
}

func (r *reader) fact() Fact {
	f := Fact{Kind: Kind(r.byte()), Class: Class(r.byte())}
	f.At = time.UnixMilli(r.varint()).UTC()
	f.Visitor = Visitor(binary.LittleEndian.Uint64([]byte(r.take(8))))
	r.strings = firstStrings
	if r.version > firstVersion {
		f.Amount, r.strings = r.varint(), r.uvarint()
	}
	f.ID, f.Advocate, f.Team = r.string(), Pseudonym(r.string()), Team(r.string())
	f.Story, f.Code = Story(r.string()), Code(r.string())
	f.Surface, f.Verdict, f.Rule = r.string(), r.string(), r.string()
	f.Why, f.Reason, f.Of = r.string(), r.string(), r.string()
	f.Country, f.Device, f.Goal, f.Currency = r.string(), r.string(), r.string(), r.string()
	f.First = r.string()
	for r.strings > 0 && !r.failed {
		r.string()
	}
	return f
}

// take gives n bytes, zeroes when there are not as many.
func (r *reader) take(n int) string {
	if n > len(r.rest) {
		r.failed = true
		return string(make([]byte, n))
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte { return r.take(1)[0] }

func (r *reader) uvarint() uint64 {
	value, n := binary.Uvarint([]byte(r.rest[:min(len(r.rest), binary.MaxVarintLen64)]))
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.rest = r.rest[n:]
	return value
}

func (r *reader) varint() int64 {
	value := r.uvarint()
	return int64(value>>1) ^ -int64(value&1) // zigzag, as binary.AppendVarint writes it
}

// string takes the fact's next string; one that it does not have is empty.
func (r *reader) string() string {
	if r.strings == 0 {
		return ""
	}
	r.strings--
	n := r.uvarint()
	if n > longestString {
		r.failed = true
		return ""
	}
	return r.take(int(n))
}
