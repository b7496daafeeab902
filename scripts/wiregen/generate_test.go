package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGenerate(t *testing.T) {
	for _, test := range []struct{ name, source, want, problem string }{
		{
			name: "a struct with its comments",
			source: "// Fact is recorded once.\ntype Fact struct {\n\tID string `json:\"id\"` // made by the device\n" +
				"\tAtMs int64 `json:\"at_ms\"`\n\tSeen bool `json:\"seen,omitempty\"`\n}",
			want: "\n/** Fact is recorded once. */\nexport interface Fact {\n  /** made by the device */\n" +
				"  id: string;\n  at_ms: number;\n  seen?: boolean;\n}\n",
		},
		{
			name:   "lists and references",
			source: "type A struct {\n\tB []B `json:\"b\"`\n\tC *B `json:\"c,omitempty\"`\n}",
			want:   "\nexport interface A {\n  b: B[];\n  c?: B;\n}\n",
		},
		{
			name:   "a string type is the union of its constants",
			source: "type Kind string\n\nconst (\n\tOne Kind = \"one\"\n\tTwo Kind = \"two\"\n)\n\nconst Other = \"x\"",
			want:   "\nexport type Kind = \"one\" | \"two\";\n",
		},
		{name: "what has no tags stays", source: "type Frame struct{ Text string }\n\ntype inner struct{}", want: ""},
		{name: "a field without a tag", source: "type A struct {\n\tB string `json:\"b\"`\n\tC string\n}", problem: "without a json tag"},
		{name: "a map", source: "type A struct {\n\tB map[string]int `json:\"b\"`\n}", problem: "A.b"},
		{name: "a string without constants", source: "type A string", problem: "constants"},
	} {
		dir := t.TempDir()
		source := "package wire\n\n" + test.source + "\n"
		if err := os.WriteFile(filepath.Join(dir, "a.go"), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := generate(dir)
		if test.problem != "" {
			if err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("%s: %v, want %q", test.name, err, test.problem)
			}
			continue
		}
		if err != nil || string(got) != header+test.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", test.name, err, got, header+test.want)
		}
	}
}

func TestTheStandingFileIsNew(t *testing.T) {
	if err := run("../..", true); err != nil {
		t.Error(err)
	}
}
