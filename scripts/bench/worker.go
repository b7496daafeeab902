package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// measureWorker kills the extension's worker and types on: the time until the next finding is
// painted, beside the same worker answering with a fixed finding and no Wasm.
func measureWorker(ctx context.Context) ([]row, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	t := task{FixedWorker: filepath.Join(here, hostFolder, "fixedworker.js")}
	if err := buildFixedWorker(t.FixedWorker); err != nil {
		return nil, err
	}
	var told struct{ Vouch, Fixed float64 }
	if err := inNode(ctx, "worker", t, &told); err != nil {
		return nil, err
	}
	return []row{less("worker killed to finding painted", "ms", told.Vouch, "the same worker, a fixed finding", told.Fixed)}, nil
}

// buildFixedWorker is the extension's own worker with another checker.
func buildFixedWorker(file string) error {
	other, err := filepath.Abs("extension/bench/fixedchecker.ts")
	if err != nil {
		return err
	}
	swap := api.Plugin{Name: "swap-checker", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `/checker/checker\.ts$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: other}, nil
		})
		build.OnResolve(api.OnResolveOptions{Filter: `wasm_exec\.js$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "./wasm_exec.js", External: true}, nil
		})
	}}
	return bundle(api.BuildOptions{
		EntryPoints: []string{"extension/background/main.ts"},
		Outfile:     file,
		Platform:    api.PlatformBrowser,
		Plugins:     []api.Plugin{swap},
	})
}
