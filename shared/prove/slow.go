package prove

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"vouch/shared/rule"
)

const (
	// longRepeat is a counted repeat beyond which a pattern grows large for little.
	longRepeat = 100
	// manyStates is where a pattern costs more memory than all others of a pack together.
	manyStates = 500
	// gate is how many letters or digits in a row keep most drafts away; one sign that texts
	// seldom have does as well.
	gate = 2
)

// patterns remarks on patterns that cost more than they need.
func (l *linter) patterns() {
	r := l.rule
	if r.Find != nil {
		walk(r.Find, l.patternsOf)
	}
	for i := range r.When {
		walk(&r.When[i], l.patternsOf)
	}
	for i := range r.Unless {
		walk(&r.Unless[i], l.patternsOf)
	}
}

func (l *linter) patternsOf(c *rule.Condition) {
	for _, p := range c.Patterns {
		tree, err := rule.ParsePattern(p.Text)
		if err != nil {
			continue // the parser has refused it
		}
		if why := expense(tree); why != "" {
			l.say(SlowPattern, p.Line, "the pattern %s %s", p.Text, why)
		}
	}
}

// expense says why a pattern is expensive; "" when it is not.
func expense(tree *syntax.Regexp) string {
	switch compiled, err := syntax.Compile(tree.Simplify()); {
	case opensWide(tree):
		return "begins with any number of any characters: every place of the draft begins a match. Leave them out"
	case required(tree) < gate:
		return "has neither two characters in a row nor a rare sign that every match holds, so that nothing tells beforehand which drafts to leave out. Give it a fixed part"
	case repeats(tree) > longRepeat:
		return "repeats something more than 100 times. Use + or a smaller number"
	case err == nil && len(compiled.Inst) > manyStates:
		return "takes more than 500 states. Split it, or name words as phrases"
	}
	return ""
}

// opensWide reports whether a match may begin with anything.
func opensWide(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpStar, syntax.OpPlus:
		return anything(re.Sub[0])
	case syntax.OpRepeat:
		return re.Max < 0 && anything(re.Sub[0])
	case syntax.OpConcat, syntax.OpCapture:
		return opensWide(re.Sub[0])
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, opensWide)
	default:
		return false
	}
}

// anything reports whether re takes most characters.
func anything(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return true
	case syntax.OpCharClass:
		size := 0
		for i := 0; i+1 < len(re.Rune); i += 2 {
			size += int(re.Rune[i+1]-re.Rune[i]) + 1
		}
		return size > 1<<19 // half of all code points: a class of what it is not
	default:
		return false
	}
}

// required is the length of the longest run of characters that every match holds; a rare sign
// counts for a gate.
func required(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		if slices.ContainsFunc(re.Rune, isRare) {
			return max(gate, len(re.Rune))
		}
		return len(re.Rune)
	case syntax.OpCharClass:
		if allRare(re.Rune) {
			return gate
		}
		return 0
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		return required(re.Sub[0]) * min(re.Min, 1)
	case syntax.OpConcat:
		longest := 0
		for _, sub := range re.Sub {
			longest = max(longest, required(sub))
		}
		return longest
	case syntax.OpAlternate:
		shortest := required(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			shortest = min(shortest, required(sub))
		}
		return shortest
	default:
		return 0
	}
}

// allRare reports whether a class, given as pairs of first and last, has a few rare signs alone.
func allRare(class []rune) bool {
	const few = 8
	for i := 0; i+1 < len(class); i += 2 {
		if class[i+1]-class[i] > few {
			return false
		}
		for r := class[i]; r <= class[i+1]; r++ {
			if !isRare(r) {
				return false
			}
		}
	}
	return len(class) > 0
}

// isRare tells the signs that most drafts do not have.
func isRare(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.N, unicode.Z) && !unicode.IsControl(r) && !strings.ContainsRune(".,!?:;'’-()/#@", r)
}

// repeats is the largest counted repeat of a pattern.
func repeats(re *syntax.Regexp) int {
	most := 0
	if re.Op == syntax.OpRepeat {
		most = max(re.Min, re.Max)
	}
	for _, sub := range re.Sub {
		most = max(most, repeats(sub))
	}
	return most
}
