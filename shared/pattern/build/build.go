// Package build makes pattern tables of regular expressions, at the desk; devices only load them.
//
// It promises that what it makes finds exactly what Go's regexp finds after Longest, and that a
// pattern which cannot be found in bounded memory and linear time is refused, with the limit in
// the error. A pattern is parsed and unfolded into characters by regexp/syntax, made an automaton
// over the bytes of UTF-8 (Thompson 1968; the byte ranges as in RE2), and put into a group with
// others as long as their deterministic automaton together stays small. One that has too many
// states for any group, such as (a|b)*a(a|b){20}, runs alone and nondeterministically. The tables
// of the same patterns are always the same.
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
	// MaxStates of a pattern's own automaton, counted repeats written out. The longest of the
	// public collections of secrets' patterns has 600.
	MaxStates = 2500
	// MaxAllStates of all patterns together: 1 MB of image.
	MaxAllStates = 100_000
	// MaxAlone is the states of the patterns that are in no group, together. They bound the worst
	// draft: a byte costs them a few nanoseconds each.
	MaxAlone = 10_000

	// groupStates is the most that a group may have: with the 60 to 120 classes of real patterns
	// half a megabyte of memory.
	groupStates = 3000
	// ownStates is the most that one pattern may bring to a group.
	ownStates = 700
	// maxTable is the memory of all groups, in bytes.
	maxTable = 6 << 20
)

// Builder collects patterns.
type Builder struct {
	known map[string]pattern.ID
	all   []*nfa
	needs [][]need
	exprs []string
	total int
}

// NewBuilder starts without patterns.
func NewBuilder() *Builder { return &Builder{known: map[string]pattern.ID{}} }

// Add takes one expression in RE2's syntax. The same expression has the same number.
func (b *Builder) Add(expr string) (pattern.ID, error) {
	if id, ok := b.known[expr]; ok {
		return id, nil
	}
	n, tree, err := compile(expr)
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
	b.all, b.needs, b.exprs = append(b.all, n), append(b.needs, needsOf(tree)), append(b.exprs, expr)
	return id, nil
}

func compile(expr string) (*nfa, *syntax.Regexp, error) {
	if len(expr) > MaxLength {
		return nil, nil, fmt.Errorf("the pattern has %d bytes; the limit is %d", len(expr), MaxLength)
	}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, nil, fmt.Errorf("the pattern cannot be read: %w", err)
	}
	tree = tree.Simplify()
	prog, err := syntax.Compile(tree)
	if err != nil {
		return nil, nil, fmt.Errorf("the pattern cannot be compiled: %w", err)
	}
	n, ok := newNFA(prog, MaxStates)
	if !ok {
		return nil, nil, fmt.Errorf("the pattern has more than %d states once its repeats are written out; shorten them, or its classes of letters", MaxStates)
	}
	if n.takesNothing() {
		return nil, nil, fmt.Errorf("the pattern matches where nothing stands; let it need at least one character")
	}
	return n, tree, nil
}

// Set makes the tables. The error names the expressions that are in nobody's power to run fast.
func (b *Builder) Set() (*pattern.Set, error) {
	s := &pattern.Set{GroupOf: make([]uint8, len(b.all)), NeedFirst: []uint32{0}, StateFirst: []uint32{0}, EdgeFirst: []uint32{0}}
	if err := b.group(s); err != nil {
		return nil, err
	}
	for id, n := range b.all {
		b.backward(s, n)
		for _, need := range b.needs[id] {
			s.Needs = append(s.Needs, need[:]...)
		}
		s.NeedFirst = append(s.NeedFirst, uint32(len(s.Needs)/pattern.NeedWidth))
	}
	return s, nil
}

// backward appends a pattern's automaton as it is run, from its end to its beginning.
func (b *Builder) backward(s *pattern.Set, n *nfa) {
	order := []state{n.end, n.start}
	number := make([]uint16, len(n.steps))
	number[n.end], number[n.start] = pattern.StateEnd, pattern.StateBegin
	for at := range n.steps {
		if state(at) != n.end && state(at) != n.start {
			number[at] = uint16(len(order))
			order = append(order, state(at))
		}
	}
	back := n.flipped()
	for _, at := range order {
		for _, e := range back.steps[at] {
			s.Edges = append(s.Edges, pattern.Step(number[e.to], e.low, e.high))
		}
		for _, e := range back.frees[at] {
			s.Edges = append(s.Edges, pattern.Free(number[e.to], e.when))
		}
		s.EdgeFirst = append(s.EdgeFirst, uint32(len(s.Edges)))
	}
	s.StateFirst = append(s.StateFirst, uint32(len(s.EdgeFirst)-1))
}
