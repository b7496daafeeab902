package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/prove"
	"vouch/shared/rule"
)

const (
	// corpusDay is the day of a text that has none: the day the shipped rules' sources were read.
	corpusDay = "2026-11-21"
	// corpusProfile is the profile of a text that names none.
	corpusProfile = "acme"
)

// corpusRun judges the texts of one corpus with some packs.
type corpusRun struct {
	env      Env
	packs    []*rule.Pack
	checkers map[string]*check.Checker // by the profile's file
	tally    *prove.Tally
}

// runCorpus judges files of labelled texts, and of a folder every such file. whole says that the
// packs are all there are.
func runCorpus(env Env, paths []string, loaded []*rule.Pack, whole bool) (*prove.Tally, error) {
	var files []string
	for _, path := range paths {
		more, err := corpusFiles(path)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	run := corpusRun{env: env, packs: loaded, checkers: map[string]*check.Checker{}, tally: prove.NewTally(loaded, whole)}
	for _, file := range files {
		if err := readInput(env, file, func(in io.Reader) error { return run.file(file, in) }); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return run.tally, nil
}

func corpusFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	files, err := filepath.Glob(filepath.Join(path, "*.jsonl"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: the folder has no .jsonl file", path)
	}
	return files, err
}

func (c *corpusRun) file(path string, in io.Reader) error {
	reader := bufio.NewReaderSize(in, 64<<10)
	for n, ended := 1, false; !ended; n++ {
		line, err := readLine(reader)
		if ended = errors.Is(err, io.EOF); ended {
			err = nil
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && err == nil {
			err = c.judge(path, line)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (c *corpusRun) judge(path string, line []byte) error {
	sample, err := prove.ParseSample(line, corpusDay)
	if err != nil {
		return err
	}
	checker, err := c.checker(filepath.Dir(path), sample.Profile)
	if err != nil {
		return err
	}
	report, err := checker.Check(sample.Draft)
	if err != nil {
		return fmt.Errorf("%s: %w", sample.ID, err)
	}
	c.tally.Add(sample, report)
	return nil
}

// checker judges with the profile of that name, which stands in profiles/ beside the corpus. A
// corpus without a profile of its own is judged with an empty one.
func (c *corpusRun) checker(dir, name string) (*check.Checker, error) {
	own := name == ""
	if own {
		name = corpusProfile
	}
	path := filepath.Join(dir, "profiles", filepath.Base(name)+".yaml")
	if c.checkers[path] != nil {
		return c.checkers[path], nil
	}
	profile, err := loadProfile(c.env, path)
	if own && os.IsNotExist(err) {
		profile, err = &rule.Profile{}, nil
	}
	if err != nil {
		return nil, err
	}
	compiled, err := compile.Compile(c.packs, profile)
	if err != nil {
		return nil, err
	}
	c.checkers[path] = check.New(compiled)
	return c.checkers[path], nil
}
