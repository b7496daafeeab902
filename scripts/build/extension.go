package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// entry is one bundle of the extension. Content scripts are no modules, the rest are.
type entry struct {
	source, name string
	format       api.Format
}

func entries() []entry {
	return []entry{
		{"background/main.ts", "background", api.FormatESModule},
		{"content/main.ts", "content", api.FormatIIFE},
		{"panel/main.ts", "panel", api.FormatESModule},
		{"popup/main.ts", "popup", api.FormatESModule},
		{"options/main.ts", "options", api.FormatESModule},
	}
}

// pages are copied flat beside the bundles, with the panel's style sheets, which all three use.
func pages() ([]string, error) {
	sheets, err := filepath.Glob("extension/panel/*.css")
	return append(sheets,
		"extension/panel/panel.html", "extension/popup/popup.html", "extension/options/options.html"), err
}

// browsers are the two builds: they differ in their manifest, and so in what identity says of it.
func browsers() []string { return []string{"chrome", "firefox"} }

func buildExtensions(ctx context.Context) error {
	files, err := extensionFiles(ctx)
	if err != nil {
		return err
	}
	for _, browser := range browsers() {
		manifest, err := os.ReadFile("extension/manifest." + browser + ".json")
		if err != nil {
			return err
		}
		files["manifest.json"] = manifest
		if files[identityFile], err = identity(files); err != nil {
			return err
		}
		if err := fill(filepath.Join("extension/dist", browser), files); err != nil {
			return err
		}
	}
	return nil
}

// extensionFiles is the whole extension but its manifest and its identity, by name.
func extensionFiles(ctx context.Context) (map[string][]byte, error) {
	files, err := bundle()
	if err != nil {
		return nil, err
	}
	root, err := goRoot(ctx)
	if err != nil {
		return nil, err
	}
	sources := map[string]string{
		// Chromium reads policies by it; Firefox needs no such file and minds none.
		"managed_schema.json": "extension/managed_schema.json",

		"checker.wasm": "bin/checker.wasm",
		"courier.wasm": "bin/courier.wasm",
		"wasm_exec.js": filepath.Join(root, "lib/wasm/wasm_exec.js"),
	}
	flat, err := pages()
	if err != nil {
		return nil, err
	}
	for _, page := range flat {
		sources[filepath.Base(page)] = page
	}
	for _, kept := range []string{"icons/*.png", "_locales/*/messages.json"} {
		found, err := fs.Glob(os.DirFS("extension"), kept)
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			sources[name] = filepath.Join("extension", name)
		}
	}
	for name, source := range sources {
		if files[name], err = os.ReadFile(source); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// bundle compiles every entry. It checks no types: `make test` and `make check` run tsc.
func bundle() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, e := range entries() {
		result := api.Build(api.BuildOptions{
			EntryPoints:       []string{"extension/" + e.source},
			Outfile:           e.name + ".js",
			Bundle:            true,
			Format:            e.format,
			Target:            api.ES2022,
			Engines:           []api.Engine{{Name: api.EngineChrome, Version: "116"}, {Name: api.EngineFirefox, Version: "142"}},
			Charset:           api.CharsetUTF8,
			LegalComments:     api.LegalCommentsNone,
			MinifySyntax:      true,
			MinifyWhitespace:  false, // stores review what people can read
			TreeShaking:       api.TreeShakingTrue,
			Plugins:           []api.Plugin{besideBundle("wasm_exec.js")},
			LogLevel:          api.LogLevelSilent,
			AllowOverwrite:    true,
			Write:             false,
			TsconfigRaw:       "{}",
			Sourcemap:         api.SourceMapNone,
			MainFields:        []string{"module", "main"},
			PreserveSymlinks:  true, // where packages really stand must not be told by the bundle
			IgnoreAnnotations: false,
		})
		if len(result.Errors) > 0 {
			text := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
			return nil, errors.New(strings.Join(text, ""))
		}
		files[e.name+".js"] = result.OutputFiles[0].Contents
	}
	return files, nil
}

// besideBundle leaves the import of a file as it is: Go's own loader is shipped unchanged, next
// to the bundle that imports it.
func besideBundle(file string) api.Plugin {
	return api.Plugin{Name: "beside-bundle", Setup: func(build api.PluginBuild) {
		filter := strings.ReplaceAll(file, ".", `\.`) + "$"
		build.OnResolve(api.OnResolveOptions{Filter: filter}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "./" + file, External: true}, nil
		})
	}}
}

// fill makes folder hold exactly files. It writes only what differs and keeps the folder itself:
// a browser may have it loaded.
func fill(folder string, files map[string][]byte) error {
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if _, wanted := files[filepath.ToSlash(name)]; !wanted {
			return os.Remove(path)
		}
		return nil
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("cleaning %s: %w", folder, err)
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(folder, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	return nil
}
