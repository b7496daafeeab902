// Command wiregen writes extension/wire/types.gen.ts from the types of shared/wire.
//
//	go run ./scripts/wiregen          writes the file
//	go run ./scripts/wiregen -check   exits 1 when the file is not what it would write
//
// Structs with json tags become interfaces, omitempty becomes an optional field, a string type
// becomes the union of its constants. A type it cannot express is an error, never a guess.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	root := flag.String("root", ".", "the repository's root")
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	if err := run(*root, *check); err != nil {
		fmt.Fprintln(os.Stderr, "wiregen:", err)
		os.Exit(1)
	}
}

func run(root string, check bool) error {
	generated, err := generate(filepath.Join(root, "shared", "wire"))
	if err != nil {
		return err
	}
	path := filepath.Join(root, "extension", "wire", "types.gen.ts")
	if !check {
		return os.WriteFile(path, generated, 0o644)
	}
	standing, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(standing, generated) {
		return fmt.Errorf("%s is not what shared/wire says: run go run ./scripts/wiregen", path)
	}
	return nil
}
