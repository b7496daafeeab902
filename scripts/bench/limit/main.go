//go:build wasip1

// Command limit is what no checker can be faster than under Wasm: one pass over the bytes of a
// text, and the cutting of a text into words that ours begins with. It exists to be measured
// against.
package main

import (
	"unsafe"

	"vouch/shared/text"
)

var (
	input  []byte      //nolint:gochecknoglobals // exported functions have no receiver
	reader text.Reader //nolint:gochecknoglobals // exported functions have no receiver
)

func main() {}

//go:wasmexport alloc
func alloc(n int32) unsafe.Pointer {
	if int(n) > cap(input) {
		input = make([]byte, n)
	}
	input = input[:n]
	return unsafe.Pointer(unsafe.SliceData(input))
}

// scan looks at every byte once.
//
//go:wasmexport scan
func scan(_ int32) int32 {
	sum := int32(0)
	for _, c := range input {
		sum += int32(c)
	}
	return sum
}

//go:wasmexport read
func read(_ int32) int32 { return int32(len(reader.Read(string(input)).Words)) }
