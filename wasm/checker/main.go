//go:build !wasip1

package main

import "os"

// main says that this program is no program of its own.
func main() {
	_, _ = os.Stderr.WriteString("checker is a WebAssembly reactor: build it with GOOS=wasip1 GOARCH=wasm -buildmode=c-shared\n")
	os.Exit(2)
}
