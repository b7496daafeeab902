package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// loadChecker is loadProgram, ready to judge.
func loadChecker(env Env, names []string, profilePath string) (*check.Checker, error) {
	loaded, err := loadProgram(env, names, profilePath)
	if err != nil {
		return nil, err
	}
	return check.New(loaded), nil
}

// loadProgram compiles the named packs (none means every shipped one) for the profile of a
// file ("" is the empty profile).
func loadProgram(env Env, names []string, profilePath string) (*program.Program, error) {
	loaded, err := loadPacks(env, names)
	if err != nil {
		return nil, err
	}
	profile, err := loadProfile(env, profilePath)
	if err != nil {
		return nil, err
	}
	return compile.Compile(loaded, profile)
}

func loadPacks(env Env, names []string) ([]*rule.Pack, error) {
	if len(names) == 0 {
		names = packs.Names()
	}
	loaded := make([]*rule.Pack, 0, len(names))
	for _, name := range names {
		pack, err := loadPack(env, name)
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

// loadPack reads a shipped pack by its name, or any other by its file. One byte over the limit
// of a file is enough for its parser to refuse it.
func loadPack(env Env, name string) (*rule.Pack, error) {
	if src := packs.Source(name); src != nil {
		return rule.Parse(name+".yaml", src)
	}
	src, err := readUpTo(env, name, rule.MaxFile+1)
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("pack %s: neither a shipped pack (%s) nor a file", name, strings.Join(packs.Names(), ", "))
	}
	if err != nil {
		return nil, err
	}
	return rule.Parse(name, src)
}

func loadProfile(env Env, path string) (*rule.Profile, error) {
	if path == "" {
		return &rule.Profile{}, nil
	}
	src, err := readUpTo(env, path, rule.MaxFile+1)
	if err != nil {
		return nil, err
	}
	return rule.ParseProfile(path, src)
}
