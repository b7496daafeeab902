package oracle

import (
	"regexp"
	"slices"
	"strings"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// answer is what a condition says of a draft.
type answer struct {
	holds bool
	hits  []hit
}

func some(hits []hit) answer { return answer{len(hits) > 0, hits} }

// manner is how a condition takes its matches.
type manner struct {
	scope
	negated, quoted string
}

// within is the manner of a condition that stands inside one of this manner.
func (m manner) within(c rule.Condition) manner {
	if c.Negated != "" {
		m.negated = c.Negated
	}
	if c.Quoted != "" {
		m.quoted = c.Quoted
	}
	if c.Language != "" {
		m.lang = c.Language
	}
	return m
}

// condition asks a condition, which stands inside manner m.
func (s *sight) condition(m manner, c rule.Condition) answer {
	m = m.within(c)
	switch {
	case len(c.All) > 0:
		return s.every(m, c.All)
	case len(c.Any) > 0:
		return s.either(m, c.Any)
	case c.Field != "":
		return answer{holds: s.field(c.Field)}
	case c.Count != nil:
		return s.count(*c.Count)
	case c.Near != nil:
		if !s.mayBe(m.lang) {
			return answer{}
		}
		return some(s.near(m, *c.Near))
	}
	if c.Link != nil || c.Embargo || c.Disclaimer != "" {
		m.negated, m.quoted = "keep", "keep"
	}
	var hits []hit
	for _, h := range s.matches(m, c) {
		if s.wanted(m, h) {
			hits = append(hits, h)
		}
	}
	return some(hits)
}

// matches are those of an operator that has a place, denied and quoted ones among them.
func (s *sight) matches(m manner, c rule.Condition) []hit {
	switch {
	case len(c.Phrases) > 0 && s.mayBe(m.lang):
		return s.phrases(m.scope, c.Phrases)
	case len(c.Swaps) > 0 && s.mayBe(m.lang):
		var hits []hit
		for _, swap := range c.Swaps {
			hits = append(hits, s.phrases(m.scope, swap.Phrases)...)
		}
		return hits
	case len(c.Patterns) > 0:
		return s.patterns(c.Patterns)
	case c.Topic != "":
		return s.topic(c.Topic)
	case c.Disclaimer != "":
		return s.approved(c.Disclaimer)
	case c.Link != nil:
		return s.linked(*c.Link)
	case c.Embargo:
		return s.embargo()
	}
	return nil
}

// wanted reports whether a match counts, by the manners for denials and quotation marks.
func (s *sight) wanted(m manner, h hit) bool {
	return m.takes(s.denied(h)) && (m.quoted != "drop" || !s.quoted(h))
}

// takes reports whether a match counts that is denied, or is not.
func (m manner) takes(denied bool) bool {
	switch m.negated {
	case "keep":
		return true
	case "only":
		return denied
	}
	return !denied
}

func (s *sight) every(m manner, all []rule.Condition) answer {
	var first []hit
	for _, c := range all {
		a := s.condition(m, c)
		if !a.holds {
			return answer{}
		}
		if len(first) == 0 {
			first = a.hits
		}
	}
	return answer{true, first}
}

func (s *sight) either(m manner, all []rule.Condition) answer {
	var out answer
	for _, c := range all {
		a := s.condition(m, c)
		out.holds = out.holds || a.holds
		out.hits = append(out.hits, a.hits...)
	}
	return out
}

// mayBe reports whether the draft can be in a language.
func (s *sight) mayBe(lang string) bool {
	tag, _, _ := strings.Cut(strings.ReplaceAll(s.draft.Lang, "_", "-"), "-")
	return tag == "" || strings.EqualFold(tag, lang)
}

func (s *sight) patterns(patterns []rule.Pattern) []hit {
	var hits []hit
	for _, p := range patterns {
		re := regexp.MustCompile(p.Text)
		re.Longest()
		for _, at := range re.FindAllStringIndex(s.draft.Text, -1) {
			h := s.ofSpan(units(s.draft.Text[:at[0]]), units(s.draft.Text[:at[1]]))
			hits = append(hits, h)
		}
	}
	return hits
}

// topic are the words of a topic of any pack.
func (s *sight) topic(name string) []hit {
	var hits []hit
	for _, p := range s.packs {
		list, ok := p.Topics[name]
		if !ok {
			continue
		}
		sc := scope{p, p.Language}
		if list.Language != "" {
			sc.lang = list.Language
		}
		for _, h := range s.phrases(sc, list.Phrases) {
			h.lang = ""
			hits = append(hits, h)
		}
	}
	return hits
}

// approved is where an approved text stands, word for word.
func (s *sight) approved(id string) []hit {
	i := slices.IndexFunc(s.profile.Disclaimers, func(d rule.Disclaimer) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	return s.wordForWord(fold(s.profile.Disclaimers[i].Text))
}

func (s *sight) wordForWord(want []string) []hit {
	var hits []hit
	for i := range s.words {
		if i+len(want) > len(s.words) {
			break
		}
		if slices.EqualFunc(s.words[i:i+len(want)], want, func(w word, x string) bool { return w.folded == x && !w.Has(text.InLink) }) {
			hits = append(hits, s.ofWords(i, i+len(want)))
		}
	}
	return hits
}

// embargo is where a name stands before its day, also in the path of a web address.
func (s *sight) embargo() []hit {
	wide := s.wide()
	var hits []hit
	for _, e := range s.profile.Embargoes {
		if s.draft.Date.String() >= e.Until {
			continue
		}
		for i := range wide.words {
			for end := range wide.literals(scope{}, []string{e.Phrase}, i, i) {
				h := wide.ofWords(i, end)
				hits = append(hits, s.ofSpan(h.start, h.end))
			}
		}
		for _, t := range s.tags {
			if t.folded[1:] == strings.Join(fold(e.Phrase), "") {
				hits = append(hits, s.ofSpan(t.start, t.end))
			}
		}
	}
	return hits
}
