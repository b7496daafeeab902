package program

// Validate proves that the program can be run. What Compile makes always passes.
func (p *Program) Validate() error {
	if p.Tables.Validate() != nil || p.Tables.Sets < FirstFreeSet || int(p.Tables.Sets) > p.maxSets() {
		return ErrImage
	}
	for _, set := range p.Gate {
		if set >= p.Tables.Sets {
			return ErrImage
		}
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
	return FirstFreeSet + len(p.Gate) + 2*len(p.Conditions) + 2*len(p.Rules)
}

// conditionHolds proves one condition. Children stand behind their parents and have one
// parent each, so a tree has an end and is walked in linear time.
func (p *Program) conditionHolds(i int) bool {
	c := &p.Conditions[i]
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
	case Detect, Field:
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
	for _, root := range roots {
		if !p.claim(root, used, maxDepth) {
			return false
		}
	}
	oneBody := (r.Find == NoCondition) != (r.Require == NoSet)
	return oneBody && p.setOrNone(r.Except) && p.setOrNone(r.Require)
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
