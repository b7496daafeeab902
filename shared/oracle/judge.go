package oracle

import (
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/rule"
)

// judge is what one rule finds in the draft, whatever the other rules say.
func (s *sight) judge(r ruled) []Finding {
	elsewhere := manner{scope{r.pack, r.pack.Language}, "keep", "keep"}
	for _, c := range r.When {
		if !s.condition(elsewhere, c).holds {
			return nil
		}
	}
	for _, c := range r.Unless {
		if s.condition(elsewhere, c).holds {
			return nil
		}
	}
	if r.Require != nil {
		return s.findings(r, s.missing(r))
	}
	inFind := elsewhere
	inFind.negated = "drop"
	a := s.condition(inFind, *r.Find)
	if a.holds && len(a.hits) == 0 {
		return s.findings(r, []hit{{}})
	}
	return s.findings(r, merged(s.excepted(r, a.hits)))
}

// excepted are the matches that no exception takes away.
func (s *sight) excepted(r ruled, hits []hit) []hit {
	sc := scope{r.pack, r.pack.Language}
	except := s.phrases(sc, r.Except)
	hits = slices.DeleteFunc(slices.Clone(hits), func(h hit) bool {
		return slices.ContainsFunc(except, h.overlaps)
	})
	if r.ExceptNear == nil {
		return hits
	}
	around := s.phrases(sc, r.ExceptNear.Phrases)
	return slices.DeleteFunc(hits, func(h hit) bool {
		return slices.ContainsFunc(around, func(e hit) bool { return s.besides(h, e, r.ExceptNear.Within) })
	})
}

// besides reports whether a phrase stands within so many words of a match, or in it, in the same
// sentence.
func (s *sight) besides(h, e hit, within int) bool {
	if h.from == h.to {
		return false
	}
	near := s.distance(h.to, e.from) <= within && s.distance(e.to, h.from) <= within
	return near && (s.sameSentence(h.from, e.from) || s.sameSentence(h.to-1, e.from))
}

func (s *sight) findings(r ruled, hits []hit) []Finding {
	var out []Finding
	for _, h := range hits {
		out = append(out, Finding{Rule: r.ID, Severity: s.severity(r), Start: h.start, End: h.end})
	}
	return out
}

func (s *sight) severity(r ruled) check.Severity {
	name := r.Severity
	e := r.Escalate
	if e != nil && (e.From == "" || s.draft.Date.String() >= e.From) && (e.Field == "" || s.field(e.Field)) {
		name = e.Severity
	}
	severity, _ := check.ParseSeverity(string(name))
	return severity
}

// gate reports whether the draft concerns the company.
func (s *sight) gate() bool {
	wide := s.wide()
	var names []string
	names = append(names, s.profile.Company.Names...)
	names = append(names, s.profile.Company.Domains...)
	names = append(names, s.profile.Competitors...)
	names = append(names, s.profiled("product")...)
	for _, i := range wide.positions() {
		if len(wide.literals(scope{}, names, i, i))+len(wide.ownTags(i))+len(wide.ticker(i)) > 0 {
			return true
		}
	}
	for _, p := range s.packs {
		for name := range p.Topics {
			if len(wide.topic(name)) > 0 {
				return true
			}
		}
	}
	return len(s.embargo()) > 0
}

// field reports whether a circumstance holds.
func (s *sight) field(f string) bool {
	if name, value, ok := strings.Cut(f, "="); ok {
		return s.value(name, value)
	}
	c := s.draft.Context
	facts := map[string]bool{
		"compensated": c.Compensated, "image": c.Image, "in_registration": c.InRegistration, "nonuser": c.NonUser,
		"paid_media": c.PaidMedia, "paused": c.Paused, "static": c.Static || s.draft.Surface == check.Static,
		"listed": s.profile.Company.Listed, "quiet_period": s.quiet(),
	}
	holds, ok := facts[f]
	if !ok {
		panic("no circumstance " + f)
	}
	return holds
}

// value reports whether a circumstance has a value.
func (s *sight) value(name, want string) bool {
	c := s.draft.Context
	switch name {
	case "role":
		return c.Role == want
	case "sector":
		return c.Sector == want
	case "country":
		country, _, _ := strings.Cut(c.Country, "-")
		return anyFold([]string{c.Country, country}, []string{want})
	case "licence":
		return several(c.Licence, want)
	case "team":
		return several(c.Team, want)
	case "jurisdiction":
		return len(s.profile.Jurisdictions) == 0 || anyFold(s.profile.Jurisdictions, []string{want})
	case "surface":
		return s.draft.Surface.String() == want
	case "lang":
		return s.draft.Lang != "" && s.mayBe(want)
	}
	panic("no circumstance " + name)
}

// several reports whether one of a list with commas is what is wanted.
func several(list, want string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(one), want) {
			return true
		}
	}
	return false
}

func (s *sight) quiet() bool {
	day := s.draft.Date.String()
	return slices.ContainsFunc(s.profile.QuietPeriods, func(q rule.QuietPeriod) bool {
		return q.From <= day && day < q.Until
	})
}
