package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Detectors are the detectors that ship in the engine.
func Detectors() []string {
	return []string{"card", "credential", "email", "iban", "phone", "us_ssn"}
}

func (p *packReader) conditions(to *[]Condition, depth int) read {
	return func(n *yaml.Node, path string) {
		p.reader.list(n, path, func(n *yaml.Node, path string) {
			*to = append(*to, p.condition(n, path, depth))
		})
		if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			p.at(n, path, "the list is empty")
		}
	}
}

func (p *packReader) find(to **Condition) read {
	return func(n *yaml.Node, path string) {
		c := p.condition(n, path, 0)
		*to = &c
	}
}

// condition reads one node: exactly one operator, and what modifies it.
func (p *packReader) condition(n *yaml.Node, path string, depth int) Condition {
	c := Condition{Line: Line(n.Line)}
	if depth > maxDepth {
		p.at(n, path, fmt.Sprintf("all and any stand more than %d deep inside each other", maxDepth))
		return c
	}
	operators := map[string]read{
		"phrases": p.phrases(&c.Phrases),
		"near":    p.nearOperator(&c.Near),
		"detect":  p.choice(&c.Detect, Detectors()...),
		"topic":   p.named(&c.Topic, listName, "a topic's name has small letters, digits and _"),
		"field":   p.circumstance(&c.Field),
		"all":     p.conditions(&c.All, depth+1),
		"any":     p.conditions(&c.Any, depth+1),
	}
	names := keys(operators)
	fields := map[string]read{
		"negated": p.choice(&c.Negated, "drop", "keep", "only"),
		"quoted":  p.choice(&c.Quoted, "keep", "drop"),
	}
	maps.Copy(fields, operators)
	seen := p.object(n, path, fields)
	count := 0
	for _, name := range names {
		if seen[name] != nil {
			count++
		}
	}
	if count != 1 && n.Kind == yaml.MappingNode {
		p.at(n, path, fmt.Sprintf("a condition has exactly one of %s; this one has %d", strings.Join(names, ", "), count))
	}
	return c
}

func (p *packReader) nearOperator(to **Near) read {
	return func(n *yaml.Node, path string) {
		near := &Near{Same: "sentence", Order: "any"}
		seen := p.object(n, path, map[string]read{
			"first":  p.phrases(&near.First),
			"second": p.phrases(&near.Second),
			"within": p.number(&near.Within, 0, 100),
			"same":   p.choice(&near.Same, "sentence", "text"),
			"order":  p.choice(&near.Order, "any", "first"),
		})
		p.need(n, path, seen, "first", "second", "within")
		*to = near
	}
}

// circumstance reads "compensated" or "role=officer".
func (p *packReader) circumstance(to *string) read {
	return func(n *yaml.Node, path string) {
		s, ok := p.scalar(n, path)
		if !ok {
			return
		}
		name, value, has := strings.Cut(s, "=")
		known := append(append(Facts(), Values()...), "surface", "lang")
		switch {
		case !slices.Contains(known, name):
			p.near(n, path, fmt.Sprintf("there is no circumstance %q", name), nearest(name, known))
		case has == slices.Contains(Facts(), name):
			p.at(n, path, fmt.Sprintf("write a fact as compensated and a value as role=officer, not %q", s))
		case name == "surface" && !slices.Contains(surfaces(), value):
			p.near(n, path, fmt.Sprintf("there is no surface %q", value), nearest(value, surfaces()))
		default:
			*to = s
		}
	}
}
