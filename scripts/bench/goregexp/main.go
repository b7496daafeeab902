//go:build wasip1

// Command goregexp is what the checker would be with Go's regexp: the same rules, the same
// target, bytes in, a count of matches out. It exists to be measured against.
package main

import (
	"regexp"
	"strings"
	"unsafe"
)

var (
	input []byte           //nolint:gochecknoglobals // exported functions have no receiver
	rules []*regexp.Regexp //nolint:gochecknoglobals // exported functions have no receiver
)

func main() {}

//go:wasmexport alloc
func alloc(n int32) unsafe.Pointer {
	input = make([]byte, n)
	return unsafe.Pointer(unsafe.SliceData(input))
}

// load takes one pattern a line.
//
//go:wasmexport load
func load(_ int32) int32 {
	rules = rules[:0]
	for line := range strings.Lines(string(input)) {
		rules = append(rules, regexp.MustCompile(strings.TrimSuffix(line, "\n")))
	}
	return int32(len(rules))
}

//go:wasmexport check
func check(_ int32) int32 {
	count := 0
	for _, r := range rules {
		count += len(r.FindAllIndex(input, -1))
	}
	return int32(count)
}
