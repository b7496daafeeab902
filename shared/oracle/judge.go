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
	for i := range wide.words {
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
	name, value, _ := strings.Cut(f, "=")
	c := s.draft.Context
	several := func(list string) bool {
		for one := range strings.SplitSeq(list, ",") {
			if strings.EqualFold(strings.TrimSpace(one), value) {
				return true
			}
		}
		return false
	}
	country, _, _ := strings.Cut(c.Country, "-")
	switch name {
	case "compensated":
		return c.Compensated
	case "image":
		return c.Image
	case "in_registration":
		return c.InRegistration
	case "nonuser":
		return c.NonUser
	case "paid_media":
		return c.PaidMedia
	case "paused":
		return c.Paused
	case "static":
		return c.Static || s.draft.Surface == check.Static
	case "listed":
		return s.profile.Company.Listed
	case "quiet_period":
		return s.quiet()
	case "role":
		return c.Role == value
	case "sector":
		return c.Sector == value
	case "country":
		return strings.EqualFold(c.Country, value) || strings.EqualFold(country, value)
	case "licence":
		return several(c.Licence)
	case "team":
		return several(c.Team)
	case "jurisdiction":
		return len(s.profile.Jurisdictions) == 0 || several(strings.Join(s.profile.Jurisdictions, ","))
	case "surface":
		return s.draft.Surface.String() == value
	case "lang":
		return s.draft.Lang != "" && s.mayBe(value)
	}
	panic("no circumstance " + f)
}

func (s *sight) quiet() bool {
	day := s.draft.Date.String()
	return slices.ContainsFunc(s.profile.QuietPeriods, func(q rule.QuietPeriod) bool {
		return q.From <= day && day < q.Until
	})
}
