package check

import (
	"vouch/shared/match"
)

// negators appends the words where negators of any language begin, in order, among matches in order.
func (c *Checker) negators(matches []match.Match, to []int32) []int32 {
	for _, m := range matches {
		if c.turns.negates[m.Set] && (len(to) == 0 || to[len(to)-1] != m.First) {
			to = append(to, m.First)
		}
	}
	return to
}

// deniesLike reports whether a copy of a text denies as often as the text, each time beside the same
// word: "never" put into a text, or taken out of it, says the opposite in nine tenths of its words.
func (c *Checker) deniesLike(a *approved, copied match.Match) bool {
	all := c.sets.matches
	c.denials = c.negators(all[search(all, copied.First):search(all, copied.Last+1)], c.denials[:0])
	if len(c.denials) != len(a.denies) {
		return false
	}
	for i, word := range c.denials {
		own := a.denies[i]
		before := word > copied.First && own > 0 && a.is(own-1, c.text, &c.text.Words[word-1])
		behind := word < copied.Last && int(own)+1 < len(a.words) && a.is(own+1, c.text, &c.text.Words[word+1])
		if !before && !behind {
			return false
		}
	}
	return true
}
