package build

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vouch/shared/pattern"
)

// need is one way to satisfy a pattern: features that a draft must have all of.
type need [pattern.NeedWidth]uint16

// The most ways and texts that are worth carrying along: beyond them a pattern counts as one
// that needs nothing.
const (
	maxWays  = 24
	maxExact = 24
)

// way is a list of texts, in lower case, that all stand somewhere in what matches.
type way struct {
	texts []string
	digit bool
}

// facts are what is known of the texts that an expression matches.
type facts struct {
	exact []string // all of them; nil is unknown
	ways  []way    // one of these holds; nil is unknown
}

// needsOf lists the ways in which a draft may have what a pattern needs; nil when a draft needs
// nothing that a feature could tell.
func needsOf(tree *syntax.Regexp) []need {
	var needs []need
	for _, w := range factsOf(tree).settled() {
		n, ok := w.need()
		if !ok {
			return nil
		}
		needs = append(needs, n)
	}
	slices.SortFunc(needs, func(a, b need) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(needs)
}

// settled are the ways, exact texts among them.
func (f facts) settled() []way {
	if f.exact == nil {
		return f.ways
	}
	ways := make([]way, len(f.exact))
	for i, text := range f.exact {
		ways[i] = way{texts: []string{text}}
	}
	return ways
}

func factsOf(re *syntax.Regexp) facts {
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture:
		return factsOf(re.Sub[0])
	case syntax.OpPlus:
		return facts{ways: factsOf(re.Sub[0]).settled()}
	case syntax.OpQuest:
		if f := factsOf(re.Sub[0]); f.exact != nil && len(f.exact) < maxExact {
			return facts{exact: append([]string{""}, f.exact...)}
		}
	case syntax.OpConcat:
		return sequence(re.Sub)
	case syntax.OpAlternate:
		return choice(re.Sub)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return facts{exact: []string{""}}
	default: // nothing is known of the others
	}
	return facts{}
}

// literal: letters beyond ASCII have cases that features do not know.
func literal(re *syntax.Regexp) facts {
	folded := re.Flags&syntax.FoldCase != 0
	var b strings.Builder
	for _, r := range re.Rune {
		if r >= utf8.RuneSelf && folded && unicode.SimpleFold(r) != r {
			return facts{}
		}
		b.WriteRune(lower(r))
	}
	return facts{exact: []string{b.String()}}
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r | 0x20
	}
	return r
}

// class of a few characters is as many texts. The long s and the Kelvin sign are left out: a
// draft that has them is taken to have every feature.
func class(re *syntax.Regexp) facts {
	var exact []string
	digits := true
	for i := 0; i+1 < len(re.Rune); i += 2 {
		digits = digits && re.Rune[i] >= '0' && re.Rune[i+1] <= '9'
		for r := re.Rune[i]; r <= re.Rune[i+1] && len(exact) <= maxExact; r++ {
			if r != 'ſ' && r != '\u212A' {
				exact = append(exact, string(lower(r)))
			}
		}
	}
	slices.Sort(exact)
	exact = slices.Compact(exact)
	switch {
	case len(exact) > 0 && len(exact) <= 3:
		return facts{exact: exact}
	case digits && len(exact) > 0:
		return facts{ways: []way{{digit: true}}}
	}
	return facts{}
}

func choice(subs []*syntax.Regexp) facts {
	out := facts{exact: []string{}, ways: []way{}}
	for _, sub := range subs {
		f := factsOf(sub)
		if f.exact == nil || out.exact == nil {
			out.exact = nil
		} else {
			out.exact = append(out.exact, f.exact...)
		}
		if w := f.settled(); w == nil || out.ways == nil {
			out.ways = nil
		} else {
			out.ways = append(out.ways, w...)
		}
	}
	if len(out.exact) > maxExact {
		out.exact = nil
	}
	if len(out.ways) > maxWays {
		out.ways = nil
	}
	return out
}

// sequence joins the texts of neighbours as long as they are few, and asks for all that its parts
// ask for.
func sequence(subs []*syntax.Regexp) facts {
	run, whole := []string{""}, true
	var ways []way
	for _, sub := range subs {
		f := factsOf(sub)
		if f.exact != nil && len(run)*len(f.exact) <= maxExact {
			run = joined(run, f.exact)
			continue
		}
		ways, whole = both(ways, facts{exact: run}.settled()), false
		if f.exact != nil {
			run = f.exact
			continue
		}
		ways, run = both(ways, f.ways), []string{""}
	}
	if whole {
		return facts{exact: run}
	}
	return facts{ways: both(ways, facts{exact: run}.settled())}
}

func joined(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}

// both asks for one way of each, or where those are too many, for the stricter alone.
func both(a, b []way) []way {
	switch {
	case strictness(a) == 0:
		return b
	case strictness(b) == 0:
		return a
	case len(a)*len(b) <= maxWays:
		out := make([]way, 0, len(a)*len(b))
		for _, x := range a {
			for _, y := range b {
				out = append(out, way{slices.Concat(x.texts, y.texts), x.digit || y.digit})
			}
		}
		return out
	case strictness(a) >= strictness(b):
		return a
	}
	return b
}

// strictness is how much the most lenient way asks for.
func strictness(ways []way) int {
	least := 0
	for i, w := range ways {
		n := 0
		if w.digit {
			n = 1
		}
		for _, text := range w.texts {
			n += 4*max(0, len(text)-2) + min(len(text), 1)
		}
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}

// need picks features: of each text three bytes in a row, from all over it; a digit; where there
// is room, the bytes of texts too short for that. ok is false when nothing is asked.
func (w way) need() (n need, ok bool) {
	var picked, rest []uint16
	texts := slices.Clone(w.texts)
	slices.SortStableFunc(texts, func(a, b string) int { return len(b) - len(a) })
	for _, text := range texts {
		if len(text) < 3 {
			for i := range len(text) {
				rest = append(rest, pattern.Byte(text[i]))
			}
			continue
		}
		last := len(text) - 3
		for _, i := range []int{0, last, last / 2} {
			picked = append(picked, pattern.Trigram(text[i], text[i+1], text[i+2]))
		}
	}
	if w.digit {
		picked = slices.Insert(picked, min(1, len(picked)), pattern.Digit)
	}
	slices.Sort(rest)
	picked = distinct(append(picked, rest...))
	if len(picked) == 0 {
		return n, false
	}
	for i := range n {
		n[i] = picked[min(i, len(picked)-1)]
	}
	return n, true
}

func distinct(features []uint16) []uint16 {
	var out []uint16
	for _, f := range features {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}
