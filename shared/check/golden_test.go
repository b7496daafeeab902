package check_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

var update = flag.Bool("update", false, "rewrite the golden reports")

// The golden corpus is testdata/golden: operators.yaml (a pack), profile.yaml, drafts.jsonl, and
// reports.jsonl with the report of each draft, byte for byte. The Wasm module is held to the
// same files.
const golden = "testdata/golden"

// goldenDraft is a line of drafts.jsonl.
type goldenDraft struct {
	ID      string            `json:"id"`
	Text    string            `json:"text"`
	Surface string            `json:"surface"`
	Date    string            `json:"date"`
	Lang    string            `json:"lang"`
	Context map[string]string `json:"context"`
}

func (g goldenDraft) draft(tb testing.TB) check.Draft {
	tb.Helper()
	surface, ok := check.ParseSurface(g.Surface)
	if !ok {
		tb.Fatalf("%s: surface %q", g.ID, g.Surface)
	}
	if g.Date == "" {
		g.Date = "2026-11-21"
	}
	date, err := check.ParseDate(g.Date)
	if err != nil {
		tb.Fatalf("%s: %v", g.ID, err)
	}
	d := check.Draft{Text: g.Text, Surface: surface, Date: date, Lang: g.Lang}
	for key, value := range g.Context {
		if err := d.Context.Set(key, value); err != nil {
			tb.Fatalf("%s: %v", g.ID, err)
		}
	}
	return d
}

func goldenDrafts(tb testing.TB) []goldenDraft {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(golden, "drafts.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	var drafts []goldenDraft
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		var g goldenDraft
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			tb.Fatal(err)
		}
		drafts = append(drafts, g)
	}
	return drafts
}

// goldenProgram compiles the golden pack and takes it through its image.
func goldenProgram(tb testing.TB) *program.Program {
	tb.Helper()
	source, err := os.ReadFile(filepath.Join(golden, "operators.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	pack, err := rule.Parse("operators.yaml", source)
	if err != nil {
		tb.Fatal(err)
	}
	source, err = os.ReadFile(filepath.Join(golden, "profile.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	profile, err := rule.ParseProfile("profile.yaml", source)
	if err != nil {
		tb.Fatal(err)
	}
	made, err := compile.Compile([]*rule.Pack{pack}, profile)
	if err != nil {
		tb.Fatal(err)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		tb.Fatal(err)
	}
	return loaded
}

func TestGolden(t *testing.T) {
	checker := check.New(goldenProgram(t))
	var got bytes.Buffer
	for _, g := range goldenDrafts(t) {
		report, err := checker.Check(g.draft(t))
		if err != nil {
			t.Fatalf("%s: %v", g.ID, err)
		}
		line := append([]byte(`{"id":`), check.AppendString(nil, g.ID)...)
		line = append(line, `,"report":`...)
		line = check.AppendJSON(line, report)
		if !json.Valid(append(line, '}')) {
			t.Errorf("%s: not JSON: %s", g.ID, line)
		}
		got.Write(append(line, "}\n"...))
	}
	path := filepath.Join(golden, "reports.jsonl")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, got.Bytes(), want)
}

func compareLines(t *testing.T, got, want []byte) {
	t.Helper()
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	if len(g) != len(w) {
		t.Errorf("%d reports, want %d; -update rewrites them", len(g), len(w))
	}
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			t.Errorf("got  %s\nwant %s", g[i], w[i])
		}
	}
}
