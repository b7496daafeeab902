package convert

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

// pack is a pack as it is written; the keys are those of the rule language, in their usual order.
type pack struct {
	Pack           string     `yaml:"pack"`
	Title          string     `yaml:"title"`
	Language       string     `yaml:"language"`
	Owner          string     `yaml:"owner"`
	ReviewBy       string     `yaml:"review_by"`
	ExampleProfile profile    `yaml:"example_profile"`
	Rules          []ruleText `yaml:"rules"`
}

type profile struct {
	Company company `yaml:"company"`
}

type company struct {
	Names []string `yaml:"names,flow"`
}

type ruleText struct {
	ID       string      `yaml:"id"`
	Title    string      `yaml:"title"`
	Severity string      `yaml:"severity"`
	Reason   string      `yaml:"reason"`
	Source   source      `yaml:"source"`
	Always   bool        `yaml:"always,omitempty"`
	Unless   []condition `yaml:"unless,omitempty"`
	Find     condition   `yaml:"find"`
	Except   []string    `yaml:"except,omitempty"`
	Fixes    []fix       `yaml:"fixes,omitempty"`
	Examples examples    `yaml:"examples"`
}

type source struct {
	Title   string `yaml:"title"`
	URL     string `yaml:"url,omitempty"`
	Checked string `yaml:"checked"`
	By      string `yaml:"by"`
}

type condition struct {
	Phrases  []string    `yaml:"phrases,omitempty"`
	Patterns []string    `yaml:"patterns,omitempty"`
	Swap     []swap      `yaml:"swap,omitempty"`
	Any      []condition `yaml:"any,omitempty"`
	Negated  string      `yaml:"negated,omitempty"`
}

type swap struct {
	Phrases []string `yaml:"phrases"`
	With    []string `yaml:"with"`
}

type fix struct {
	Label  string `yaml:"label"`
	Delete bool   `yaml:"delete,omitempty"`
}

type examples struct {
	Flag []any `yaml:"flag"`
	Pass []any `yaml:"pass"`
}

// whole is one condition that holds where any of c's operators does.
func (c condition) whole() condition {
	var parts []condition
	if len(c.Phrases) > 0 {
		parts = append(parts, condition{Phrases: c.Phrases, Negated: c.Negated})
	}
	if len(c.Swap) > 0 {
		parts = append(parts, condition{Swap: c.Swap, Negated: c.Negated})
	}
	if len(c.Patterns) > 0 {
		parts = append(parts, condition{Patterns: c.Patterns})
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return condition{Any: parts}
}

// isEmpty reports whether nothing could be found.
func (c condition) isEmpty() bool {
	return len(c.Phrases)+len(c.Patterns)+len(c.Swap)+len(c.Any) == 0
}

// mentions is an example: a text that names the company, in pieces when it looks like a secret.
func mentions(text string, secret bool) any {
	if !secret {
		return "Acme: " + text
	}
	return map[string][]string{"join": append([]string{"Acme: "}, pieces(text)...)}
}

// pieces parts a text so that no piece is taken for a secret.
func pieces(text string) []string {
	const length = 6
	var all []string
	runes := []rune(text)
	for len(runes) > length {
		all = append(all, string(runes[:length]))
		runes = runes[length:]
	}
	return append(all, string(runes))
}

// write is the pack as YAML, the notes at its head.
func (p pack) write(notes []Note) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Taken over from another tool's rules. The examples are made from the rules and prove only that\n"+
		"# they run: replace them by sentences that people write, and by near misses.\n")
	for _, n := range notes {
		fmt.Fprintf(&b, "# %s\n", strings.ReplaceAll(n.String(), "\n", " "))
	}
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return b.Bytes(), e.Close()
}

// fault says why a pack does not hold; "" when it does.
func fault(p pack) string {
	text, err := p.write(nil)
	if err != nil {
		return err.Error()
	}
	read, err := rule.Parse(p.Pack, text)
	var problems rule.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		return problems[0].Reason
	}
	if err != nil {
		return err.Error()
	}
	proof := prove.Pack(read, nil)
	switch failed := proof.Failed(); {
	case errors.As(proof.Err, &problems) && len(problems) > 0:
		return problems[0].Reason
	case proof.Err != nil:
		return proof.Err.Error()
	case len(failed) > 0:
		return fmt.Sprintf("its example %q does not show it: %s", failed[0].Text, failed[0].Got)
	}
	return ""
}
