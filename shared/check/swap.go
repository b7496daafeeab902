package check

import "vouch/shared/program"

// swaps appends what to write in place of the words of a finding that a swap is for.
func (c *Checker) swaps(f finding, index uint32) {
	cond := &c.program.Conditions[index]
	for _, kid := range cond.Kids {
		c.swaps(f, kid)
	}
	if cond.Op != program.SwapOf {
		return
	}
	for _, swap := range c.program.Swaps[cond.Set : cond.Set+cond.Second] {
		for _, m := range c.sets.of(swap.Set) {
			if at := c.hitOf(m).span; at.start >= f.start && at.end <= f.end {
				c.swapAt(at, swap.With)
				break
			}
		}
	}
}

func (c *Checker) swapAt(at span, with []string) {
	for _, words := range with {
		words = likeCase(words, c.draft.Text[at.byteStart:at.byteEnd])
		c.toTry = append(c.toTry, remedy{"Write “" + words + "”", []edit{{at, words}}})
	}
}
