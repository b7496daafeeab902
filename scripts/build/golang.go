package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Paths and version control stay out of the binaries, so that the same sources give the same
// bytes in any folder.
func goFlags() []string {
	return []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w"}
}

// The checker is a reactor: exported functions, called as often as the host likes.
func buildChecker(ctx context.Context) error {
	return goBuild(ctx, []string{"GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0"},
		"-buildmode=c-shared", "-o", "bin/checker.wasm", "./wasm/checker")
}

func buildCourier(ctx context.Context) error {
	return goBuild(ctx, []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"},
		"-o", "bin/courier.wasm", "./wasm/courier")
}

func buildServer(ctx context.Context) error {
	return goBuild(ctx, []string{"CGO_ENABLED=0"}, "-o", "bin/vouch", "./server")
}

func goBuild(ctx context.Context, env []string, args ...string) error {
	return command(ctx, env, "go", append(goFlags(), args...)...)
}

// command runs a program quietly; what it said becomes the error's text when it fails.
func command(ctx context.Context, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return nil
}

func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeFile(to, data)
}

// writeFile leaves a file that already holds data untouched, so that what is built from it stays
// fresh.
func writeFile(path string, data []byte) error {
	if held, err := os.ReadFile(path); err == nil && bytes.Equal(held, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// goRoot asks the toolchain that builds: wasm_exec.js must be of its version.
func goRoot(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return string(bytes.TrimSpace(out)), nil
}
