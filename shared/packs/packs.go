// Package packs holds the rule packs that ship with the product, one YAML file a pack.
//
// It promises that every shipped pack parses and proves itself (its tests see to it), and that
// each of its rules says what it rests on and how that source was read. The packs are starting
// points for a company's own compliance people and no legal advice.
package packs

import (
	"embed"
	"fmt"
	"strings"

	"vouch/shared/rule"
)

//go:embed *.yaml
var files embed.FS

// Names lists the shipped packs in alphabetical order.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded root can always be read
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// Source is the YAML of a shipped pack, or nil when no pack has that name.
func Source(name string) []byte {
	src, err := files.ReadFile(name + ".yaml")
	if err != nil {
		return nil
	}
	return src
}

// Sources returns the YAML of every shipped pack by its name.
func Sources() map[string][]byte {
	sources := map[string][]byte{}
	for _, name := range Names() {
		sources[name] = Source(name)
	}
	return sources
}

// All parses every shipped pack, in the order of Names.
func All() ([]*rule.Pack, error) {
	names := Names()
	all := make([]*rule.Pack, 0, len(names))
	for _, name := range names {
		p, err := rule.Parse(name+".yaml", Source(name))
		if err != nil {
			return nil, fmt.Errorf("shipped pack %s: %w", name, err)
		}
		all = append(all, p)
	}
	return all, nil
}
