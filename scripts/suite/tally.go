package main

import (
	"encoding/json"
	"os"
	"path/filepath"
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
		report := readReport(s.results)
		t = tally{report.Passed, report.Failed}
	case err == nil:
		t.passed = 1
	}
	if err != nil && t.failed == 0 {
		t.failed = 1
	}
	return t
}

// report is the part of vitest's JSON report that is read here.
type report struct {
	Passed int `json:"numPassedTests"`
	Failed int `json:"numFailedTests"`
	Files  []struct {
		Name    string `json:"name"`    // an absolute path
		Status  string `json:"status"`  // passed or failed
		Message string `json:"message"` // why a file failed as a whole
		Tests   []struct {
			Name     string   `json:"fullName"`
			Status   string   `json:"status"`
			Messages []string `json:"failureMessages"`
		} `json:"assertionResults"`
	} `json:"testResults"`
}

// readReport reads a report; a missing or torn one is empty.
func readReport(file string) report {
	var read report
	data, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(data, &read) != nil {
		return report{}
	}
	return read
}

// failures names the failed tests, a line each: file, test, and the first line of why.
func (r report) failures() []string {
	var lines []string
	for _, file := range r.Files {
		name := filepath.Base(file.Name)
		if file.Status == "failed" && file.Message != "" {
			lines = append(lines, name+": "+firstLine(file.Message))
		}
		for _, test := range file.Tests {
			if test.Status != "failed" {
				continue
			}
			line := name + ": " + test.Name
			if len(test.Messages) > 0 {
				line += ": " + firstLine(test.Messages[0])
			}
			lines = append(lines, line)
		}
	}
	return lines
}
