package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vouch/server/cli"
)

const suggestLibrary = `{"id":"oslo","title":"Acme Cloud opens in Oslo","text":"Data stays in Norway.","tags":["cloud"],"published":"2026-11-20"}

{"id":7,"title":"How we test AcmeX","text":"Presses, rain and patience.","published":"2025-01-02T03:04:05Z"}
`

func TestSuggest(t *testing.T) {
	library := filepath.Join(t.TempDir(), "library.jsonl")
	if err := os.WriteFile(library, []byte(suggestLibrary), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.jsonl")
	if err := os.WriteFile(broken, []byte(`{"id":"a","published":"soon"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, args, in string
		code           int
		out            []string // each stands in the line of that number
	}{
		{
			"results with reasons", "--library " + library, `{"id":"q","text":"AcmeX"}`, 0,
			[]string{`{"id":"q","results":[{"id":7,"score":`},
		},
		{
			"as many as asked", "--k 1 --library " + library, `{"id":1,"text":"Acme Cloud, AcmeX"}`, 0,
			[]string{`"reasons":["Mentions Acme Cloud, as your draft does","New this week"]}]}`},
		},
		{
			"nothing fits", "--library " + library, "{\"id\":\"q\",\"text\":\"zebra\"}\n{\"id\":\"r\",\"text\":\"\"}", 0,
			[]string{`{"id":"q","results":[]}`, `{"id":"r","results":[]}`},
		},
		{
			"a bad line among good ones", "--library " + library, "nonsense\n{\"id\":\"q\",\"text\":\"Oslo\"}\n", 2,
			[]string{`{"id":"","error":"`, `{"id":"q","results":[{"id":"oslo"`},
		},
		{"no library", "", "", 2, nil},
		{"a library that is not there", "--library nowhere.jsonl", "", 2, nil},
		{"a library that is broken", "--library " + broken, "", 2, nil},
		{"no results wanted", "--k 0 --library " + library, "", 2, nil},
	} {
		var out, said bytes.Buffer
		env := cli.Env{
			Stdin: strings.NewReader(test.in), Stdout: &out, Stderr: &said,
			Now: func() time.Time { return time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC) },
		}
		if code := cli.Run(t.Context(), env, append([]string{"suggest"}, strings.Fields(test.args)...)); code != test.code {
			t.Errorf("%s: exit %d, want %d: %s", test.name, code, test.code, said.String())
		}
		lines := strings.Split(out.String(), "\n")
		for i, want := range test.out {
			if i >= len(lines) || !strings.Contains(lines[i], want) {
				t.Errorf("%s: line %d of %q, want %s", test.name, i, lines, want)
			}
		}
	}
}
