package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestTheEndNamesWhatFailed(t *testing.T) {
	results := filepath.Join(t.TempDir(), "e2e.json")
	report := `{"numPassedTests":1,"numFailedTests":1,"testResults":[
		{"name":"/somewhere/hold.test.ts","status":"failed","message":"","assertionResults":[
			{"fullName":"hold holds","status":"failed","failureMessages":["Error: no card\n at line 3"]},
			{"fullName":"hold lets go","status":"passed","failureMessages":[]}]},
		{"name":"/somewhere/undo.test.ts","status":"failed","message":"no server","assertionResults":[]}]}`
	if err := os.WriteFile(results, []byte(report), 0o600); err != nil {
		t.Fatal(err)
	}
	s := step{results: results}
	want := []string{"hold.test.ts: hold holds: Error: no card", "undo.test.ts: no server"}
	if got := s.failures(new(heard)); !slices.Equal(got, want) {
		t.Errorf("failures = %q, want %q", got, want)
	}
	if got := s.count(nil); got != (tally{1, 1}) {
		t.Errorf("count = %v", got)
	}
}

func TestFailuresOfGoTestAreHeardAcrossWrites(t *testing.T) {
	said := new(heard)
	for _, piece := range []string{"ok  \tvouch/a\n--- FA", "IL: TestB (0.01s)\n    --- FAIL: TestB/one\n", "FAIL\tvouch/b 0.1s\n", "FAIL\n"} {
		if n, err := said.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
	}
	want := []string{"--- FAIL: TestB (0.01s)", "--- FAIL: TestB/one", "FAIL\tvouch/b 0.1s"}
	if got := (step{golang: true}).failures(said); !slices.Equal(got, want) {
		t.Errorf("failures = %q, want %q", got, want)
	}
}
