package program

import "testing"

// TestSipHash: the first of the vectors published with the reference implementation
// (vectors_sip64), key 00 01 … 0f and input 00 01 … of that many bytes; that of 15 bytes is the
// example of the paper's appendix A.
func TestSipHash(t *testing.T) {
	want := []uint64{
		0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a, 0x85676696d7fb7e2d,
		0xcf2794e0277187b7, 0x18765564cd99a68d, 0xcbc9466e58fee3ce, 0xab0200f58b01d137,
		0x93f5f5799a932462, 0x9e0082df0ba9e4b0, 0x7a5dbbc594ddb9f3, 0xf4b32f46226bada7,
		0x751e8fbc860ee5fb, 0x14ea5627c0843d90, 0xf723ca908e7af2ee, 0xa129ca6149be45e5,
	}
	var key [16]byte
	var input [15]byte
	for i := range key {
		key[i] = byte(i)
	}
	for i := range input {
		input[i] = byte(i)
	}
	for n, sum := range want {
		whole, parts := newSipHash(&key), newSipHash(&key)
		whole.write(input[:n])
		for _, c := range input[:n] {
			parts.write([]byte{c})
			parts.sum() // asking does not disturb
		}
		if whole.sum() != sum || parts.sum() != sum {
			t.Errorf("%d bytes: %016x and in parts %016x, want %016x", n, whole.sum(), parts.sum(), sum)
		}
	}
}
