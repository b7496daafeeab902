package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"vouch/shared/rule"

	"github.com/evanw/esbuild/pkg/api"
)

// task is what extension/bench reads (task.ts). Files are named by their paths.
type task struct {
	Checker   string      `json:"checker"`
	GoRegexp  string      `json:"goregexp"`
	Limit     string      `json:"limit"`
	Key       string      `json:"key"`
	Workspace string      `json:"workspace"`
	Cases     []benchCase `json:"cases"`

	FixedWorker string `json:"fixedWorker,omitempty"`
}

// benchCase is a text, the rules it is checked by, and the contenders.
type benchCase struct {
	Bundle      string   `json:"bundle"` // the set, sealed
	Fewer       string   `json:"fewer"`  // another set, sealed, for a contender of the same kind
	Expressions []string `json:"expressions"`
	Texts       []string `json:"texts"`   // taken in turn
	Against     []string `json:"against"` // keys of contenders

	Text       string              `json:"-"`
	name       func(string) string // by where it runs
	set, fewer ruleSet
	packs      []*rule.Pack
}

// The built benches stand below extension/, where Node finds the packages they import.
const hostFolder = "extension/dist/bench"

func newTask(cases []benchCase) (task, error) {
	here, err := os.Getwd()
	if err != nil {
		return task{}, err
	}
	folder := filepath.Join(here, hostFolder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return task{}, err
	}
	t := task{
		Checker:  filepath.Join(here, "bin/checker.wasm"),
		GoRegexp: filepath.Join(folder, "goregexp.wasm"), Limit: filepath.Join(folder, "limit.wasm"),
		Key: hex.EncodeToString(benchKey().Public().(ed25519.PublicKey)), Workspace: benchWorkspace,
	}
	for i, c := range cases {
		c.Texts, c.Expressions = variants(c.Text), c.set.expressions()
		c.Bundle = filepath.Join(folder, fmt.Sprintf("rules%d.bundle", i))
		if err := writeBundle(c.Bundle, c.set, c.packs); err != nil {
			return task{}, err
		}
		if len(c.fewer.Phrases) > 0 {
			c.Fewer = filepath.Join(folder, fmt.Sprintf("fewer%d.bundle", i))
			if err := writeBundle(c.Fewer, c.fewer, nil); err != nil {
				return task{}, err
			}
		}
		t.Cases = append(t.Cases, c)
	}
	return t, nil
}

func writeBundle(file string, set ruleSet, others []*rule.Pack) error {
	bundle, err := set.bundle(others...)
	if err != nil {
		return err
	}
	return os.WriteFile(file, bundle, 0o644)
}

// oneCase is a case without contenders: what starts and loads are measured with.
func oneCase(set ruleSet) []benchCase {
	return []benchCase{{set: set, Text: benchTexts()[0]}}
}

// buildGuests builds the contenders that are modules of our own.
func buildGuests(ctx context.Context) error {
	for _, name := range []string{"goregexp", "limit"} {
		_, err := output(ctx, []string{"GOOS=wasip1", "GOARCH=wasm"}, "go", "build", "-trimpath", "-ldflags=-s -w",
			"-buildmode=c-shared", "-o", filepath.Join(hostFolder, name+".wasm"), "./scripts/bench/"+name)
		if err != nil {
			return err
		}
	}
	return nil
}

// inNode runs extension/bench/NAME.ts on t and reads what it tells into result.
func inNode(ctx context.Context, name string, t task, result any, more ...string) error {
	script := filepath.Join(hostFolder, name+".mjs")
	err := bundle(api.BuildOptions{
		EntryPoints: []string{"extension/bench/" + name + ".ts"},
		Outfile:     script,
		Platform:    api.PlatformNode,
		Packages:    api.PackagesExternal,
		Plugins:     []api.Plugin{knowsItsPlace()},
	})
	if err != nil {
		return err
	}
	data, err := json.Marshal(t)
	if err != nil {
		return err
	}
	input := filepath.Join(hostFolder, "task.json")
	if err := os.WriteFile(input, data, 0o644); err != nil {
		return err
	}
	out, err := output(ctx, nil, "node", append([]string{script, input}, more...)...)
	if err != nil {
		return err
	}
	return json.Unmarshal(out, result)
}

func bundle(options api.BuildOptions) error {
	options.Bundle, options.Write = true, true
	options.Format, options.Target = api.FormatESModule, api.ES2022
	built := api.Build(options)
	if len(built.Errors) > 0 {
		return errors.New(strings.Join(api.FormatMessages(built.Errors, api.FormatMessagesOptions{}), ""))
	}
	return nil
}

// knowsItsPlace gives each file its own import.meta.url, which bundling would lose.
func knowsItsPlace() api.Plugin {
	return api.Plugin{Name: "knows-its-place", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.ts$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			placed := strings.ReplaceAll(string(source), "import.meta.url", fmt.Sprintf("%q", "file://"+args.Path))
			return api.OnLoadResult{Contents: &placed, Loader: api.LoaderTS}, nil
		})
	}}
}

func output(ctx context.Context, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, complaint.Bytes())
	}
	return out, nil
}
