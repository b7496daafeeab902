package check

import (
	"slices"

	"vouch/shared/program"
)

// Scope is whom a rule concerns, whatever they write.
type Scope struct {
	Mine bool // it can find something in a draft of this person, on this day
	// Only is what it asks beside the words: of each row one circumstance must be so. They are written as
	// rules write them ("compensated", "country=US"), with a "!" before what must not be so.
	Only [][]string
}

// Scopes tells whom the rules of a program concern. It asks of circumstances what Check asks, so that
// a rule that finds something in a draft is the draft's author's (Scope.Mine) on that day.
type Scopes struct {
	checker Checker
	filled  []bool // by set: there are phrases
}

// ScopesOf asks about a person, and a day.
func ScopesOf(p *program.Program, of Context, on Date) *Scopes {
	return &Scopes{Checker{program: p, draft: Draft{Date: on, Context: of}}, p.Tables.Filled()}
}

// Rule is the scope of rule i. It is not ok where nobody's draft can ever offend: the rule is over, or
// what it speaks of is not in the workspace's profile.
func (s *Scopes) Rule(i int) (scope Scope, ok bool) {
	r := &s.checker.program.Rules[i]
	if int32(s.checker.draft.Date) >= r.Until {
		return Scope{}, false
	}
	rows := s.all(r.When, false)
	rows = append(rows, s.all(r.Unless, true)...)
	if r.Find != program.NoCondition {
		rows = append(rows, s.demands(uint32(r.Find), false)...)
	}
	scope.Mine = int32(s.checker.draft.Date) >= r.From
	for _, each := range rows {
		if len(each.names) == 0 {
			return Scope{}, false
		}
		scope.Mine = scope.Mine && each.holds
		scope.Only = append(scope.Only, each.names)
	}
	return scope, true
}

// row is circumstances of which one must be so, and whether one is; without any it never holds.
type row struct {
	names []string
	holds bool
}

// maxRows bounds what alternatives of alternatives multiply to. A row that is left out makes a rule
// somebody's who is not under it, never the other way about.
const maxRows = 64

// demands are the rows that must hold if a condition, or its contrary, is to hold for any words at all.
func (s *Scopes) demands(index uint32, not bool) []row {
	cond := &s.checker.program.Conditions[index]
	switch cond.Op {
	case program.All, program.Any:
		if (cond.Op == program.All) != not {
			return s.all(cond.Kids, not)
		}
		return s.any(cond.Kids, not)
	case program.Field:
		return s.asked(cond, not)
	default:
		return settled(not || s.findable(cond))
	}
}

// asked is a circumstance that may change; a quiet period that is over never comes again.
func (s *Scopes) asked(cond *program.Condition, not bool) []row {
	name := keyNames[cond.Key]
	holds := s.checker.field(cond) != not
	switch cond.Key {
	case program.Surface, program.Lang, program.Static: // each draft has its own
		holds = true
	case program.QuietPeriod:
		if !s.quietAhead() {
			return settled(not)
		}
	default: // the person's own
	}
	if cond.Value != "" {
		name += "=" + cond.Value
	}
	if not {
		name = "!" + name
	}
	return []row{{[]string{name}, holds}}
}

// settled are the rows of what is known for good.
func settled(holds bool) []row {
	if holds {
		return nil
	}
	return []row{{}}
}

func (s *Scopes) quietAhead() bool {
	for _, period := range s.checker.program.Quiet {
		if int32(s.checker.draft.Date) < period.Until {
			return true
		}
	}
	return false
}

func (s *Scopes) all(kids []uint32, not bool) (rows []row) {
	for _, kid := range kids {
		rows = append(rows, s.demands(kid, not)...)
	}
	return rows
}

// any is one row of each kid in one, for every choice of rows.
func (s *Scopes) any(kids []uint32, not bool) []row {
	rows := settled(false)
	for _, kid := range kids {
		own := rows
		rows = nil
		for _, more := range s.demands(kid, not) {
			for _, each := range own {
				if len(rows) < maxRows {
					names := slices.Concat(each.names, more.names)
					rows = append(rows, row{names, each.holds || more.holds})
				}
			}
		}
	}
	return rows
}

// findable reports whether any words make a condition on words hold: lists of names that the profile
// lacks are empty.
func (s *Scopes) findable(cond *program.Condition) bool {
	switch cond.Op {
	case program.Phrases, program.Topic:
		return s.filled[cond.Set]
	case program.Near:
		return s.filled[cond.Set] && s.filled[cond.Second]
	case program.SwapOf:
		for _, swap := range s.checker.program.Swaps[cond.Set : cond.Set+cond.Second] {
			if s.filled[swap.Set] {
				return true
			}
		}
		return false
	case program.Embargo:
		for _, name := range s.checker.program.Embargoes.Names {
			if int32(s.checker.draft.Date) < name.Until {
				return true
			}
		}
		return false
	default:
		return true
	}
}

// keyNames are the names of the circumstances, by key.
var keyNames = [...]string{
	"compensated", "nonuser", "image", "paid_media", "in_registration", "paused", "static",
	"country", "role", "sector", "surface", "lang", "licence", "team", "quiet_period",
}
