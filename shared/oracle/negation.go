package oracle

import (
	"slices"
	"strings"

	"vouch/shared/compile"
	"vouch/shared/rule"
)

// reach is how many words may stand between a negator and what it denies.
const reach = 3

// farthest is how many bytes behind its last word a question's mark may stand.
const farthest = 64

// denial is where a language's words of negation stand in the draft.
type denial struct {
	negators, behind, pseudo, terminators, answers []hit
}

func (s *sight) denials(lang string) denial {
	if known, ok := s.known[lang]; ok {
		return known
	}
	words, sc := compile.DenialsOf(lang), scope{&rule.Pack{}, lang}
	find := func(phrases []string) []hit {
		var hits []hit
		for _, p := range phrases {
			hits = append(hits, s.notation(sc, p)...)
		}
		return hits
	}
	d := denial{find(words.Negators), find(words.Behind), find(words.Pseudo), find(words.Terminators), find(words.Answers)}
	s.known[lang] = d
	return d
}

// denied reports whether a match is denied in its language, or, when it has none, in one of the
// packs' that the draft may be in. Negators that are part of a match beside it deny nothing.
func (s *sight) denied(h hit, beside ...hit) bool {
	if h.lang != "" {
		return s.mayBe(h.lang) && s.deniedIn(h, h.lang, beside)
	}
	return slices.ContainsFunc(s.languages(), func(lang string) bool {
		return s.mayBe(lang) && s.deniedIn(h, lang, beside)
	})
}

func (s *sight) deniedIn(h hit, lang string, beside []hit) bool {
	d := s.denials(lang)
	for _, n := range d.negators {
		if n.beside(h) && n.tag.to == h.tag.from {
			return true
		}
		part := slices.ContainsFunc(beside, func(o hit) bool { return o.from < n.to && n.to <= o.to })
		if n.to <= h.from && !part && !d.seems(n, 0, h.from) && s.reaches(d, n.to, h.from) {
			return true
		}
	}
	for _, b := range d.behind {
		if h.to <= b.from && !d.seems(b, h.to, len(s.words)) && s.reaches(d, h.to, b.from) {
			return true
		}
	}
	return s.answeredNo(d, h)
}

// seems reports whether a negator has words of a phrase, between two words, that only looks like
// one.
func (d denial) seems(n hit, from, to int) bool {
	return slices.ContainsFunc(d.pseudo, func(p hit) bool {
		return p.from < n.to && n.from < p.to && from <= p.from && p.to <= to
	})
}

// languages are those that the packs are written in.
func (s *sight) languages() []string {
	var all []string
	var walk func([]rule.Condition)
	walk = func(list []rule.Condition) {
		for _, c := range list {
			all = append(all, c.Language)
			walk(c.All)
			walk(c.Any)
		}
	}
	for _, p := range s.packs {
		all = append(all, p.Language)
		for _, r := range p.Rules {
			walk(r.When)
			walk(r.Unless)
			if r.Find != nil {
				walk([]rule.Condition{*r.Find})
			}
		}
	}
	return all
}

// reaches reports whether nothing between two words, half-open, ends a denial.
func (s *sight) reaches(d denial, from, to int) bool {
	if s.distance(from, to) > reach || s.clauseEnds(from, to) {
		return false
	}
	for _, t := range d.terminators {
		if from <= t.from && t.to <= to {
			return false
		}
	}
	return true
}

// answeredNo reports whether the match stands in a question that the next sentence answers with a
// no that ends its clause.
func (s *sight) answeredNo(d denial, h hit) bool {
	if h.to == 0 {
		return false
	}
	next := h.to
	for next < len(s.words) && s.sameSentence(next, h.to-1) {
		next++
	}
	if next == len(s.words) {
		return false
	}
	between := s.between(s.words[next-1].end(), s.words[next].start())
	if !strings.Contains(between[:min(len(between), farthest)], "?") {
		return false
	}
	for _, a := range d.answers {
		if a.from == next && (a.to == len(s.words) || s.clauseEnds(a.to, a.to)) {
			return true
		}
	}
	return false
}
