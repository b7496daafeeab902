package cli

import (
	"strings"
	"unicode/utf16"

	"vouch/shared/text"
)

// place is where a span stands in a text, for people and for SARIF: lines and columns count
// from 1, columns in UTF-16 units; the end is behind the last unit.
type place struct {
	line, column       int
	endLine, endColumn int
	lineText           string // the whole first line
	before, quote      string // of that line: what stands before the span, and the span's part
}

func placeOf(draft string, span text.Span) place {
	units := utf16.Encode([]rune(draft))
	start, end := min(span.Start, len(units)), min(span.End, len(units))
	p := place{}
	p.line, p.column = lineColumn(units, start)
	p.endLine, p.endColumn = lineColumn(units, end)
	from := start - (p.column - 1)
	to := from
	for to < len(units) && units[to] != '\n' {
		to++
	}
	p.lineText = decode(units[from:to])
	p.before = decode(units[from:start])
	p.quote = decode(units[start:max(start, min(end, to))])
	return p
}

func lineColumn(units []uint16, at int) (line, column int) {
	line, column = 1, 1
	for _, u := range units[:at] {
		column++
		if u == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

func decode(units []uint16) string {
	return strings.TrimSuffix(string(utf16.Decode(units)), "\r")
}
