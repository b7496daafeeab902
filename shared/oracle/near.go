package oracle

import (
	"cmp"
	"slices"
	"strings"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// near are the pairs that stand close together.
func (s *sight) near(m manner, n rule.Near) []hit {
	firsts, seconds := s.sides(m, n.First), s.sides(m, n.Second)
	fits := func(a, b side) bool {
		quoted := m.quoted == "drop" && s.quoted(hit{from: min(a.from, b.from), to: max(a.to, b.to)})
		return s.pairs(n, a.hit, b.hit) && m.takes(s.pairDenied(a, b)) && !quoted
	}
	var hits []hit
	for _, a := range firsts {
		if b, ok := s.nearest(a, seconds, func(b side) bool { return fits(a, b) }, true); ok {
			hits = append(hits, s.pair(a.hit, b.hit))
		}
	}
	for _, b := range seconds {
		if a, ok := s.nearest(b, firsts, func(a side) bool { return fits(a, b) }, false); ok {
			hits = append(hits, s.pair(a.hit, b.hit))
		}
	}
	return hits
}

// side is a match of one side; name says that its side is only names.
type side struct {
	hit
	name bool
}

func (s *sight) sides(m manner, phrases []rule.Phrase) []side {
	name := onlyNames(m.pack, phrases)
	var all []side
	for _, h := range s.phrases(m.scope, phrases) {
		all = append(all, side{h, name})
	}
	slices.SortFunc(all, func(a, b side) int { return cmp.Or(a.from-b.from, a.to-b.to, a.tag.from-b.tag.from, a.tag.to-b.tag.to) })
	return slices.Compact(all)
}

// onlyNames reports whether phrases are nothing but names of the profile's.
func onlyNames(p *rule.Pack, phrases []rule.Phrase) bool {
	return !slices.ContainsFunc(phrases, func(phrase rule.Phrase) bool {
		name, isName := strings.CutPrefix(phrase.Text, "{")
		name, whole := strings.CutSuffix(name, "}")
		if list, ok := p.Lists[name]; ok && isName && whole {
			return !onlyNames(p, list.Phrases)
		}
		return !isName || !whole || !slices.Contains(profileNames, name)
	})
}

var profileNames = []string{"company", "product", "drug", "investigational", "competitor", "customer", "reference", "tag", "ticker", "misspelt"}

// pairs reports whether two matches stand as the condition wants them.
func (s *sight) pairs(n rule.Near, a, b hit) bool {
	switch {
	case a.overlaps(b) && !a.beside(b):
		return false
	case n.Order == "first" && b.precedes(a):
		return false
	case n.Same != "text" && !s.sameSentence(a.from, b.from):
		return false
	}
	return s.apart(a, b) <= n.Within
}

// apart is how many words stand between two matches.
func (s *sight) apart(a, b hit) int {
	if a.beside(b) {
		return 0
	}
	if b.from < a.from {
		a, b = b, a
	}
	return s.distance(a.to, b.from)
}

// tried is how many matches on each side are looked at.
const tried = 4

// nearest is the partner with the fewest words between; of two as near, the one on the side that
// the order of the rule has it.
func (s *sight) nearest(m side, others []side, fits func(side) bool, first bool) (side, bool) {
	var best side
	found := false
	inOrder := func(o side) bool { return first == m.precedes(o.hit) }
	at := slices.IndexFunc(others, func(o side) bool { return o.from >= m.from })
	if at < 0 {
		at = len(others)
	}
	for _, o := range others[max(0, at-tried):min(len(others), at+tried)] {
		apart := s.apart(m.hit, o.hit)
		nearer := !found || apart < s.apart(m.hit, best.hit) ||
			apart == s.apart(m.hit, best.hit) && inOrder(o) && !inOrder(best)
		if fits(o) && nearer {
			best, found = o, true
		}
	}
	return best, found
}

func (s *sight) pairDenied(a, b side) bool {
	clause := s.clauseEnds(min(a.to, b.to), max(a.from, b.from))
	switch {
	case clause && a.name && !b.name:
		return s.denied(b.hit, a.hit)
	case clause && b.name && !a.name:
		return s.denied(a.hit, b.hit)
	}
	return s.denied(a.hit, b.hit) || s.denied(b.hit, a.hit)
}

// pair is the match of two: both and what lies between, or across sentences the first alone.
func (s *sight) pair(a, b hit) hit {
	if !s.sameSentence(a.from, b.from) {
		return a
	}
	return s.ofWords(min(a.from, b.from), max(a.to, b.to))
}

// clauseEnds reports whether a clause ends before one of the words from..to, both included.
func (s *sight) clauseEnds(from, to int) bool {
	for i := from; i <= to && i < len(s.words); i++ {
		if s.words[i].Gap >= text.Clause {
			return true
		}
	}
	return false
}
