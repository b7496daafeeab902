//go:build wasip1

package main

import "unsafe"

// held is the module's one state: exported functions have no receiver, and a reactor is one
// instance with its own memory.
var held module //nolint:gochecknoglobals // exported functions have no receiver

func main() {}

//go:wasmexport alloc
func exportAlloc(n int32) unsafe.Pointer {
	return unsafe.Pointer(unsafe.SliceData(held.alloc(int(n))))
}

//go:wasmexport load
func exportLoad(n int32) int64 { return packed(held.load(int(n))) }

//go:wasmexport library
func exportLibrary(n int32) int64 { return packed(held.library(int(n))) }

//go:wasmexport check
func exportCheck(n int32) int64 { return packed(held.check(int(n))) }

//go:wasmexport suggest
func exportSuggest(n int32) int64 { return packed(held.suggest(int(n))) }

//go:wasmexport near
func exportNear(n int32) int64 { return packed(held.near(int(n))) }

//go:wasmexport rulebook
func exportRulebook(n int32) int64 { return packed(held.rulebook(int(n))) }

// packed says where an answer stands; held keeps it alive until the next call.
func packed(answer []byte) int64 {
	at := uintptr(unsafe.Pointer(unsafe.SliceData(answer)))
	return int64(uint64(at)<<32 | uint64(len(answer)))
}
