package rule

import (
	"fmt"
	"regexp/syntax"
)

// ParsePattern reads a pattern in RE2's syntax, as `pattern` takes it: with \b, \d, \pL and
// flags such as (?i). The error says in plain words why the engine cannot run it in linear time
// and bounded memory, or why it would match everywhere.
func ParsePattern(text string) (*syntax.Regexp, error) {
	if len(text) > MaxPattern {
		return nil, fmt.Errorf("the pattern has %d bytes; the limit is %d", len(text), MaxPattern)
	}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("the pattern is not of RE2's syntax (no look-ahead, no back-references): %w", err)
	}
	if least(tree) == 0 {
		return nil, fmt.Errorf("the pattern also matches nothing at all; let it need at least one character")
	}
	compiled, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, fmt.Errorf("the pattern cannot be compiled: %w", err)
	}
	if states := len(compiled.Inst); states > MaxPatternStates {
		return nil, fmt.Errorf("the pattern takes %d states once its repeats are written out; the limit is %d", states, MaxPatternStates)
	}
	return tree, nil
}

// least is how many characters a match has at least; a large number for what never matches.
func least(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpNoMatch:
		return MaxPattern
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpCapture, syntax.OpPlus:
		return least(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * least(re.Sub[0])
	case syntax.OpConcat:
		sum := 0
		for _, sub := range re.Sub {
			sum += least(sub)
		}
		return sum
	case syntax.OpAlternate:
		shortest := least(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			shortest = min(shortest, least(sub))
		}
		return shortest
	default: // what may be left out, and places between characters
		return 0
	}
}
