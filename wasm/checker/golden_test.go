package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// golden is the corpus that shared/check pins natively: drafts and, byte for byte, their reports.
const golden = "../../shared/check/testdata/golden"

// Principle 2 against pinned bytes: what the shipped module says of each draft is what the
// engine says natively.
func TestTheGoldenReports(t *testing.T) {
	guest := startGuest(t)
	ok(t, guest.ask(t, "load", newWorkspace(t).load(t, seal.Rules, 1, goldenImage(t))))
	var got bytes.Buffer
	for line := range bytes.Lines(goldenFile(t, "drafts.jsonl")) {
		id, frame := goldenFrame(t, line)
		report, failed, err := wire.ReadAnswer(guest.ask(t, "check", frame))
		if err != nil || failed != nil {
			t.Fatalf("%s: %v, %v", id, failed, err)
		}
		got.WriteString(`{"id":` + string(check.AppendString(nil, id)) + `,"report":` + string(report) + "}\n")
	}
	if want := goldenFile(t, "reports.jsonl"); !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the module says\n%s\nwant\n%s", got.Bytes(), want)
	}
}

// goldenFrame is a line of drafts.jsonl as a frame; an unset date is the corpus's day.
func goldenFrame(t *testing.T, line []byte) (id string, frame []byte) {
	t.Helper()
	draft := struct {
		ID, Text, Surface, Date, Lang string
		Context                       map[string]string
	}{Date: "2026-11-21", Surface: "post"}
	if err := json.Unmarshal(line, &draft); err != nil {
		t.Fatal(err)
	}
	day, err := check.ParseDate(draft.Date)
	if err != nil {
		t.Fatal(err)
	}
	q := wire.CheckRequest{Text: draft.Text, Surface: draft.Surface, Day: int64(day), Lang: draft.Lang}
	for key, value := range draft.Context {
		if err := q.Context.Set(key, value); err != nil {
			t.Fatal(err)
		}
	}
	return draft.ID, wire.AppendCheck(nil, q)
}

func goldenImage(t *testing.T) []byte {
	t.Helper()
	pack, err := rule.Parse("operators.yaml", goldenFile(t, "operators.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	profile, err := rule.ParseProfile("profile.yaml", goldenFile(t, "profile.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := compile.Compile([]*rule.Pack{pack}, profile)
	if err != nil {
		t.Fatal(err)
	}
	return p.Append(nil)
}

func goldenFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
