package seal

import (
	"encoding/binary"
	"strings"
)

// parts is a bundle cut at its seams, nothing verified yet.
type parts struct {
	Bundle
	head      []byte // what the signature covers
	digest    [digestSize]byte
	signature []byte
}

// parse cuts a bundle. Bytes that could be the beginning of one are torn; others are tampered.
func parse(b []byte) (*parts, error) {
	if len(b) < len(magic) {
		if strings.HasPrefix(magic, string(b)) {
			return nil, ErrTorn
		}
		return nil, ErrTampered
	}
	if string(b[:len(magic)]) != magic {
		return nil, ErrTampered
	}
	kind, rest, ok := cutName(b[len(magic):])
	if !ok {
		return nil, ErrTorn
	}
	workspace, rest, ok := cutName(rest)
	if !ok || len(rest) < fixed+signatureSize {
		return nil, ErrTorn
	}
	p := &parts{Bundle: Bundle{Header: Header{Kind: Kind(kind), Workspace: workspace}}}
	p.Revision = int64(binary.BigEndian.Uint64(rest))
	p.IssuedMs = int64(binary.BigEndian.Uint64(rest[8:]))
	length := binary.BigEndian.Uint32(rest[16:])
	copy(p.digest[:], rest[20:])
	p.head = b[:len(b)-len(rest)+fixed]
	p.signature = rest[fixed : fixed+signatureSize]
	p.Payload = rest[fixed+signatureSize:]
	return p, p.sized(length)
}

// sized compares the payload that came with the length announced.
func (p *parts) sized(length uint32) error {
	if length > MaxPayload || p.Revision < 1 || uint64(len(p.Payload)) > uint64(length) {
		return ErrTampered
	}
	if uint64(len(p.Payload)) < uint64(length) {
		return ErrTorn
	}
	return nil
}

// inOrder refuses to go back. The bundle held may be opened again; another one of the same
// revision may not.
func (p *parts) inOrder(bundle []byte, e Expect) error {
	if p.Revision > e.Newer {
		return nil
	}
	if p.Revision == e.Newer && DigestOf(bundle) == e.Held {
		p.Unchanged = true
		return nil
	}
	return ErrOlder
}

func cutName(b []byte) (name string, rest []byte, ok bool) {
	if len(b) == 0 || len(b) < 1+int(b[0]) {
		return "", nil, false
	}
	n := int(b[0])
	return string(b[1 : 1+n]), b[1+n:], true
}
