package main

import (
	"bytes"
	"strings"
)

// maxFailures bounds how many failed tests of a step are named again at the end.
const maxFailures = 10

// failures are the lines that say at the end which tests of a step failed: who reads only the tail
// of a long run needs them there.
func (s step) failures(said *heard) []string {
	lines := said.lines
	if s.results != "" {
		lines = readReport(s.results).failures()
	}
	if len(lines) > maxFailures {
		lines = append(lines[:maxFailures:maxFailures], "and more")
	}
	return lines
}

// heard keeps the lines by which `go test` names a failed test or package, out of all that is
// written to it.
type heard struct {
	rest  []byte // the line not ended yet
	lines []string
}

// Write takes any piece of the output.
func (h *heard) Write(p []byte) (int, error) {
	h.rest = append(h.rest, p...)
	for {
		line, rest, ended := bytes.Cut(h.rest, []byte("\n"))
		if !ended {
			return len(p), nil
		}
		h.take(string(line))
		h.rest = rest
	}
}

func (h *heard) take(line string) {
	trimmed := strings.TrimSpace(line)
	failed := strings.HasPrefix(trimmed, "--- FAIL: ") || strings.HasPrefix(line, "FAIL\t") || strings.HasPrefix(line, "panic: ")
	if failed && len(h.lines) <= maxFailures {
		h.lines = append(h.lines, trimmed)
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
