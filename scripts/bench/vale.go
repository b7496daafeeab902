package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// vale is put there by scripts/setup bench.
const vale = ".tools/vale"

const processRounds = 9

// measureVale compares whole processes, since Vale is nothing else: rules read from files, one
// text checked, the answer printed as JSON. What a process costs that does nothing is a row of its
// own.
func measureVale(ctx context.Context) ([]row, error) {
	folder, err := os.MkdirTemp("", "vouch-bench-vale-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	set := newAuthor(seed+1).rules(phrases, patterns)
	draft := filepath.Join(folder, "draft.txt")
	files := set.valeFiles()
	files["draft.txt"] = []byte(newAuthor(seed+4).guilty(longest, set))
	files["bench.yaml"] = set.yaml()
	files["profile.yaml"] = []byte(profile)
	if err := writeAll(folder, files); err != nil {
		return nil, err
	}
	ours := []string{"bin/vouch", "check", "--pack", filepath.Join(folder, "bench.yaml"), "--profile", filepath.Join(folder, "profile.yaml"), "--format", "json", draft}
	theirs := []string{vale, "--config", filepath.Join(folder, ".vale.ini"), "--no-exit", "--output", "JSON", draft}
	if err := bothFind(ctx, ours, theirs); err != nil {
		return nil, err
	}
	check, err := processes(ctx, ours, theirs)
	if err != nil {
		return nil, err
	}
	start, err := processes(ctx, []string{"bin/vouch", "help"}, []string{vale, "--version"})
	if err != nil {
		return nil, err
	}
	return []row{
		less(checkName(longest, phrases, "a process that reads its rules"), "ms", check[0], "Vale", check[1]),
		less("a process that does nothing", "ms", start[0], "Vale", start[1]),
	}, nil
}

// valeFiles is the set as Vale takes it: a style of one file a rule.
func (s ruleSet) valeFiles() map[string][]byte {
	files := map[string][]byte{".vale.ini": []byte("StylesPath = styles\nMinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = Bench\n")}
	rule := func(name, more string) {
		files["styles/Bench/"+name+".yml"] = []byte("extends: existence\nmessage: \"Found %s\"\nlevel: warning\n" + more)
	}
	for i, r := range s.Phrases {
		rule(fmt.Sprintf("phrase%d", i), "ignorecase: true\ntokens: ["+quoted(r.Phrases)+"]\n")
	}
	for i, p := range s.Patterns {
		rule(fmt.Sprintf("pattern%d", i), "nonword: true\nraw: ['"+strings.ReplaceAll(p, "'", "''")+"']\n")
	}
	return files
}

func writeAll(folder string, files map[string][]byte) error {
	for name, data := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// bothFind holds that both read their rules: a contender that finds nothing measures nothing.
func bothFind(ctx context.Context, ours, theirs []string) error {
	said, err := printed(ctx, ours)
	if err != nil {
		return err
	}
	var reports []struct{ Findings []json.RawMessage }
	if err := json.Unmarshal(said, &reports); err != nil || len(reports) != 1 || len(reports[0].Findings) == 0 {
		return errors.New("vouch finds nothing in a text full of findings")
	}
	if said, err = printed(ctx, theirs); err != nil {
		return err
	}
	var alerts map[string][]json.RawMessage
	if err := json.Unmarshal(said, &alerts); err != nil || len(alerts) != 1 {
		return errors.New("the contender finds nothing in a text full of findings")
	}
	return nil
}

// printed runs a process; findings are no failure.
func printed(ctx context.Context, args []string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var said, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &complaint
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		return said.Bytes(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", args[0], err, complaint.Bytes())
	}
	return said.Bytes(), nil
}

// processes runs each command in turn and returns the median milliseconds of each.
func processes(ctx context.Context, commands ...[]string) ([]float64, error) {
	times := make([][]float64, len(commands))
	for range processRounds {
		for i, args := range commands {
			begin := time.Now()
			if _, err := printed(ctx, args); err != nil {
				return nil, err
			}
			times[i] = append(times[i], time.Since(begin).Seconds()*1000)
		}
	}
	medians := make([]float64, len(commands))
	for i := range times {
		medians[i] = median(times[i])
	}
	return medians, nil
}
