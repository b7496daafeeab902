package surfaces

import (
	"fmt"
	"strings"
)

// Problem is one fault, at its place.
type Problem struct {
	Line   int    // of the file, from 1
	Field  string // "places.comment.labels.en[2]"
	Reason string
}

// Problems are all faults of a file; an error when there is one.
type Problems []Problem //nolint:errname // what everybody calls them

// Error tells them line by line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, each := range p {
		lines[i] = fmt.Sprintf("%d: %s: %s", each.Line, each.Field, each.Reason)
	}
	return strings.Join(lines, "\n")
}
