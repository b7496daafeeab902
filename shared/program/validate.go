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

// maxLanguages bounds how many languages one program speaks: check keeps one bit for each.
const maxLanguages = 31

// MaxTextBytes bounds an approved text: what a search for near copies of it costs grows with the
// square of its words.
const MaxTextBytes = 2000

func (p *Program) vocabularyHolds() bool {
	for _, set := range p.Gate {
		if set >= p.Tables.Sets {
			return false
		}
	}
	for i := range p.Languages {
		l := &p.Languages[i]
		for _, set := range []uint32{l.Negators, l.Behind, l.Pseudo, l.Terminators, l.Answers} {
			if set >= p.Tables.Sets {
				return false
			}
		}
	}
	for i := range p.Swaps {
		if p.Swaps[i].Set >= p.Tables.Sets {
			return false
		}
	}
	for _, s := range p.Texts {
		if len(s) > MaxTextBytes {
			return false
		}
	}
	return len(p.Languages) <= maxLanguages && p.Embargoes.hold()
}

// conditionHolds proves one condition. Children stand behind their parents and have one
// parent each, so a tree has an end and is walked in linear time.
func (p *Program) conditionHolds(i int) bool {
	c := &p.Conditions[i]
	if int(c.Tongue) > len(p.Languages) {
		return false
	}
	switch c.Op {
	case Phrases, Topic:
		return c.Set < p.Tables.Sets && len(c.Kids) == 0
	case Near:
		return c.Set < p.Tables.Sets && c.Second < p.Tables.Sets && c.Within >= 0 && len(c.Kids) == 0
	case All, Any:
		last := uint32(i)
		for _, kid := range c.Kids {
			if kid <= last || int64(kid) >= int64(len(p.Conditions)) {
				return false
			}
			last = kid
		}
		return true
	case Disclaimer:
		return uint64(c.Set) < uint64(len(p.Texts)) && len(c.Kids) == 0
	case SwapOf:
		return uint64(c.Set)+uint64(c.Second) <= uint64(len(p.Swaps)) && len(c.Kids) == 0
	case Link:
		return (c.Whose == AnyLink || uint64(c.Set) < uint64(len(p.Domains))) && len(c.Kids) == 0
	case Count:
		return c.Over >= Unbounded && c.Under >= Unbounded && len(c.Kids) == 0
	case Pattern:
		return uint64(c.Set) < uint64(len(p.PatternLists)) && len(c.Kids) == 0
	case Detect, Field, Embargo:
	}
	return len(c.Kids) == 0
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
