package convert

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// columns are the headings that a table of banned terms may have, by what they mean. The first row
// is taken for headings when one of them names the terms.
var columns = map[string]string{
	"term": "term", "terms": "term", "phrase": "term", "word": "term", "banned": "term", "banned term": "term",
	"avoid": "term", "prohibited": "term", "prohibited term": "term", "expression": "term", "begriff": "term",
	"replacement": "with", "replacements": "with", "suggestion": "with", "use": "with", "use instead": "with",
	"preferred": "with", "alternative": "with", "alternatives": "with", "instead": "with",
	"severity": "severity", "level": "severity", "action": "severity", "priority": "severity",
	"reason": "reason", "message": "reason", "why": "reason", "comment": "reason", "note": "reason", "notes": "reason",
	"description": "reason", "category": "category", "group": "category", "type": "category", "topic": "category",
	"exception": "except", "exceptions": "except", "allowed": "except", "unless": "except",
	"source": "source", "link": "source", "url": "source",
}

// row is one term of a table, by the meaning of its columns.
type row struct {
	line   int
	fields map[string]string
}

// CSV reads tables of banned terms: comma, semicolon or tab between the fields, with or without
// headings; without, the first column is the term and the second what to write instead. Terms of
// the same category, severity and reason become one rule.
func CSV(files []File, o Options) (Result, error) {
	c := begin(o, "terms", "Banned terms")
	for _, f := range files {
		c.file = f.Name
		rows, err := table(f.Data)
		if err != nil {
			return Result{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		for _, group := range c.groups(rows) {
			c.addTerms(group)
		}
	}
	return c.result()
}

// table reads the rows. A broken line is an error with its number: half a table bans half.
func table(data []byte) ([]row, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = comma(data), -1, true
	var rows []row
	var headings []string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if headings == nil {
			if headings = headingsOf(record); headings != nil {
				continue
			}
			headings = []string{"term", "with"}
		}
		rows = append(rows, rowOf(line, headings, record))
	}
}

// comma is the mark that stands most often in the first line.
func comma(data []byte) rune {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', 0
	for _, mark := range ",;\t" {
		if n := bytes.Count(first, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}

// headingsOf are the meanings of the columns; nil when the record is no row of headings.
func headingsOf(record []string) []string {
	meanings, found := make([]string, len(record)), false
	for i, heading := range record {
		meanings[i] = columns[strings.ToLower(strings.TrimSpace(heading))]
		found = found || meanings[i] == "term"
	}
	if !found {
		return nil
	}
	return meanings
}

func rowOf(line int, headings, record []string) row {
	r := row{line: line, fields: map[string]string{}}
	for i, value := range record {
		if i < len(headings) && headings[i] != "" {
			r.fields[headings[i]] = strings.TrimSpace(value)
		}
	}
	return r
}

// groups puts the rows side by side that make one rule, in the order of the first of each.
func (c *conversion) groups(rows []row) [][]row {
	places := map[string]int{}
	var groups [][]row
	for _, r := range rows {
		if r.fields["term"] == "" {
			if !isBlank(r) {
				c.note(r.line, "", "the row has no term")
			}
			continue
		}
		key := strings.Join([]string{r.fields["category"], r.fields["severity"], r.fields["reason"], r.fields["except"], r.fields["source"]}, "\x00")
		at, known := places[key]
		if !known {
			at = len(groups)
			places[key] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], r)
	}
	return groups
}

// isBlank reports whether no field of a row says anything.
func isBlank(r row) bool {
	for _, value := range r.fields {
		if value != "" {
			return false
		}
	}
	return true
}

// addTerms makes a rule of rows that differ in their terms alone.
func (c *conversion) addTerms(group []row) {
	head := group[0]
	name := head.fields["category"]
	title := name
	if name == "" {
		name, title = "terms", "Banned term"
	}
	r := ruleText{
		Title: title, Severity: severityOf(head.fields["severity"], "warn"), Reason: head.fields["reason"],
		Source: source{Title: "House list of banned terms", Checked: c.options.Today, By: "background"},
	}
	if r.Reason == "" {
		r.Reason = "The company's list of terms says not to write this."
	}
	if strings.HasPrefix(head.fields["source"], "http") {
		r.Source.URL = head.fields["source"]
	}
	var find condition
	for _, row := range group {
		c.term(row, name, &find, &r)
	}
	if !find.isEmpty() {
		r.Find = find.whole()
		c.add(head.line, name, r)
	}
}

// term puts one row's term where it belongs.
func (c *conversion) term(row row, name string, find *condition, r *ruleText) {
	term := row.fields["term"]
	all, ok := phrases(term)
	if !ok {
		c.note(row.line, name, "%q is no plain words and was left out; write it as a pattern", term)
		return
	}
	if with := alternatives(row.fields["with"]); len(with) > 0 {
		find.Swap = append(find.Swap, swap{Phrases: all, With: with})
	} else {
		find.Phrases = append(find.Phrases, all...)
	}
	for _, exception := range alternatives(row.fields["except"]) {
		if plainToken(exception) {
			r.Except = append(r.Except, phraseOf(exception))
		} else {
			c.note(row.line, name, "the exception %q is no plain words and was left out", exception)
		}
	}
	if len(r.Examples.Flag) < mostExamples {
		r.Examples.Flag = append(r.Examples.Flag, mentions(all[0], false))
	}
}

// mostExamples of a rule are made from its terms.
const mostExamples = 4

// alternatives parts "utilise | use; apply".
func alternatives(list string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' || r == ';' }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// severityOf is another tool's level as one of ours.
func severityOf(level, otherwise string) string {
	switch strings.ToLower(level) {
	case "block", "error", "critical", "must", "forbidden", "high", "prohibited":
		return "block"
	case "review", "escalate":
		return "review"
	case "warn", "warning", "medium", "should":
		return "warn"
	case "advise", "advice", "suggestion", "info", "hint", "low", "may":
		return "advise"
	}
	return otherwise
}
