package program

// Validate proves that the program can be run. What Compile makes always passes.
func (p *Program) Validate() error {
	if p.Tables.Validate() != nil || int(p.Tables.Sets) > p.maxSets() || !p.vocabularyHolds() || !p.patternsHold() {
		return ErrImage
	}
	for i := range p.Conditions {
		if !p.conditionHolds(i) {
			return ErrImage
		}
	}
	used := make([]bool, len(p.Conditions))
	for i := range p.Rules {
		if !p.ruleHolds(&p.Rules[i], used) {
			return ErrImage
		}
	}
	return nil
}

// maxSets is how many sets the program's parts can need: what bounds the memory that a forged
// number of sets asks for.
func (p *Program) maxSets() int {
	return len(p.Gate) + 5*len(p.Languages) + 2*len(p.Conditions) + 3*len(p.Rules) + len(p.Swaps)
}

// maxLanguages bounds how many languages one program speaks, well within what a Tongue tells apart.
const maxLanguages = 31

// MaxTextBytes bounds an approved text: what a search for near copies of it costs grows with the
// square of its words.
const MaxTextBytes = 2000

func (p *Program) vocabularyHolds() bool {
	for _, s := range p.Texts {
		if len(s) > MaxTextBytes {
			return false
		}
	}
	return p.setsHold(p.Gate...) && p.languagesHold() && p.swapsHold() && p.Embargoes.hold()
}

func (p *Program) setsHold(sets ...uint32) bool {
	for _, set := range sets {
		if set >= p.Tables.Sets {
			return false
		}
	}
	return true
}

func (p *Program) languagesHold() bool {
	for i := range p.Languages {
		l := &p.Languages[i]
		if !p.setsHold(l.Negators, l.Behind, l.Pseudo, l.Terminators, l.Answers) {
			return false
		}
	}
	return len(p.Languages) <= maxLanguages
}

func (p *Program) swapsHold() bool {
	for i := range p.Swaps {
		if !p.setsHold(p.Swaps[i].Set) {
			return false
		}
	}
	return true
}

// conditionHolds proves one condition.
func (p *Program) conditionHolds(i int) bool {
	c := &p.Conditions[i]
	if int(c.Tongue) > len(p.Languages) {
		return false
	}
	if c.Op == All || c.Op == Any {
		return p.kidsHold(i)
	}
	return len(c.Kids) == 0 && p.operandsHold(c)
}

// kidsHold proves that children stand behind their parents. Each has one parent, so a tree has an
// end and is walked in linear time.
func (p *Program) kidsHold(i int) bool {
	last := uint32(i)
	for _, kid := range p.Conditions[i].Kids {
		if kid <= last || int64(kid) >= int64(len(p.Conditions)) {
			return false
		}
		last = kid
	}
	return true
}

// operandsHold proves that what an operator refers to is there.
func (p *Program) operandsHold(c *Condition) bool {
	switch c.Op {
	case Phrases, Topic:
		return p.setsHold(c.Set)
	case Near:
		return p.setsHold(c.Set, c.Second) && c.Within >= 0
	case Disclaimer:
		return uint64(c.Set) < uint64(len(p.Texts))
	case SwapOf:
		return uint64(c.Set)+uint64(c.Second) <= uint64(len(p.Swaps))
	case Link:
		return c.Whose == AnyLink || uint64(c.Set) < uint64(len(p.Domains))
	case Count:
		return c.Over >= Unbounded && c.Under >= Unbounded
	case Pattern:
		return uint64(c.Set) < uint64(len(p.PatternLists))
	case Detect, Field, Embargo, All, Any:
	}
	return true
}

// ruleHolds proves one rule and claims its conditions; none belongs to two.
func (p *Program) ruleHolds(r *Rule, used []bool) bool {
	roots := append(append([]uint32{}, r.When...), r.Unless...)
	if r.Find != NoCondition {
		if r.Find < 0 {
			return false
		}
		roots = append(roots, uint32(r.Find))
	}
	if r.EscalateIf != NoCondition {
		if r.EscalateIf < 0 {
			return false
		}
		roots = append(roots, uint32(r.EscalateIf))
	}
	for _, root := range roots {
		if !p.claim(root, used, maxDepth) {
			return false
		}
	}
	for _, other := range r.Silences {
		if uint64(other) >= uint64(len(p.Rules)) {
			return false
		}
	}
	return p.bodyHolds(r) && r.ExceptWithin >= 0 && int(r.Tongue) <= len(p.Languages) &&
		p.setOrNone(r.Except) && p.setOrNone(r.ExceptNear)
}

// bodyHolds proves that a rule looks for exactly one thing, which is there.
func (p *Program) bodyHolds(r *Rule) bool {
	bodies := 0
	for _, has := range []bool{r.Find != NoCondition, r.Require != NoSet, r.RequireText != NoText} {
		if has {
			bodies++
		}
	}
	return bodies == 1 && p.setOrNone(r.Require) &&
		(r.RequireText == NoText || uint64(r.RequireText) < uint64(len(p.Texts)))
}

// maxDepth bounds how deep conditions stand inside each other.
const maxDepth = 32

func (p *Program) claim(i uint32, used []bool, depth int) bool {
	if int64(i) >= int64(len(used)) || used[i] || depth == 0 {
		return false
	}
	used[i] = true
	for _, kid := range p.Conditions[i].Kids {
		if !p.claim(kid, used, depth-1) {
			return false
		}
	}
	return true
}

func (p *Program) setOrNone(set uint32) bool { return set == NoSet || set < p.Tables.Sets }
