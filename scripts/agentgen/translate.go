package main

import (
	"slices"
	"strings"
)

// line is a line of names.txt.
type line struct{ tag, signs, text string }

// shortest is the fewest letters that name a program; two and three stand in too much else, and
// only begin a word.
const shortest = 4

// translate turns expressions into lines, in a fixed order, each text once. Unknown are those
// that nobody has judged.
func translate(patterns []pattern) (lines []line, unknown []string) {
	seen := map[string]bool{}
	for _, p := range patterns {
		if left[p.text] != "" {
			continue
		}
		made, ok := p.lines()
		if !ok {
			unknown = append(unknown, p.text)
		}
		for _, l := range made {
			if key := l.signs + l.text; !seen[key] {
				seen[key] = true
				lines = append(lines, l)
			}
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		return strings.Compare(a.tag+a.text+a.signs, b.tag+b.text+b.signs)
	})
	return lines, unknown
}

// lines reads one expression; ok is false when it is not plain text.
func (p pattern) lines() (lines []line, ok bool) {
	for _, alternative := range alternatives(p.text) {
		r := reader{rest: alternative, ways: []line{{tag: p.tag}}}
		if !r.read() {
			return nil, false
		}
		for _, way := range r.ways {
			lines = append(lines, way.bounded())
		}
		lines = append(lines, r.covers...)
	}
	return lines, true
}

// alternatives parts an expression at the bars outside all groups.
func alternatives(text string) []string {
	if strings.ContainsAny(text, "([") || strings.Contains(text, `\|`) {
		return []string{text}
	}
	return strings.Split(text, "|")
}

// bounded makes a short text begin a word.
func (l line) bounded() line {
	l.text = strings.ToLower(l.text)
	if len(l.text) < shortest && !strings.ContainsAny(l.signs, "^<") {
		l.signs += "<"
	}
	return l
}
