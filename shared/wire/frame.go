package wire

import (
	"encoding/binary"
	"errors"
	"math"
)

// A frame is what enters the checker and what a library bundle carries: fields one after the
// other in a fixed order, nothing between them, integers little-endian:
//
//	text   u32 length in bytes, then UTF-8
//	number i64
//	list   u32 count, then its items
//
// extension/wire/frames.ts writes the same bytes; testdata/frames.json pins both. The first
// byte of a frame is its version.

// The first byte of a frame is its version. Drafts come from the extension that ships with the
// checker; what else travels in frames may be older, so that their versions differ.
const (
	FrameVersion = 1 // of every frame but a draft's
	CheckVersion = 2 // of a draft
)

// ErrFrame is the answer to bytes that are no frame: too short, too long or of another version.
var ErrFrame = errors.New("the frame is malformed")

func appendText(dst []byte, s string) []byte {
	return append(appendSize(dst, len(s)), s...)
}

func appendNumber(dst []byte, n int64) []byte {
	return binary.LittleEndian.AppendUint64(dst, uint64(n))
}

func appendSize(dst []byte, n int) []byte {
	return binary.LittleEndian.AppendUint32(dst, uint32(n))
}

func appendTexts(dst []byte, list []string) []byte {
	dst = appendSize(dst, len(list))
	for _, s := range list {
		dst = appendText(dst, s)
	}
	return dst
}

// reader takes fields off a frame. After the first field that is not there it yields zero
// values and stays failed, so that a caller asks once, at the end. Texts read from a string
// share its memory, texts read from bytes are copied one by one.
type reader[B string | []byte] struct {
	rest   B
	failed bool
}

func openFrame[B string | []byte](frame B, version byte) *reader[B] {
	r := &reader[B]{rest: frame}
	if r.byte() != version {
		r.fail()
	}
	return r
}

func (r *reader[B]) fail() {
	r.rest = r.rest[:0]
	r.failed = true
}

func (r *reader[B]) take(n int) B {
	if n > len(r.rest) {
		r.fail()
		return r.rest
	}
	head := r.rest[:n]
	r.rest = r.rest[n:]
	return head
}

func (r *reader[B]) byte() byte {
	if b := r.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *reader[B]) size() int {
	b := r.take(4)
	if len(b) < 4 {
		return 0
	}
	n := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
	if n > math.MaxInt32 {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader[B]) text() string { return string(r.take(r.size())) }

func (r *reader[B]) number() int64 {
	b := r.take(8)
	if len(b) < 8 {
		return 0
	}
	return int64(binary.LittleEndian.Uint64([]byte(b)))
}

// count is the length of a list whose items take at least least bytes each; a count that the
// rest of the frame cannot hold fails before memory is set aside for it.
func (r *reader[B]) count(least int) int {
	n := r.size()
	if n > len(r.rest)/least {
		r.fail()
		return 0
	}
	return n
}

func (r *reader[B]) texts() []string {
	n := r.count(4)
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

// end is nil when everything was there and nothing is left.
func (r *reader[B]) end() error {
	if r.failed || len(r.rest) > 0 {
		return ErrFrame
	}
	return nil
}
