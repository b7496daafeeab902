package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"vouch/server/agents"
	"vouch/server/links"
)

// The table's names and its test's user agents: what is measured is what is shipped.
const (
	agentNames  = "server/agents/names.txt"
	agentCases  = "server/agents/testdata/agents.txt"
	agentRounds = 9
	agentReads  = 2_000
	regexpReads = 20 // of some milliseconds each
)

// measureAgents classifies user agents of people and machines, beside the same names joined in
// one regular expression.
func measureAgents(context.Context) ([]row, error) {
	cases, err := column(agentCases, 2)
	if err != nil {
		return nil, err
	}
	names, err := column(agentNames, 2)
	if err != nil {
		return nil, err
	}
	for i := range names {
		names[i] = regexp.QuoteMeta(names[i])
	}
	joined, err := regexp.Compile("(?i)" + strings.Join(names, "|"))
	if err != nil {
		return nil, err
	}
	table, seen := agents.New(), links.NewClassifier()
	ours := nanosEach(cases, agentReads, func(agent string) { table.Read(agent) })
	again := nanosEach(cases, agentReads, func(agent string) { seen.Classify(links.Agent{UserAgent: agent}) })
	theirs := nanosEach(cases, regexpReads, func(agent string) { joined.MatchString(agent) })
	return []row{
		less("classify a user agent", "ns", ours, "one Go regexp of the same names", theirs),
		less("classify a user agent seen before", "ns", again, "classify a user agent", ours),
	}, nil
}

// column reads the texts of a table of lines with tabs between; lines with # are its comment.
func column(path string, n int) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", n+1)
		if len(fields) == n+1 && fields[n] != "" && line[0] != '#' {
			texts = append(texts, fields[n])
		}
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s: no lines of %d columns", path, n+1)
	}
	return texts, nil
}

// nanosEach is the median over the rounds of the time for one text, each round reading that many.
func nanosEach(texts []string, reads int, read func(string)) float64 {
	var rounds []float64
	for range agentRounds {
		start := time.Now()
		for i := range reads {
			read(texts[i%len(texts)])
		}
		rounds = append(rounds, float64(time.Since(start).Nanoseconds())/float64(reads))
	}
	return median(rounds)
}
