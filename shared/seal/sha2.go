package seal

import (
	"encoding/binary"
	"math/bits"
)

// SHA-2 as FIPS 180-4 writes it down. The standard library's own brings a certified module of
// ciphers with it, 140 KB of the checker's megabyte; here everything hashed is public, so nothing
// hangs on its time. The tests hold both against the standard library.

// cubeRoots are the first 64 bits of the fractional parts of the cube roots of the first 80 primes;
// SHA-256 takes the first 32 bits of the first 64.
var cubeRoots = [80]uint64{
	0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
	0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
	0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
	0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
	0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
	0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
	0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
	0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
	0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
	0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
	0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
	0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
	0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
	0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
	0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
	0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
	0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
	0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
	0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
	0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
}

// squareRoots are the same of the square roots of the first 8 primes.
var squareRoots = [8]uint64{
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
}

// padded is the end of a message that fills no whole block: the rest, a one bit, zeros, and the
// length in bits. A block's length field has width bytes, of which the last eight suffice.
func padded(message []byte, block, width int) []byte {
	rest := message[len(message)/block*block:]
	size := block
	if len(rest)+1+width > block {
		size = 2 * block
	}
	out := make([]byte, size)
	copy(out, rest)
	out[len(rest)] = 0x80
	binary.BigEndian.PutUint64(out[size-8:], uint64(len(message))*8)
	return out
}

// sum256 is the SHA-256 of a message.
func sum256(message []byte) (sum [32]byte) {
	var h [8]uint32
	for i := range h {
		h[i] = uint32(squareRoots[i] >> 32)
	}
	blocks256(&h, message[:len(message)/64*64])
	blocks256(&h, padded(message, 64, 8))
	for i, v := range h {
		binary.BigEndian.PutUint32(sum[4*i:], v)
	}
	return sum
}

// chunk is how many bytes are hashed by one call. A browser runs a module at first by code that it
// made in haste, and better code takes over at the next call, never within one.
const chunk = 4096

func blocks256(h *[8]uint32, p []byte) {
	var w [64]uint32
	for ; len(p) > chunk; p = p[chunk:] {
		chunk256(h, &w, p[:chunk])
	}
	chunk256(h, &w, p)
}

//go:noinline
func chunk256(h *[8]uint32, w *[64]uint32, p []byte) {
	for ; len(p) >= 64; p = p[64:] {
		block := p[:64]
		for i := range 16 {
			w[i] = binary.BigEndian.Uint32(block[4*i : 4*i+4])
		}
		for i := 16; i < 64; i++ {
			x, y := w[i-15], w[i-2]
			s0 := bits.RotateLeft32(x, -7) ^ bits.RotateLeft32(x, -18) ^ x>>3
			s1 := bits.RotateLeft32(y, -17) ^ bits.RotateLeft32(y, -19) ^ y>>10
			w[i] = w[i-16] + s0 + w[i-7] + s1
		}
		rounds256(h, w)
	}
}

// rounds256 is eight rounds at a time: the names move round instead of the values.
func rounds256(h *[8]uint32, w *[64]uint32) {
	a, b, c, d, e, f, g, k := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
	for i := 0; i < 64; i += 8 {
		v, r := w[i:i+8:i+8], cubeRoots[i:i+8:i+8]
		d, k = round256(a, b, c, d, e, f, g, k+v[0]+uint32(r[0]>>32))
		c, g = round256(k, a, b, c, d, e, f, g+v[1]+uint32(r[1]>>32))
		b, f = round256(g, k, a, b, c, d, e, f+v[2]+uint32(r[2]>>32))
		a, e = round256(f, g, k, a, b, c, d, e+v[3]+uint32(r[3]>>32))
		k, d = round256(e, f, g, k, a, b, c, d+v[4]+uint32(r[4]>>32))
		g, c = round256(d, e, f, g, k, a, b, c+v[5]+uint32(r[5]>>32))
		f, b = round256(c, d, e, f, g, k, a, b+v[6]+uint32(r[6]>>32))
		e, a = round256(b, c, d, e, f, g, k, a+v[7]+uint32(r[7]>>32))
	}
	h[0], h[1], h[2], h[3] = h[0]+a, h[1]+b, h[2]+c, h[3]+d
	h[4], h[5], h[6], h[7] = h[4]+e, h[5]+f, h[6]+g, h[7]+k
}

// round256 is one round, the word and its constant added to the last value already. It returns what
// becomes the fifth and the first value.
func round256(a, b, c, d, e, f, g, k uint32) (fifth, first uint32) {
	t1 := k + (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) + (g ^ e&(f^g))
	t2 := (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b | c&(a|b))
	return d + t1, t1 + t2
}

// sum512 is the SHA-512 of a message.
func sum512(message []byte) (sum [64]byte) {
	h := squareRoots
	blocks512(&h, message[:len(message)/128*128])
	blocks512(&h, padded(message, 128, 16))
	for i, v := range h {
		binary.BigEndian.PutUint64(sum[8*i:], v)
	}
	return sum
}

func blocks512(h *[8]uint64, p []byte) {
	var w [80]uint64
	for ; len(p) > 0; p = p[128:] {
		for i := range 16 {
			w[i] = binary.BigEndian.Uint64(p[8*i:])
		}
		for i := 16; i < 80; i++ {
			x, y := w[i-15], w[i-2]
			s0 := bits.RotateLeft64(x, -1) ^ bits.RotateLeft64(x, -8) ^ x>>7
			s1 := bits.RotateLeft64(y, -19) ^ bits.RotateLeft64(y, -61) ^ y>>6
			w[i] = w[i-16] + s0 + w[i-7] + s1
		}
		a, b, c, d, e, f, g, k := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
		for i := range w {
			s1 := bits.RotateLeft64(e, -14) ^ bits.RotateLeft64(e, -18) ^ bits.RotateLeft64(e, -41)
			t1 := k + s1 + (e&f ^ ^e&g) + cubeRoots[i] + w[i]
			s0 := bits.RotateLeft64(a, -28) ^ bits.RotateLeft64(a, -34) ^ bits.RotateLeft64(a, -39)
			t2 := s0 + (a&b ^ a&c ^ b&c)
			a, b, c, d, e, f, g, k = t1+t2, a, b, c, d+t1, e, f, g
		}
		for i, v := range [8]uint64{a, b, c, d, e, f, g, k} {
			h[i] += v
		}
	}
}
