package check

import (
	"unicode/utf8"

	"vouch/shared/text"
)

// report makes the report of what was found.
func (c *Checker) report() Report {
	r := Report{}
	c.order()
	for _, f := range c.found {
		r.Verdict = max(r.Verdict, f.severity)
	}
	listed := c.found[:min(len(c.found), MaxFindings)]
	if len(listed) == 0 {
		return r
	}
	r.Findings = make([]Finding, len(listed))
	for i, f := range listed {
		r.Findings[i] = c.finding(f)
	}
	c.offer(r.Findings)
	return r
}

// order sorts what was found by place, then by falling severity, then by rule.
func (c *Checker) order() {
	order(len(c.found), func(i, j int) bool { return c.precedes(&c.found[i], &c.found[j]) },
		func(i, j int) { c.found[i], c.found[j] = c.found[j], c.found[i] })
}

func (c *Checker) precedes(a, b *finding) bool {
	switch {
	case a.start != b.start:
		return a.start < b.start
	case a.end != b.end:
		return a.end < b.end
	case a.severity != b.severity:
		return a.severity > b.severity
	}
	return c.program.Rules[a.rule].ID < c.program.Rules[b.rule].ID
}

func (c *Checker) finding(f finding) Finding {
	r := &c.program.Rules[f.rule]
	out := Finding{
		Rule: r.ID, Severity: f.severity, Span: text.Span{Start: int(f.start), End: int(f.end)},
		Quote: valid(c.draft.Text[f.byteStart:f.byteEnd]),
		Title: r.Title, Message: r.Message, Owner: r.Owner, Override: r.Override,
		Source:   Source{Title: r.SourceTitle, URL: r.SourceURL, Checked: r.SourceChecked, By: r.SourceBy},
		Question: r.Question,
	}
	if f.near {
		out.Diff = c.diff(f, r.RequireText)
	}
	return out
}

// valid is s with U+FFFD for each byte that is not UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// count counts findings by rule into counts, which is as long as the rules.
func (c *Checker) count(counts []int32) {
	clear(counts)
	for _, f := range c.found {
		counts[f.rule]++
	}
}
