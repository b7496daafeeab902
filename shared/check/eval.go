package check

import (
	"strings"

	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// eval reports whether a condition holds and appends where it matched to c.hits. A condition
// that does not hold leaves c.hits as it was.
func (c *Checker) eval(index uint32) bool {
	cond := &c.program.Conditions[index]
	if !c.speaks(cond.Tongue) {
		return false
	}
	before := len(c.hits)
	switch cond.Op {
	case program.Phrases, program.Topic:
		c.phrases(cond, cond.Set)
	case program.SwapOf:
		for _, swap := range c.program.Swaps[cond.Set : cond.Set+cond.Second] {
			c.phrases(cond, swap.Set)
		}
	case program.Near:
		c.near(cond)
	case program.Detect:
		c.detect(cond)
	case program.Field:
		return c.field(cond)
	case program.All:
		return c.all(cond)
	case program.Pattern:
		c.patterns(cond)
	case program.Disclaimer:
		c.disclaimer(cond)
	case program.Count:
		return c.counted(cond)
	case program.Link:
		c.linked(cond)
	case program.Embargo:
		c.hits = append(c.hits, c.embargoed...)
	case program.Any:
		holds := false
		for _, kid := range cond.Kids {
			holds = c.eval(kid) || holds
		}
		return holds
	}
	return len(c.hits) > before
}

// phrases appends the matches of a set that a condition admits.
func (c *Checker) phrases(cond *program.Condition, set uint32) {
	for _, m := range c.sets.of(set) {
		if c.admits(cond, m, cond.Negated != program.Keep && c.denied(cond.Tongue, m)) {
			c.hits = append(c.hits, c.hitOf(m))
		}
	}
}

// all holds when every child does; the hits are those of the first child that has a place.
func (c *Checker) all(cond *program.Condition) bool {
	before := len(c.hits)
	for _, kid := range cond.Kids {
		at := len(c.hits)
		if !c.eval(kid) {
			c.hits = c.hits[:before]
			return false
		}
		if at > before {
			c.hits = c.hits[:at]
		}
	}
	return true
}

// admits applies a condition's modes to a match.
func (c *Checker) admits(cond *program.Condition, m match.Match, denied bool) bool {
	return allows(cond.Negated, denied) && (cond.Quoted == program.Keep || allows(cond.Quoted, c.quoted(m)))
}

func allows(mode program.Mode, is bool) bool {
	switch mode {
	case program.Drop:
		return !is
	case program.Only:
		return is
	case program.Keep:
	}
	return true
}

// quoted reports whether the whole match stands in quotation marks; a single word in scare
// quotes does not quote the phrase around it.
func (c *Checker) quoted(m match.Match) bool {
	for i := m.First; i <= m.Last; i++ {
		if !c.text.Words[i].Has(text.Quoted) {
			return false
		}
	}
	return true
}

// field tests a circumstance of the draft.
func (c *Checker) field(cond *program.Condition) bool {
	ctx := &c.draft.Context
	switch cond.Key {
	case program.Compensated:
		return ctx.Compensated
	case program.NonUser:
		return ctx.NonUser
	case program.Image:
		return ctx.Image
	case program.PaidMedia:
		return ctx.PaidMedia
	case program.InRegistration:
		return ctx.InRegistration
	case program.Paused:
		return ctx.Paused
	case program.Static:
		return ctx.Static || c.draft.Surface == Static
	case program.Country:
		return inCountry(ctx.Country, cond.Value)
	case program.Role:
		return ctx.Role == cond.Value
	case program.Sector:
		return ctx.Sector == cond.Value
	case program.Surface:
		return c.draft.Surface.String() == cond.Value
	case program.Lang:
		return sameLetters(primary(c.draft.Lang), cond.Value)
	case program.Licence:
		return listed(ctx.Licence, cond.Value)
	case program.Team:
		return listed(ctx.Team, cond.Value)
	case program.QuietPeriod:
		return c.isQuiet()
	}
	return false
}

// isQuiet reports whether the draft's day lies in one of the company's quiet periods.
func (c *Checker) isQuiet() bool {
	day := int32(c.draft.Date)
	for _, q := range c.program.Quiet {
		if day >= q.From && day < q.Until {
			return true
		}
	}
	return false
}

// listed reports whether one of the names that commas part in list is name, whatever the case.
func listed(list, name string) bool {
	for {
		first, rest, more := strings.Cut(list, ",")
		if sameLetters(strings.TrimSpace(first), name) {
			return true
		}
		if !more {
			return false
		}
		list = rest
	}
}

// inCountry reports whether place lies in area: "US-CO" lies in "US".
func inCountry(place, area string) bool {
	if len(place) < len(area) || area == "" || !sameLetters(place[:len(area)], area) {
		return false
	}
	return len(place) == len(area) || place[len(area)] == '-'
}

// sameLetters compares names of ASCII without regard to case.
func sameLetters(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || a[i]|0x20 < 'a' || a[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}
