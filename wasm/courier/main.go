//go:build !js

package main

import "os"

// main says that this program is no program of its own.
func main() {
	_, _ = os.Stderr.WriteString("courier runs in a browser: build it with GOOS=js GOARCH=wasm\n")
	os.Exit(2)
}
