package rule

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// reader walks a YAML tree and gathers problems; values it cannot read stay zero.
type reader struct {
	file     string
	rule     ID
	problems Problems
}

// root parses src into its one mapping; nil when there is none, with the problem noted.
func (r *reader) root(src []byte) *yaml.Node {
	if len(src) > MaxFile {
		r.at(nil, "", fmt.Sprintf("the file has %d bytes; at most %d are read", len(src), MaxFile))
		return nil
	}
	if marks := countMarks(src); marks > maxMarks {
		r.at(nil, "", fmt.Sprintf("the file has %d commas, brackets and line breaks; the limit is %d", marks, maxMarks))
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(src))
	var doc yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		r.syntax(err)
		return nil
	}
	var second yaml.Node
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		r.at(&second, "", "one file holds one document; a second one follows")
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		r.at(&doc, "", "the file is empty")
		return nil
	}
	return doc.Content[0]
}

// countMarks counts the bytes without which no further value can begin.
func countMarks(src []byte) int {
	count := 0
	for _, c := range src {
		if c == ',' || c == '[' || c == '{' || c == '\n' || c == '\r' {
			count++
		}
	}
	return count
}

// yamlLine finds the line in the YAML parser's own message, where it has no other home.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func (r *reader) syntax(err error) {
	if errors.Is(err, io.EOF) {
		r.at(nil, "", "the file is empty")
		return
	}
	p := Problem{File: r.file, Line: 1}
	text := err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		text = text[len(m[0]):]
		if n, err := strconv.Atoi(m[1]); err == nil {
			p.Line = Line(n)
		}
	}
	p.Reason = "this is no YAML: " + text
	r.add(p)
}

func (r *reader) at(n *yaml.Node, path, reason string) {
	r.near(n, path, reason, "")
}

func (r *reader) near(n *yaml.Node, path, reason, meant string) {
	p := Problem{File: r.file, Line: 1, Column: 1, Rule: r.rule, Field: path, Reason: reason, Meant: meant}
	if n != nil && n.Line > 0 {
		p.Line, p.Column = Line(n.Line), n.Column
	}
	r.add(p)
}

func (r *reader) add(p Problem) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, p)
	}
}

func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return int(a.Line - b.Line)
		}
		return a.Column - b.Column
	})
	return r.problems
}

func (r *reader) kind(n *yaml.Node, path string, want yaml.Kind) bool {
	if n.Kind == want {
		return true
	}
	if n.Kind == yaml.AliasNode {
		r.at(n, path, "anchors and aliases are not part of the language; a phrase that begins with * or & needs quotation marks")
		return false
	}
	r.at(n, path, fmt.Sprintf("%s is expected here, this is %s", kindName(want), kindName(n.Kind)))
	return false
}

func kindName(k yaml.Kind) string {
	switch k {
	case yaml.MappingNode:
		return "a mapping (key: value; a phrase that begins with { needs quotation marks)"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		return "a single value"
	case yaml.DocumentNode, yaml.AliasNode:
	}
	return "something else"
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func keys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
