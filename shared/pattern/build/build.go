// Package build makes pattern tables of regular expressions, at the desk; devices only load them.
//
// It promises that what it makes finds exactly what Go's regexp finds after Longest, and that a
// pattern which cannot be found in bounded memory and linear time is refused, with the limit in
// the error. A pattern is parsed and unfolded into characters by regexp/syntax, and made an
// automaton over the bytes of UTF-8 (Thompson 1968; the byte ranges as in RE2). Of the
// deterministic automaton of all patterns together it makes the states that drafts are likely to
// lead to; package pattern says what becomes of the others. The tables of the same patterns and
// samples are always the same.
package build

import (
	"fmt"
	"regexp/syntax"

	"vouch/shared/pattern"
)

// The limits of a program's patterns.
const (
	// MaxLength of a pattern, in bytes.
	MaxLength = 1000
	// MaxStates of a pattern's own automaton, counted repeats written out.
	MaxStates = 2500
	// MaxAllStates of all patterns together: 1 MB of image.
	MaxAllStates = 100_000
	// sentStates of a group travel: half a megabyte in the memory of a device, fifty kilobytes in
	// the image for a hundred patterns.
	sentStates = 1000
)

// Builder collects patterns.
type Builder struct {
	known   map[string]pattern.ID
	all     []*nfa
	samples []string
	total   int
}

// NewBuilder starts without patterns.
func NewBuilder() *Builder { return &Builder{known: map[string]pattern.ID{}} }

// Add takes one expression in RE2's syntax. The same expression has the same number.
func (b *Builder) Add(expr string) (pattern.ID, error) {
	if id, ok := b.known[expr]; ok {
		return id, nil
	}
	n, err := compile(expr)
	if err != nil {
		return 0, err
	}
	if b.total += len(n.steps); b.total > MaxAllStates {
		return 0, fmt.Errorf("the patterns together have more than %d states with this one; shorten counted repeats", MaxAllStates)
	}
	if len(b.all) == pattern.MaxPatterns {
		return 0, fmt.Errorf("a program has at most %d patterns", pattern.MaxPatterns)
	}
	id := pattern.ID(len(b.all))
	b.known[expr] = id
	b.all = append(b.all, n)
	return id, nil
}

func compile(expr string) (*nfa, error) {
	if len(expr) > MaxLength {
		return nil, fmt.Errorf("the pattern has %d bytes; the limit is %d", len(expr), MaxLength)
	}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("the pattern cannot be read: %w", err)
	}
	tree = tree.Simplify()
	prog, err := syntax.Compile(tree)
	if err != nil {
		return nil, fmt.Errorf("the pattern cannot be compiled: %w", err)
	}
	n, ok := newNFA(prog, MaxStates)
	if !ok {
		return nil, fmt.Errorf("the pattern has more than %d states once its repeats are written out; shorten them, or its classes of letters", MaxStates)
	}
	if n.takesNothing() {
		return nil, fmt.Errorf("the pattern matches where nothing stands; let it need at least one character")
	}
	return n, nil
}

// Sample is a text as drafts are: the states it leads to travel with the tables.
func (b *Builder) Sample(text string) { b.samples = append(b.samples, text) }

// Set makes the tables.
func (b *Builder) Set() (*pattern.Set, error) {
	s := &pattern.Set{GroupOf: make([]uint8, len(b.all)), StateFirst: []uint32{0}, EdgeFirst: []uint32{0}}
	for _, n := range b.all {
		n.appendTo(s)
	}
	if err := b.grouped(s); err != nil {
		return nil, err
	}
	return s, nil
}

// number is a state's in the tables: the first is where a match begins, the second where it ends.
func (n *nfa) number(at state) int {
	switch at {
	case n.start:
		return 0
	case n.end:
		return 1
	}
	number := int(at) + 2
	if at > n.start {
		number--
	}
	if at > n.end {
		number--
	}
	return number
}

func (n *nfa) appendTo(s *pattern.Set) {
	order := make([]state, len(n.steps))
	for at := range n.steps {
		order[n.number(state(at))] = state(at)
	}
	for number, at := range order {
		for _, e := range n.steps[at] {
			s.Edges = append(s.Edges, pattern.Step(n.number(e.to)-number, e.low, e.high))
		}
		for _, e := range n.frees[at] {
			s.Edges = append(s.Edges, pattern.Free(n.number(e.to)-number, e.when))
		}
		s.EdgeFirst = append(s.EdgeFirst, uint32(len(s.Edges)))
	}
	s.StateFirst = append(s.StateFirst, uint32(len(s.EdgeFirst)-1))
}
