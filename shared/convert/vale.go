package convert

import (
	"fmt"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"vouch/shared/rule"
)

// valeRule is what is read of one of Vale's styles: one rule a file.
type valeRule struct {
	Extends    string    `yaml:"extends"`
	Message    string    `yaml:"message"`
	Level      string    `yaml:"level"`
	Link       string    `yaml:"link"`
	IgnoreCase bool      `yaml:"ignorecase"`
	NonWord    bool      `yaml:"nonword"`
	Tokens     []string  `yaml:"tokens"`
	Raw        []string  `yaml:"raw"`
	Exceptions []string  `yaml:"exceptions"`
	First      string    `yaml:"first"`
	Second     string    `yaml:"second"`
	Scope      any       `yaml:"scope"` // a name or a list of names
	Swap       yaml.Node `yaml:"swap"`
}

// beyond says why a pack has no rules of some of Vale's kinds.
var beyond = map[string]string{
	"capitalization": "a draft is read without its capitals",
	"consistency":    "no rule compares two spellings within one draft",
	"metric":         "no rule computes a formula",
	"occurrence":     "counts are of hashtags, links, words and the like, not of a pattern (see count)",
	"readability":    "no rule computes a formula",
	"repetition":     "no rule looks for the same word twice",
	"script":         "packs hold no programs",
	"sequence":       "no rule knows parts of speech",
	"spelling":       "there is no dictionary",
}

// Vale reads rules of Vale's styles: existence, substitution and conditional. Tokens that are words
// become phrases, which also match when disguised; the others become patterns.
func Vale(files []File, o Options) (Result, error) {
	name := "vale"
	if len(files) > 0 {
		if dir := path.Base(path.Dir(files[0].Name)); dir != "." && dir != "/" {
			name = dir
		}
	}
	c := begin(o, name, "After the style "+name)
	for _, f := range files {
		c.file = f.Name
		var from valeRule
		if err := yaml.Unmarshal(f.Data, &from); err != nil {
			return Result{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		base := path.Base(f.Name)
		c.style(strings.TrimSuffix(base, path.Ext(base)), &from)
	}
	return c.result()
}

func (c *conversion) style(name string, from *valeRule) {
	switch scope := fmt.Sprint(from.Scope); {
	case from.Extends == "":
		c.note(0, name, "left out: it is no rule (no extends)")
		return
	case strings.Contains(scope, "heading") || strings.Contains(scope, "table") || strings.Contains(scope, "code"):
		c.note(0, name, "not carried over: it looks at %s alone, which drafts have not", scope)
		return
	}
	r := ruleText{
		Title: name, Severity: valeSeverity(from.Level), Reason: valeMessage(from.Message),
		Source: source{Title: "Style rule " + name, URL: from.Link, Checked: c.options.Today, By: "background"},
	}
	find, holds := c.valeFind(name, from, &r)
	if !holds {
		return
	}
	for _, exception := range from.Exceptions {
		if plainToken(exception) {
			r.Except = append(r.Except, phraseOf(exception))
		} else {
			c.note(0, name, "the exception %q is a pattern and was left out", exception)
		}
	}
	find.Negated = "keep"
	r.Find = find.whole()
	c.add(1, name, r)
}

// valeFind reads what a rule looks for, by its kind.
func (c *conversion) valeFind(name string, from *valeRule, r *ruleText) (find condition, holds bool) {
	switch from.Extends {
	case "existence":
		for _, token := range from.Tokens {
			c.token(name, token, from, &find, r)
		}
		for _, raw := range from.Raw {
			c.regex(name, raw, from, &find, r)
		}
	case "substitution":
		c.substitution(name, from, &find, r)
	case "conditional":
		c.regex(name, from.First, from, &find, r)
		r.Unless = []condition{{Patterns: []string{pattern(from.Second, from)}}}
		c.note(0, name, "carried over as: the first is flagged unless the second stands anywhere in the draft")
	default:
		why := beyond[from.Extends]
		if why == "" {
			why = "no such kind is known"
		}
		c.note(0, name, "not carried over: of kind %s, and %s", from.Extends, why)
		return find, false
	}
	if find.isEmpty() {
		c.note(0, name, "not carried over: nothing is left of it")
	}
	return find, !find.isEmpty()
}

func (c *conversion) token(name, token string, from *valeRule, find *condition, r *ruleText) {
	all, ok := phrases(token)
	if !ok {
		c.regex(name, token, from, find, r)
		return
	}
	find.Phrases = append(find.Phrases, all...)
	r.show(all[0])
}

func (r *ruleText) show(text string) {
	if len(r.Examples.Flag) < mostExamples {
		r.Examples.Flag = append(r.Examples.Flag, mentions(text, false))
	}
}

// regex takes a token over as a pattern.
func (c *conversion) regex(name, token string, from *valeRule, find *condition, r *ruleText) {
	p := pattern(token, from)
	if _, err := rule.ParsePattern(p); err != nil {
		c.note(0, name, "%q was left out: %v", token, err)
		return
	}
	text := sample(p)
	if text == "" {
		c.note(0, name, "%q was left out: no example could be made that shows it", token)
		return
	}
	find.Patterns = append(find.Patterns, p)
	r.show(text)
}

// pattern is a token as Vale wraps it.
func pattern(token string, from *valeRule) string {
	if !from.NonWord && len(from.Raw) == 0 && from.Extends != "conditional" {
		token = `\b(?:` + token + `)\b`
	}
	if from.IgnoreCase {
		token = "(?i)" + token
	}
	return token
}

// substitution reads the swap map in the order in which it is written.
func (c *conversion) substitution(name string, from *valeRule, find *condition, r *ruleText) {
	pairs := from.Swap.Content
	for i := 0; i+1 < len(pairs); i += 2 {
		avoid, with := pairs[i].Value, alternatives(pairs[i+1].Value)
		all, ok := phrases(avoid)
		switch {
		case !ok:
			c.note(pairs[i].Line, name, "%q is a pattern: it is flagged without words to write instead", avoid)
			c.regex(name, avoid, from, find, r)
		case len(with) == 0:
			find.Phrases = append(find.Phrases, all...)
			r.show(all[0])
		default:
			find.Swap = append(find.Swap, swap{Phrases: all, With: with})
			r.show(all[0])
		}
	}
}

func valeSeverity(level string) string {
	if level == "error" {
		return "review" // a style guide forbids; it does not break the law
	}
	return severityOf(level, "warn")
}

// valeMessage is a message without the places where Vale puts what it found.
func valeMessage(message string) string {
	for _, place := range []string{"'%s'", `"%s"`, "%s"} {
		message = strings.ReplaceAll(message, place, "this")
	}
	if message == "" {
		return "The style guide advises against this."
	}
	return message
}
