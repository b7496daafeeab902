package check

import "vouch/shared/program"

// turns are the rules in the order of judging: protected speech, what silences other rules, what
// opens the gate, the rest.
type turns struct {
	protect, silence, always, gated []turn
	negates                         []bool // by set: it holds negators of a language
}

// turn is a rule and a set without whose matches it finds nothing; NoSet is none. Most of a
// thousand rules are passed over by a look at one number.
type turn struct {
	rule  int32
	needs uint32
}

func turnsOf(p *program.Program) (t turns) {
	t.negates = make([]bool, p.Tables.Sets)
	for _, l := range p.Languages {
		t.negates[l.Negators] = true
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		own := turn{int32(i), program.NoSet}
		if r.Find != program.NoCondition {
			own.needs = needs(p, uint32(r.Find))
		}
		switch {
		case r.Protect:
			t.protect = append(t.protect, own)
		case len(r.Silences) > 0:
			t.silence = append(t.silence, own)
		case r.Always && Severity(r.Severity) > Advise: // advice opens no gate
			t.always = append(t.always, own)
		default:
			t.gated = append(t.gated, own)
		}
	}
	return t
}

// needs is a set without whose matches a condition does not hold.
func needs(p *program.Program, index uint32) uint32 {
	cond := &p.Conditions[index]
	switch cond.Op {
	case program.Phrases, program.Topic, program.Near:
		return cond.Set
	case program.All:
		for _, kid := range cond.Kids {
			if set := needs(p, kid); set != program.NoSet {
				return set
			}
		}
	case program.Any, program.Detect, program.Field, program.Pattern, program.Disclaimer, program.Count,
		program.Link, program.Embargo, program.SwapOf: // may hold without any match
	}
	return program.NoSet
}

// take judges by each rule in turn and reports whether any found something.
func (c *Checker) take(turns []turn) (found bool) {
	for _, t := range turns {
		if c.finds(t) {
			found = true
		}
	}
	return found
}

// finds judges by one rule.
func (c *Checker) finds(t turn) bool {
	if t.needs != program.NoSet && c.sets.count[t.needs] == 0 {
		return false
	}
	if len(c.silencing) > 0 && c.silent[t.rule] {
		return false
	}
	return c.runs(&c.program.Rules[t.rule]) && c.stands(t.rule)
}

// hush notes the rules that others silence in this draft. Who silences finds nothing, and may be
// silenced by those before it.
func (c *Checker) hush() {
	clear(c.silent)
	for i := range c.turns.silence {
		if t := c.turns.silence[i : i+1]; c.take(t) {
			r := &c.program.Rules[t[0].rule]
			c.silencing = append(c.silencing, r.ID)
			for _, other := range r.Silences {
				c.silent[other] = true
			}
		}
	}
	c.found = c.found[:0]
}
