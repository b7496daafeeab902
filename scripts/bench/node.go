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

	"github.com/evanw/esbuild/pkg/api"
)

// task is what extension/bench reads (task.ts).
type task struct {
	Checker   string   `json:"checker"`
	GoRegexp  string   `json:"goregexp"`
	Bundle    string   `json:"bundle"`
	Key       string   `json:"key"`
	Workspace string   `json:"workspace"`
	Patterns  []string `json:"patterns"`
	Texts     []string `json:"texts"`

	FixedWorker string `json:"fixedWorker,omitempty"`
}

// The built benches stand below extension/, where Node finds the packages they import.
const hostFolder = "extension/dist/bench"

func newTask(set ruleSet, texts []string) (task, error) {
	bundle, err := set.bundle()
	if err != nil {
		return task{}, err
	}
	here, err := os.Getwd()
	if err != nil {
		return task{}, err
	}
	t := task{
		Checker:   filepath.Join(here, "bin/checker.wasm"),
		GoRegexp:  filepath.Join(here, hostFolder, "goregexp.wasm"),
		Bundle:    filepath.Join(here, hostFolder, "rules.bundle"),
		Key:       hex.EncodeToString(benchKey().Public().(ed25519.PublicKey)),
		Workspace: benchWorkspace,
		Patterns:  set.patterns(),
		Texts:     texts,
	}
	if err := os.MkdirAll(hostFolder, 0o755); err != nil {
		return task{}, err
	}
	return t, os.WriteFile(t.Bundle, bundle, 0o644)
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
