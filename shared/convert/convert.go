// Package convert turns the rules of other tools into a pack: Vale's styles, a table of banned
// terms, gitleaks' TOML.
//
// It promises that nothing is lost in silence. What it writes is a pack that parses, compiles and
// flags its own examples, rule by rule; each rule or part of one that cannot be said in a pack, or
// that did not hold, is a Note with its file, line and reason. The examples are made from the
// rules themselves and prove no more than that they run: near misses are for a person to write.
package convert

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// File is one file to read.
type File struct {
	Name string
	Data []byte
}

// Options are what the files do not say.
type Options struct {
	Name   string // of the pack; "" is made from the files
	Today  string // YYYY-MM-DD: the day the rules were taken over
	Review string // YYYY-MM-DD: when a person should look at them again
}

// Note is something that was not carried over, or not as it was.
type Note struct {
	File string
	Line int    // 1-based; 0 is unknown
	Rule string // its name in the file it came from; "" is the whole file
	Text string
}

// String is the note on one line.
func (n Note) String() string {
	var b strings.Builder
	b.WriteString(n.File)
	if n.Line > 0 {
		fmt.Fprintf(&b, ":%d", n.Line)
	}
	b.WriteString(": ")
	if n.Rule != "" {
		b.WriteString(n.Rule + ": ")
	}
	return b.String() + n.Text
}

// Result is a pack and what it lacks.
type Result struct {
	YAML  []byte
	Rules int // carried over
	Notes []Note
}

// conversion is one pack in the making.
type conversion struct {
	options Options
	file    string
	pack    pack
	ids     map[string]int // how often an id was wanted
	notes   []Note
}

func begin(o Options, name, title string) *conversion {
	name = slug(cmp.Or(o.Name, name), "_")
	return &conversion{options: o, ids: map[string]int{}, pack: pack{
		Pack: cmp.Or(name, "imported"), Title: title, Language: "en", Owner: "compliance", ReviewBy: o.Review,
		ExampleProfile: profile{Company: company{Names: []string{"Acme"}}},
	}}
}

func (c *conversion) note(line int, rule, format string, args ...any) {
	c.notes = append(c.notes, Note{c.file, line, rule, fmt.Sprintf(format, args...)})
}

// add takes a rule over, unless it does not hold: it is proven alone first.
func (c *conversion) add(line int, name string, r ruleText) {
	r.ID = c.id(name)
	if r.Title == "" {
		r.Title = name
	}
	r.Examples.Pass = []any{"A quiet day at Acme."}
	alone := c.pack
	alone.Rules = []ruleText{r}
	if why := fault(alone); why != "" {
		c.note(line, name, "not carried over: %s", why)
		return
	}
	c.pack.Rules = append(c.pack.Rules, r)
}

// id makes a rule's name one of the pack's own, each only once.
func (c *conversion) id(name string) string {
	id := c.pack.Pack + "." + cmp.Or(slug(name, "-"), "rule")
	c.ids[id]++
	if n := c.ids[id]; n > 1 {
		return fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// slug is a name in small letters and digits; all else is mark, and the first is a letter.
func slug(name, mark string) string {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	s := strings.Join(parts, mark)
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		s = "r" + s
	}
	return s
}

func (c *conversion) result() (Result, error) {
	slices.SortStableFunc(c.notes, func(a, b Note) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	text, err := c.pack.write(c.notes)
	return Result{YAML: text, Rules: len(c.pack.Rules), Notes: c.notes}, err
}
