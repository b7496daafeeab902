package rule

import (
	"fmt"
	"slices"
	"strings"
)

// BuiltIns are the lists every pack has: what the profile names, kinds of numbers, and kinds of
// words.
func BuiltIns() []string {
	return []string{
		"capital", "cashtag", "company", "competitor", "customer", "date", "drug", "indication",
		"investigational", "misspelt", "money", "month", "number", "percent", "product", "reference", "tag",
		"ticker", "weekday", "year",
	}
}

// checkReferences notes every {name} that no list answers to.
func (p *packReader) checkReferences() {
	known := append(keys(p.pack.Lists), BuiltIns()...)
	for _, ref := range p.refs {
		if slices.Contains(known, ref.name) {
			continue
		}
		p.rule = ref.rule
		p.near(ref.node, ref.path, fmt.Sprintf("there is no list {%s}", ref.name), nearest(ref.name, known))
	}
	p.rule = ""
}

// checkCycles notes every list that contains itself, however far around.
func (p *packReader) checkCycles() {
	inside := map[string][]string{}
	for _, ref := range p.refs {
		if ref.list != "" {
			inside[ref.list] = append(inside[ref.list], ref.name)
		}
	}
	done := map[string]bool{}
	var walk func(name string, way []string)
	walk = func(name string, way []string) {
		if i := slices.Index(way, name); i >= 0 {
			p.add(Problem{
				File: p.file, Line: p.pack.Lists[name].Line, Column: 1, Field: "lists." + name,
				Reason: "the list contains itself: " + strings.Join(append(way[i:], name), " > "),
			})
			return
		}
		if done[name] {
			return
		}
		for _, next := range inside[name] {
			walk(next, append(way, name))
		}
		done[name] = true
	}
	for _, name := range keys(p.pack.Lists) {
		walk(name, nil)
	}
}
