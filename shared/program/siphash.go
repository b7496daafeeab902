package program

import "math/bits"

// sipHash is SipHash-2-4 with 64 bits of output (J.-P. Aumasson and D. J. Bernstein, "SipHash: a
// fast short-input PRF", 2012), taking its input in pieces.
type sipHash struct {
	v0, v1, v2, v3 uint64
	tail           uint64 // bytes not yet taken in, the first lowest
	length         uint64
}

func newSipHash(key *[16]byte) sipHash {
	k0, k1 := littleEndian(key[:8]), littleEndian(key[8:])
	return sipHash{
		v0: k0 ^ 0x736f6d6570736575, v1: k1 ^ 0x646f72616e646f6d,
		v2: k0 ^ 0x6c7967656e657261, v3: k1 ^ 0x7465646279746573,
	}
}

func littleEndian(b []byte) (v uint64) {
	for i, c := range b {
		v |= uint64(c) << (8 * i)
	}
	return v
}

func (h *sipHash) write(b []byte) {
	tail, length := h.tail, h.length
	for _, c := range b {
		tail |= uint64(c) << (8 * (length & 7))
		if length++; length&7 == 0 {
			h.block(tail)
			tail = 0
		}
	}
	h.tail, h.length = tail, length
}

func (h *sipHash) block(m uint64) {
	h.v3 ^= m
	h.round()
	h.round()
	h.v0 ^= m
}

func (h *sipHash) round() {
	h.v0 += h.v1
	h.v1 = bits.RotateLeft64(h.v1, 13) ^ h.v0
	h.v0 = bits.RotateLeft64(h.v0, 32)
	h.v2 += h.v3
	h.v3 = bits.RotateLeft64(h.v3, 16) ^ h.v2
	h.v0 += h.v3
	h.v3 = bits.RotateLeft64(h.v3, 21) ^ h.v0
	h.v2 += h.v1
	h.v1 = bits.RotateLeft64(h.v1, 17) ^ h.v2
	h.v2 = bits.RotateLeft64(h.v2, 32)
}

// sum is the hash of what was written; h may go on to be written to.
func (h sipHash) sum() uint64 {
	h.block(h.tail | h.length<<56)
	h.v2 ^= 0xFF
	for range 4 {
		h.round()
	}
	return h.v0 ^ h.v1 ^ h.v2 ^ h.v3
}
