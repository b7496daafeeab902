package pattern

// Set is a number of patterns as tables. It is immutable. shared/pattern/build makes it and Load
// reads it; the runner takes nothing else, and every index in it has been proven.
type Set struct {
	Groups  []Group
	GroupOf []uint8 // by pattern; NoGroup runs backwards alone

	// What a pattern needs: any of its needs, each of needWidth features that must all occur.
	// A pattern without a need may always occur.
	NeedFirst []uint32 // by pattern, and one more; in needs
	Needs     []uint16

	// The automata that run backwards, one a pattern, side by side.
	StateFirst []uint32 // by pattern, and one more: its first state
	EdgeFirst  []uint32 // by state, and one more: its first edge
	Edges      []uint32
}

// Len is how many patterns there are.
func (s *Set) Len() int { return len(s.GroupOf) }

// Group is one deterministic automaton for several patterns. It begins in state 0.
type Group struct {
	Classes [256]uint8 // of bytes: those of a class are alike to every pattern of the group
	Shift   uint8      // a state's row has 1<<Shift places, one a class
	Next    []uint16   // by state<<Shift | class
	Accept  uint32     // the states from here on may end a match
	Ends    []uint16   // by (state-Accept)*Kinds + Kind of the next byte: a list, 0 is none
	Lists   []List     // of patterns that end together; the first is empty
}

// List is a number of patterns, ascending.
type List []ID

// Kind is what assertions ask of a byte beside a position: \b of a word, ^ and $ of a line.
type Kind uint8

// The kinds. Outside is before the first byte and behind the last.
const (
	Outside Kind = iota
	Newline
	Word
	Other
)

// Kinds is how many kinds there are: the width of a row of Group.Ends.
const Kinds = 4

// KindOf is the kind of a byte.
func KindOf(c byte) Kind {
	switch {
	case c == '\n':
		return Newline
	case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', c == '_':
		return Word
	}
	return Other
}

// Assertion is a set of empty-width conditions, as of regexp/syntax's EmptyOp.
type Assertion uint8

// The assertions.
const (
	BeginLine Assertion = 1 << iota
	EndLine
	BeginText
	EndText
	WordBoundary
	NoWordBoundary
	assertions
)

// Holding are the assertions that hold between two bytes of these kinds.
func Holding(before, after Kind) Assertion {
	holding := NoWordBoundary
	if (before == Word) != (after == Word) {
		holding = WordBoundary
	}
	switch before {
	case Outside:
		holding |= BeginLine | BeginText
	case Newline:
		holding |= BeginLine
	}
	switch after {
	case Outside:
		holding |= EndLine | EndText
	case Newline:
		holding |= EndLine
	}
	return holding
}

// An edge of a backward automaton is one number: the state it leads to, counted from the
// pattern's first, and two bytes. Low <= high takes a byte of that range. Else it takes none, and
// low, never 0, says which assertions must hold: noAssertion for none.
const noAssertion = uint8(assertions)

// Step is an edge that takes a byte from low to high.
func Step(to uint16, low, high byte) uint32 { return uint32(to)<<16 | uint32(low)<<8 | uint32(high) }

// Free is an edge that takes nothing where the assertions hold.
func Free(to uint16, when Assertion) uint32 {
	if when == 0 {
		when = Assertion(noAssertion)
	}
	return uint32(to)<<16 | uint32(when)<<8
}

// The states of a backward automaton that have a meaning: where it begins, behind a match, and
// where it has reached the match's first byte.
const (
	StateEnd   = 0
	StateBegin = 1
)
