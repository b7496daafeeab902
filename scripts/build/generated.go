package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// generated is a committed file made from another. It is committed so that editors, tsc and
// readers need no build.
type generated struct {
	file    string
	sources string // glob
	command []string
}

func generatedFiles() []generated {
	return []generated{
		{"extension/wire/types.gen.ts", "shared/wire/*.go", []string{"go", "run", "./scripts/wiregen"}},
		{"extension/wire/api.gen.ts", "server/api/openapi.*", []string{
			"extension/node_modules/.bin/openapi-typescript", "server/api/openapi.json",
			"-o", "extension/wire/api.gen.ts",
		}},
	}
}

// writeGenerated makes again what is older than its sources.
func writeGenerated(ctx context.Context) error {
	for _, g := range generatedFiles() {
		fresh, err := newerThan(g.file, g.sources)
		if err != nil {
			return err
		}
		if fresh {
			continue
		}
		if _, err := g.write(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkGenerated makes everything again and fails when a committed file changed by that.
func checkGenerated(ctx context.Context) error {
	var stale []error
	for _, g := range generatedFiles() {
		changed, err := g.write(ctx)
		if err != nil {
			return err
		}
		if changed {
			stale = append(stale, fmt.Errorf("%s was stale; it is made again from %s, commit it", g.file, g.sources))
		}
	}
	return errors.Join(stale...)
}

// write runs the generator and says whether the file changed.
func (g generated) write(ctx context.Context) (changed bool, err error) {
	before, err := os.ReadFile(g.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err := command(ctx, nil, g.command[0], g.command[1:]...); err != nil {
		return false, err
	}
	after, err := os.ReadFile(g.file)
	if err != nil {
		return false, err
	}
	return !bytes.Equal(before, after), nil
}

func newerThan(file, sources string) (bool, error) {
	target, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	names, err := filepath.Glob(sources)
	if err != nil {
		return false, err
	}
	for _, name := range names {
		source, err := os.Stat(name)
		if err != nil {
			return false, err
		}
		if source.ModTime().After(target.ModTime()) {
			return false, nil
		}
	}
	return true, nil
}
