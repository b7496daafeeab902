package pattern

// Kind is what assertions ask of a byte beside a position: \b of a word, ^ and $ of a line.
type Kind uint8

// The kinds. Outside is before the first byte and behind the last. Lines begin and end beside the
// first two.
const (
	Outside Kind = iota
	Newline
	Word
	Other
)

// Kinds is how many kinds there are.
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

// kindAt is the kind of what stands at a position.
func kindAt(draft string, at int) Kind {
	if at < 0 || at >= len(draft) {
		return Outside
	}
	return KindOf(draft[at])
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
	if before == Outside {
		holding |= BeginText
	}
	if before <= Newline {
		holding |= BeginLine
	}
	if after == Outside {
		holding |= EndText
	}
	if after <= Newline {
		holding |= EndLine
	}
	return holding
}
