// Command build makes everything that is shipped, from the root of the repository:
//
//	bin/vouch                        the server and command line
//	bin/checker.wasm, courier.wasm   the two modules
//	extension/dist/{chrome,firefox}  unpacked extensions
//	extension/dist/fixtures          the editors of the pages that tests write in
//	bin/vouch-{chrome,firefox}.zip   the same, packed; the same bytes from the same sources
//	server/practice/dist             the practice page's editor, embedded in bin/vouch
//	extension/wire/*.gen.ts          types generated from shared/wire and the OpenAPI document
//
// With -check it builds nothing and fails when a committed generated file is stale. With -extension
// it makes the modules, the extensions and their archives alone. With -compare it makes these again
// in another folder, and fails when the archives differ from those in bin.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

// step is one thing the build makes. Steps run in order: later ones pack what earlier ones made.
type step struct {
	name string
	run  func(context.Context) error
}

func main() {
	check := flag.Bool("check", false, "only say whether committed generated files are current")
	extension := flag.Bool("extension", false, "make the extensions and their archives alone")
	compare := flag.Bool("compare", false, "make the archives again elsewhere and compare them")
	flag.Parse()
	work := func(ctx context.Context) error { return run(ctx, allSteps()) }
	switch {
	case *check:
		work = checkGenerated
	case *extension:
		work = func(ctx context.Context) error { return run(ctx, extensionSteps()) }
	case *compare:
		work = compareBuilds
	}
	if err := work(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func allSteps() []step {
	return slices.Concat(
		[]step{{"types", writeGenerated}},
		extensionSteps(),
		[]step{{"fixtures", buildFixtures}, {"practice page", copyPractice}, {"vouch", buildServer}},
	)
}

func extensionSteps() []step {
	return []step{
		{"checker.wasm", buildChecker},
		{"courier.wasm", buildCourier},
		{"extension", buildExtensions},
		{"archives", packExtensions},
	}
}

func run(ctx context.Context, steps []step) error {
	for _, s := range steps {
		start := time.Now()
		if err := s.run(ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Printf("build: %-14s %5.1f s\n", s.name, time.Since(start).Seconds())
	}
	return nil
}
