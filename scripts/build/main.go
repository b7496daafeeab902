// Command build makes everything that is shipped, from the root of the repository:
//
//	bin/vouch                        the server and command line
//	bin/checker.wasm, courier.wasm   the two modules
//	extension/dist/{chrome,firefox}  unpacked extensions
//	bin/vouch-{chrome,firefox}.zip   the same, packed; the same bytes from the same sources
//	server/practice/dist             the practice page's editor, embedded in bin/vouch
//	extension/wire/*.gen.ts          types generated from shared/wire and the OpenAPI document
//
// With -check it builds nothing and fails when a committed generated file is stale.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"
)

// step is one thing the build makes. Steps run in order: later ones pack what earlier ones made.
type step struct {
	name string
	run  func(context.Context) error
}

func main() {
	check := flag.Bool("check", false, "only say whether committed generated files are current")
	flag.Parse()
	if err := run(context.Background(), *check); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, check bool) error {
	if check {
		return checkGenerated(ctx)
	}
	steps := []step{
		{"types", writeGenerated},
		{"checker.wasm", buildChecker},
		{"courier.wasm", buildCourier},
		{"extension", buildExtensions},
		{"practice page", copyPractice},
		{"vouch", buildServer},
		{"archives", packExtensions},
	}
	for _, s := range steps {
		start := time.Now()
		if err := s.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Printf("build: %-14s %5.1f s\n", s.name, time.Since(start).Seconds())
	}
	return nil
}
