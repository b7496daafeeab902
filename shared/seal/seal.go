// Package seal signs what travels to devices, and opens it again.
//
// A sealed bundle is bytes alone, all integers big-endian:
//
//	magic     7  "VSEAL1\n"
//	kind      1 length + bytes   "rules", "library" or "surfaces"
//	workspace 1 length + bytes
//	revision  8  int64, 1 and up
//	issued    8  int64, Unix milliseconds
//	length    4  of the payload
//	digest   32  SHA-256 of the payload
//	signature 64 Ed25519 over a domain prefix and everything above
//	payload
//
// The signature covers the payload through its digest, so that a device hashes it once.
//
// It promises that Open never panics on any bytes, that a payload is handed out only when
// every byte of the bundle is as it was signed, and that a device which tells what it holds
// never goes back to an older revision.
package seal

import (
	"encoding/binary"
	"errors"
)

// Kind says what a bundle carries.
type Kind string

// The kinds.
const (
	Rules   Kind = "rules"   // the image of a program
	Library Kind = "library" // the stories offered for sharing, as wire.AppendLibrary writes them
	// Surfaces is what a device needs to know of the pages it works on, as JSON. It is data: who
	// reads it knows each of its fields.
	Surfaces Kind = "surfaces"
)

// MaxPayload bounds a payload in bytes: a program of 10,000 phrases is near one megabyte, and
// a device must be able to refuse a length before it sets memory aside.
const MaxPayload = 8 << 20

// Why a bundle is refused. The errors are values: compare with errors.Is, or call Reason.
var (
	ErrTorn     = errors.New("the bundle is incomplete")
	ErrTampered = errors.New("the bundle is not as it was signed")
	ErrForeign  = errors.New("the bundle belongs to another workspace")
	ErrKind     = errors.New("the bundle is of another kind")
	ErrOlder    = errors.New("the bundle is older than the one held")
	ErrHeader   = errors.New("the bundle cannot be sealed: its header is out of range")
)

// Header names a bundle.
type Header struct {
	Kind      Kind
	Workspace string
	Revision  int64 // 1 and up, rising with every publication and rollback
	IssuedMs  int64 // Unix milliseconds
}

// Digest is the SHA-256 of a whole sealed bundle.
type Digest [digestSize]byte

// Expect is what the opener knows.
type Expect struct {
	Kind      Kind
	Workspace string
	Newer     int64  // the revision held; 0 is none
	Held      Digest // the digest of the bundle held; it may be opened again
}

// Bundle is an opened one. Payload shares the memory of the bytes it was opened from.
type Bundle struct {
	Header
	Payload   []byte
	Unchanged bool // it is the one held
}

const (
	magic  = "VSEAL1\n"
	domain = "vouch sealed bundle 1\x00"
	fixed  = 8 + 8 + 4 + digestSize // after the two names, before the signature
)

// Sign makes an Ed25519 signature of a message.
type Sign func(message []byte) []byte

// Seal signs payload. It refuses a header that could not be read back.
func Seal(sign Sign, h Header, payload []byte) ([]byte, error) {
	if h.Kind == "" || len(h.Kind) > 255 || h.Workspace == "" || len(h.Workspace) > 255 ||
		h.Revision < 1 || len(payload) > MaxPayload || sign == nil {
		return nil, ErrHeader
	}
	out := make([]byte, 0, len(magic)+2+len(h.Kind)+len(h.Workspace)+fixed+signatureSize+len(payload))
	out = append(out, magic...)
	out = appendName(out, string(h.Kind))
	out = appendName(out, h.Workspace)
	out = binary.BigEndian.AppendUint64(out, uint64(h.Revision))
	out = binary.BigEndian.AppendUint64(out, uint64(h.IssuedMs))
	out = binary.BigEndian.AppendUint32(out, uint32(len(payload)))
	sum := sum256(payload)
	out = append(out, sum[:]...)
	out = append(out, sign(signed(out))...)
	return append(out, payload...), nil
}

// Open verifies bundle against the pinned Ed25519 key and what the opener expects.
func Open(bundle []byte, key []byte, e Expect) (Bundle, error) {
	p, err := parse(bundle)
	if err != nil {
		return Bundle{}, err
	}
	if p.Workspace != e.Workspace { // said first: each workspace has its own key
		return Bundle{}, ErrForeign
	}
	if !verify(key, signed(p.head), p.signature) {
		return Bundle{}, ErrTampered
	}
	if sum256(p.Payload) != p.digest {
		return Bundle{}, ErrTampered
	}
	if p.Kind != e.Kind {
		return Bundle{}, ErrKind
	}
	if err := p.inOrder(bundle, e); err != nil {
		return Bundle{}, err
	}
	return p.Bundle, nil
}

// Read cuts a bundle and verifies nothing: for whoever sealed it.
func Read(bundle []byte) (Bundle, error) {
	p, err := parse(bundle)
	if err != nil {
		return Bundle{}, err
	}
	return p.Bundle, nil
}

// DigestOf is the digest of a sealed bundle, by which servers name it.
func DigestOf(bundle []byte) Digest { return sum256(bundle) }

// Reason is the stable name of a refusal: torn, tampered, foreign, other_kind, older; "" of any
// other error.
func Reason(err error) string {
	for _, r := range []struct {
		err  error
		name string
	}{
		{ErrTorn, "torn"},
		{ErrTampered, "tampered"},
		{ErrForeign, "foreign"},
		{ErrKind, "other_kind"},
		{ErrOlder, "older"},
	} {
		if errors.Is(err, r.err) {
			return r.name
		}
	}
	return ""
}

func signed(head []byte) []byte { return append([]byte(domain), head...) }

func appendName(dst []byte, name string) []byte {
	return append(append(dst, byte(len(name))), name...)
}
