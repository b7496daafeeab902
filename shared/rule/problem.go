package rule

import (
	"fmt"
	"strings"
)

// Problem is one fault of a pack or a profile, told so that a person can mend it.
type Problem struct {
	File   string
	Line   Line
	Column int    // 1-based; 0 is unknown
	Rule   ID     // "" when the fault lies outside a rule
	Field  string // the path within the rule or file: "find.near.within"
	Reason string
	Meant  string // the nearest known word; "" when there is none near
}

// String tells the whole problem in one line, beginning with file:line:column.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:", p.File, p.Line)
	if p.Column > 0 {
		fmt.Fprintf(&b, "%d:", p.Column)
	}
	b.WriteByte(' ')
	if p.Rule != "" {
		fmt.Fprintf(&b, "rule %s: ", p.Rule)
	}
	if p.Field != "" {
		fmt.Fprintf(&b, "%s: ", p.Field)
	}
	b.WriteString(p.Reason)
	if p.Meant != "" {
		fmt.Fprintf(&b, "; did you mean %q?", p.Meant)
	}
	return b.String()
}

// Problems is every fault found in one reading, in the order of the file. It is the error
// that Parse and ParseProfile return.
type Problems []Problem //nolint:errname // what everybody calls them

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
