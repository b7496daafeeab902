package convert

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"vouch/shared/rule"
)

// gitleaksConfig is what is read of a gitleaks configuration.
type gitleaksConfig struct {
	Rules     []gitleaksRule
	Allowlist map[string]any
	Extend    map[string]any
}

type gitleaksRule struct {
	ID          string
	Description string
	Regex       string
	Path        string
	SecretGroup int
	Entropy     float64
	Keywords    []string
	Tags        []string
	Allowlist   map[string]any
	Allowlists  []map[string]any
}

// Gitleaks reads gitleaks' TOML. Each regex becomes a rule that blocks and runs before the gate.
// Entropy, paths, capture groups and allow-lists have no counterpart in a pack: the note says so.
// The credential detector that ships with the product knows most of these keys better.
func Gitleaks(files []File, o Options) (Result, error) {
	c := begin(o, "gitleaks", "Secrets, after gitleaks")
	for _, f := range files {
		c.file = f.Name
		var config gitleaksConfig
		if _, err := toml.Decode(string(f.Data), &config); err != nil {
			return Result{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		if len(config.Allowlist) > 0 {
			c.note(0, "", "the global allowlist was left out: a pack excepts phrases, no paths or patterns")
		}
		if len(config.Extend) > 0 {
			c.note(0, "", "the rules that it extends are in another file: import that as well")
		}
		for i := range config.Rules {
			r := &config.Rules[i]
			c.secret(lineOf(f.Data, r.ID), r)
		}
	}
	return c.result()
}

func (c *conversion) secret(line int, from *gitleaksRule) {
	if from.Regex == "" {
		c.note(line, from.ID, "not carried over: it looks at paths alone")
		return
	}
	if _, err := rule.ParsePattern(from.Regex); err != nil {
		c.note(line, from.ID, "not carried over: %v", err)
		return
	}
	text := sample(from.Regex)
	if text == "" {
		c.note(line, from.ID, "not carried over: no example could be made that shows it; write the rule by hand")
		return
	}
	for _, left := range from.leftOut() {
		c.note(line, from.ID, "%s", left)
	}
	reason := strings.TrimSpace(from.Description)
	if reason == "" {
		reason = "This looks like a secret."
	}
	c.add(line, from.ID, ruleText{
		Title: title(from.ID), Severity: "block", Always: true,
		Reason:   reason + " A key that was posted once is known to everybody: take it out and have it replaced.",
		Source:   source{Title: "gitleaks, rule " + from.ID, Checked: c.options.Today, By: "background"},
		Find:     condition{Patterns: []string{from.Regex}},
		Examples: examples{Flag: []any{mentions(text, true)}},
	})
}

// leftOut says which of a rule's parts a pack has no word for.
func (r *gitleaksRule) leftOut() []string {
	var all []string
	if r.Entropy > 0 {
		all = append(all, fmt.Sprintf("its least entropy (%g) was left out: it will also flag what merely has the shape", r.Entropy))
	}
	if r.SecretGroup > 0 {
		all = append(all, "its secretGroup was left out: the whole match is marked")
	}
	if len(r.Allowlist)+len(r.Allowlists) > 0 {
		all = append(all, "its allowlist was left out")
	}
	if r.Path != "" {
		all = append(all, "its path was left out")
	}
	return all
}

func title(id string) string {
	words := strings.Join(strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' }), " ")
	if words == "" {
		return "A secret"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// lineOf is where a rule's id stands, 0 when it is not found.
func lineOf(data []byte, id string) int {
	at := strings.Index(string(data), `"`+id+`"`)
	if id == "" || at < 0 {
		return 0
	}
	return 1 + strings.Count(string(data[:at]), "\n")
}
