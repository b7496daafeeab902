package cli

import (
	"fmt"
	"io"
	"os"
	"slices"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/rule"
)

// loadChecker compiles the named packs (none means every shipped one) for the profile of a
// file ("" is the empty profile).
func loadChecker(names []string, profilePath string) (*check.Checker, error) {
	loaded, err := loadPacks(names)
	if err != nil {
		return nil, err
	}
	profile, err := loadProfile(profilePath)
	if err != nil {
		return nil, err
	}
	program, err := compile.Compile(loaded, profile)
	if err != nil {
		return nil, err
	}
	return check.New(program), nil
}

func loadPacks(names []string) ([]*rule.Pack, error) {
	if len(names) == 0 {
		names = packs.Names()
	}
	loaded := make([]*rule.Pack, 0, len(names))
	for _, name := range names {
		pack, err := loadPack(name)
		if err != nil {
			return nil, err
		}
		same := func(p *rule.Pack) bool { return p.Name == pack.Name }
		if slices.ContainsFunc(loaded, same) {
			return nil, fmt.Errorf("pack %s: there is a pack of that name among the others already", pack.Name)
		}
		loaded = append(loaded, pack)
	}
	return loaded, nil
}

// loadPack reads a shipped pack by its name, or any other by its file.
func loadPack(name string) (*rule.Pack, error) {
	if src := packs.Source(name); src != nil {
		return rule.Parse(name+".yaml", src)
	}
	src, err := readSmall(name)
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("pack %s: neither a shipped pack (%v) nor a file", name, packs.Names())
	}
	if err != nil {
		return nil, err
	}
	return rule.Parse(name, src)
}

func loadProfile(path string) (*rule.Profile, error) {
	if path == "" {
		return &rule.Profile{}, nil
	}
	src, err := readSmall(path)
	if err != nil {
		return nil, err
	}
	return rule.ParseProfile(path, src)
}

// readSmall reads a file of rules; one byte over the limit is enough for its parser to refuse it.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, rule.MaxFile+1))
}
