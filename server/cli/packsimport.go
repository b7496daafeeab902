package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/convert"
)

const packsImportUsage = `take over another tool's rules as a pack

usage: vouch packs import --from vale|csv|gitleaks [--name NAME] [--out FILE] PATH...

A PATH is a file, or a folder whose files of the tool's kind are read. The pack goes to standard
output, what could not be carried over to standard error and to the head of the pack. Terms become
phrases, which also match when disguised; replacements become swaps; everything else a pattern.
Each rule is proven on an example of its own before it is taken.

  --from TOOL   vale: styles' YAML; csv: a table of banned terms; gitleaks: its TOML
  --name NAME   the pack's name; default after the folder or the tool
  --out FILE    where to write; default standard output

exit: 0, 1 when no rule could be carried over, 2 misuse or an unreadable file.`

// reviewAfter is when a person should look at imported rules again, in days: half a year.
const reviewAfter = 182

// mostImport bounds one file to import, in bytes.
const mostImport = 16 << 20

// importer reads one tool's files.
type importer struct {
	endings []string
	convert func([]convert.File, convert.Options) (convert.Result, error)
}

func importers() map[string]importer {
	return map[string]importer{
		"vale":     {[]string{".yml", ".yaml"}, convert.Vale},
		"csv":      {[]string{".csv", ".tsv", ".txt"}, convert.CSV},
		"gitleaks": {[]string{".toml"}, convert.Gitleaks},
	}
}

func runPacksImport(_ context.Context, env Env, args []string) int {
	flags := newFlags("packs import")
	from, name, out := flags.String("from", "", ""), flags.String("name", "", ""), flags.String("out", "", "")
	paths, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs import: %v", err)
	}
	tool, known := importers()[*from]
	switch {
	case !known:
		return misuse(env, "packs import: say what the files are: --from vale, csv or gitleaks")
	case len(paths) == 0:
		return misuse(env, "packs import: name at least one file or folder")
	}
	files, err := importFiles(env, tool.endings, paths)
	if err != nil {
		return misuse(env, "packs import: %v", err)
	}
	day := today(env.Now())
	result, err := tool.convert(files, convert.Options{Name: *name, Today: day.String(), Review: (day + check.Date(reviewAfter)).String()})
	if err != nil {
		return misuse(env, "packs import: %v", err)
	}
	return writeImport(env, result, *out)
}

func writeImport(env Env, result convert.Result, out string) int {
	for _, note := range result.Notes {
		fmt.Fprintln(env.Stderr, note)
	}
	fmt.Fprintf(env.Stderr, "%d rules carried over, %d remarks\n", result.Rules, len(result.Notes))
	if result.Rules == 0 {
		return exitFindings
	}
	var err error
	if out != "" {
		err = os.WriteFile(out, result.YAML, 0o600)
	} else {
		_, err = env.Stdout.Write(result.YAML)
	}
	if err != nil {
		return misuse(env, "packs import: %v", err)
	}
	return exitOK
}

// importFiles reads the named files, and of named folders those with the tool's endings.
func importFiles(env Env, endings, paths []string) ([]convert.File, error) {
	var files []convert.File
	for _, path := range paths {
		inside, err := filesBelow(path, endings)
		if err != nil {
			return nil, err
		}
		for _, name := range inside {
			data, err := readUpTo(env, name, mostImport)
			if err != nil {
				return nil, err
			}
			files = append(files, convert.File{Name: filepath.ToSlash(name), Data: data})
		}
	}
	if len(files) == 0 {
		return nil, errors.New("there is no file ending in " + strings.Join(endings, " or ") + " there")
	}
	return files, nil
}

// filesBelow is path itself, unless it is a folder.
func filesBelow(path string, endings []string) ([]string, error) {
	if info, err := os.Stat(path); path == "-" || err == nil && !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
			files = append(files, name)
		}
		return err
	})
	return files, err
}
