package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// step is one program run from the root of the repository or from dir.
type step struct {
	name    string
	argv    []string
	dir     string
	env     []string
	golang  bool   // go test: reports its packages itself, outside the tally
	results string // where vitest leaves its JSON report
	cluster bool   // beside a Redis Cluster, whose addresses stand in the environment
}

// The packages that judge drafts or open bundles in the browser: tested natively and again under
// the target that ships them.
func checkerPackages() []string {
	return []string{
		"./shared/text", "./shared/match", "./shared/program", "./shared/check", "./shared/seal",
		"./shared/suggest", "./shared/wire",
	}
}

func courierPackages() []string { return []string{"./shared/seal", "./shared/wire", "./shared/client"} }

// The packages whose tests ask for a Redis that others share: on a cluster they share that.
func clusterPackages() []string {
	return []string{
		"./server/activity/...", "./server/auth", "./server/console", "./server/content", "./server/conversions", "./server/devicesync",
		"./server/links", "./server/points", "./server/redirect", "./server/rollout", "./server/upkeep", "./server/web", "./server/workspace",
	}
}

func allSteps(ctx context.Context) ([]step, error) {
	wasip1, err := wasip1Env()
	if err != nil {
		return nil, err
	}
	root, err := output(ctx, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	packages, err := testedTogether(ctx)
	if err != nil {
		return nil, err
	}
	exec := func(target string) string {
		return "-exec=" + filepath.Join(root, "lib/wasm/go_"+target+"_wasm_exec")
	}
	steps := []step{
		{name: "go vet", argv: []string{"go", "vet", "./..."}},
		{name: "import law", argv: []string{"go", "run", "./scripts/layers"}},
		{name: "reproducible archives", argv: []string{"go", "run", "./scripts/build", "-compare"}},
		{name: "web-ext lint", dir: "extension", argv: []string{
			"node_modules/.bin/web-ext", "lint", "--source-dir", "dist/firefox", "--warnings-as-errors",
			"--no-config-discovery", "--boring",
		}},
		{name: "wazero", argv: []string{"go", "build", "-o", "bin/wazero", "github.com/tetratelabs/wazero/cmd/wazero"}},
		{name: "go test", golang: true, argv: append([]string{"go", "test"}, packages...)},
		{name: "fault runs", golang: true, argv: []string{"go", "test", faultRuns}},
		{
			name: "go test, cluster", golang: true, cluster: true,
			argv: append([]string{"go", "test"}, clusterPackages()...),
		},
		{
			name: "go test, wasip1", golang: true, env: wasip1,
			argv: append([]string{"go", "test", exec("wasip1")}, checkerPackages()...),
		},
		{
			name: "go test, js", golang: true, env: []string{"GOOS=js", "GOARCH=wasm"},
			argv: append([]string{"go", "test", exec("js")}, courierPackages()...),
		},
	}
	return append(steps, append(extensionSteps(), endToEnd(), inFirefox())...), nil
}

// faultRuns start whole installations and kill them: they have the machine to themselves, so that
// what recovers late does so for a reason of its own.
const faultRuns = "./server/faultrun"

// testedTogether are all packages but those.
func testedTogether(ctx context.Context) ([]string, error) {
	listed, err := output(ctx, "go", "list", "./...")
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(strings.Fields(listed), func(path string) bool {
		return strings.HasSuffix(path, strings.TrimPrefix(faultRuns, "."))
	}), nil
}

func fastSteps() []step {
	return append([]step{
		{name: "format", argv: []string{".tools/golangci-lint", "fmt", "--diff"}},
		{name: "lint", argv: []string{".tools/golangci-lint", "run", "./..."}},
		{name: "vet, wasip1", argv: []string{"go", "vet", "./wasm/checker"}, env: []string{"GOOS=wasip1", "GOARCH=wasm"}},
		{name: "vet, js", argv: []string{"go", "vet", "./wasm/courier"}, env: []string{"GOOS=js", "GOARCH=wasm"}},
		{name: "import law", argv: []string{"go", "run", "./scripts/layers"}},
		{name: "generated files", argv: []string{"go", "run", "./scripts/build", "-check"}},
		{name: "go test", golang: true, argv: []string{"go", "test", "./shared/...", "./scripts/..."}},
	}, extensionSteps()...)
}

func extensionSteps() []step {
	return []step{
		{name: "types", dir: "extension", argv: []string{"npm", "run", "--silent", "types"}},
		{name: "biome", dir: "extension", argv: []string{"npm", "run", "--silent", "lint"}},
		vitest("units", "vitest.config.ts", "bin/units.json"),
	}
}

func inFirefox() step {
	return vitest("end to end, Firefox", "vitest.firefox.config.ts", "bin/firefox.json")
}

func endToEnd() step { return vitest("end to end", "vitest.e2e.config.ts", "bin/e2e.json") }

func vitest(name, config, results string) step {
	return step{name: name, dir: "extension", results: results, argv: []string{
		"node_modules/.bin/vitest", "run", "--config", config,
		"--reporter=default", "--reporter=json", "--outputFile.json=../" + results,
	}}
}

// wasip1Env runs wasip1 tests by wazero, built from the version in go.mod. The working folder
// travels as PWD: the runner starts in the package's own.
func wasip1Env() ([]string, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(here, "bin") + string(os.PathListSeparator) + os.Getenv("PATH")
	return []string{"GOOS=wasip1", "GOARCH=wasm", "GOWASIRUNTIME=wazero", "PATH=" + path}, nil
}

// Every fuzz target gets fuzzTime: long enough to leave the seeds well behind on two cores, short
// enough for a night.
const fuzzTime = "2m"

func soakSteps(ctx context.Context) ([]step, error) {
	steps := []step{{name: "go test, races", golang: true, env: []string{"CGO_ENABLED=1"}, argv: []string{"go", "test", "-race", "./..."}}}
	steps = append(steps, step{name: "sixty fault runs", golang: true, env: []string{"VOUCH_FAULT_RUNS=60"}, argv: []string{
		"go", "test", "-count=1", "-timeout", "40m", "./server/faultrun",
	}})
	steps = append(steps, enduring()...)
	packages, err := output(ctx, "go", "list", "./shared/...", "./server/...")
	if err != nil {
		return nil, err
	}
	for pkg := range strings.Lines(packages) {
		pkg = strings.TrimSpace(pkg)
		listed, err := exec.CommandContext(ctx, "go", "test", "-list", "^Fuzz", pkg).Output()
		if err != nil {
			return nil, fmt.Errorf("listing the fuzz targets of %s: %w", pkg, err)
		}
		for target := range strings.Lines(string(listed)) {
			if target = strings.TrimSpace(target); strings.HasPrefix(target, "Fuzz") {
				steps = append(steps, step{name: target, golang: true, argv: []string{
					"go", "test", "-run", "^$", "-fuzz", "^" + target + "$", "-fuzztime", fuzzTime, pkg,
				}})
			}
		}
	}
	return steps, nil
}

// enduring are the end-to-end tests that make test runs a short version of: as many keystrokes as
// two hours of fast typing have, and a killed worker at every point of its work.
func enduring() []step {
	typing := vitest("two hours of typing", "vitest.e2e.config.ts", "bin/soak.json")
	typing.env = []string{"VOUCH_SOAK_KEYS=48000"}
	typing.argv = append(typing.argv, "e2e/soak.test.ts")
	kills := vitest("a killed worker, everywhere", "vitest.e2e.config.ts", "bin/kills.json")
	kills.env = []string{"VOUCH_KILLS=all"}
	kills.argv = append(kills.argv, "e2e/kills.test.ts")
	return []step{typing, kills}
}

func output(ctx context.Context, name string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
