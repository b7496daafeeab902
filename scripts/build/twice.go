package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// sources are what the archives are made from, beside the npm packages.
func sources() []string {
	return []string{"go.mod", "go.sum", "extension", "scripts", "shared", "wasm"}
}

// compareBuilds makes the archives once more, from a copy of the sources in another folder, and
// fails when a byte differs from those in bin.
func compareBuilds(ctx context.Context) (err error) {
	copied, err := os.MkdirTemp("", "vouch-again-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(copied)) }()
	for _, name := range sources() {
		if err := copyTree(filepath.Join(copied, name), name); err != nil {
			return err
		}
	}
	packages, err := filepath.Abs("extension/node_modules")
	if err != nil {
		return err
	}
	if err := os.Symlink(packages, filepath.Join(copied, "extension/node_modules")); err != nil {
		return err
	}
	again := exec.CommandContext(ctx, "go", "run", "./scripts/build", "-extension")
	again.Dir, again.Stderr = copied, os.Stderr
	if err := again.Run(); err != nil {
		return fmt.Errorf("building again in %s: %w", copied, err)
	}
	return sameArchives("bin", filepath.Join(copied, "bin"))
}

func sameArchives(one, other string) error {
	var problems []error
	for _, browser := range browsers() {
		name := "vouch-" + browser + ".zip"
		a, err := os.ReadFile(filepath.Join(one, name))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			problems = append(problems, fmt.Errorf("%s: two builds of the same sources differ (bin may be older than the sources: make build)", name))
			continue
		}
		fmt.Printf("build: %s is the same from another folder (%d bytes)\n", name, len(a))
	}
	return errors.Join(problems...)
}

// copyTree copies files but not what was built from them or installed beside them.
func copyTree(to, from string) error {
	made := []string{"extension/node_modules", "extension/dist"}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case slices.Contains(made, filepath.ToSlash(path)):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		rest, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return copyFile(filepath.Join(to, rest), path)
	})
}
