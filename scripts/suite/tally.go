package main

import (
	"encoding/json"
	"os"
)

// tally counts tests of everything but `go test`.
type tally struct{ passed, failed int }

func (t tally) plus(u tally) tally { return tally{t.passed + u.passed, t.failed + u.failed} }

// count is what a step adds to the tally: its result file's numbers when it writes one, nothing
// for `go test`, else one. A step that failed counts at least one failure: a runner that died
// before its first test has no numbers.
func (s step) count(err error) tally {
	if s.golang {
		return tally{}
	}
	var t tally
	switch {
	case s.results != "":
		t = readResults(s.results)
	case err == nil:
		t.passed = 1
	}
	if err != nil && t.failed == 0 {
		t.failed = 1
	}
	return t
}

// readResults reads vitest's JSON report; a missing or torn one counts nothing.
func readResults(file string) tally {
	var report struct {
		Passed int `json:"numPassedTests"`
		Failed int `json:"numFailedTests"`
	}
	data, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(data, &report) != nil {
		return tally{}
	}
	return tally{report.Passed, report.Failed}
}
