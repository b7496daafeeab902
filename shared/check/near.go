package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// near pairs each match of the first set with the nearest of the second, and each of the
// second with the nearest of the first. Both lists are in order, so the nearest is found by binary search, and a
// few neighbours are tried, since one that overlaps or is denied is no partner.
func (c *Checker) near(cond *program.Condition) {
	first, second := c.sets.of(cond.Set), c.sets.of(cond.Second)
	if len(first) == 0 || len(second) == 0 {
		return
	}
	for _, m := range first {
		c.pair(cond, m, second, false)
	}
	for _, m := range second {
		c.pair(cond, m, first, true)
	}
}

// neighbours is how many candidates on each side are tried.
const neighbours = 4

// pair finds the nearest partner of m; of two as near, the one in the order of the rule.
// swapped: m is of the second set.
func (c *Checker) pair(cond *program.Condition, m match.Match, others []match.Match, swapped bool) {
	at := search(others, m.First)
	best, found, backwards := match.Match{}, false, false
	distance := cond.Within
	for i := max(0, at-neighbours); i < min(len(others), at+neighbours); i++ {
		o := others[i]
		before, after, reversed := m, o, swapped
		if o.First < m.First || m.Behind(o) {
			before, after, reversed = o, m, !swapped
		}
		apart := c.apart(before, after)
		nearer := !found || apart < distance || apart == distance && backwards && !reversed
		if apart < 0 || apart > cond.Within || !nearer || !c.mayPair(cond, before, after, reversed) {
			continue
		}
		best, found, backwards, distance = o, true, reversed, apart
	}
	if found {
		c.hits = append(c.hits, c.hitOf(c.covered(m, best, swapped)))
	}
}

// covered is what the hit of a pair covers: in one sentence both and all between; over a
// sentence's end the match of the first set alone, for which the second is context.
func (c *Checker) covered(m, partner match.Match, swapped bool) match.Match {
	words := c.text.Words
	if words[m.First].Sentence == words[partner.First].Sentence {
		return match.Match{First: min(m.First, partner.First), Last: max(m.Last, partner.Last)}
	}
	if swapped {
		return partner
	}
	return m
}

// apart is the number of words between two matches, signs not counted; negative when they
// overlap. Parts of one hashtag have none between.
func (c *Checker) apart(before, after match.Match) int32 {
	if after.Behind(before) {
		return 0
	}
	if after.First <= before.Last {
		return -1
	}
	last := &c.text.Words[before.Last]
	apart := c.text.Words[after.First].Ord - last.Ord
	if last.Kind != text.Sign {
		apart--
	}
	return apart
}

// mayPair tests everything but the distance. reversed: before is of the second set.
func (c *Checker) mayPair(cond *program.Condition, before, after match.Match, reversed bool) bool {
	words := c.text.Words
	if cond.Ordered && reversed {
		return false
	}
	if cond.Sentence && words[before.First].Sentence != words[after.Last].Sentence {
		return false
	}
	whole := match.Match{First: before.First, Last: after.Last}
	return c.admits(cond, whole, cond.Negated != program.Keep && c.pairDenied(cond, before, after, reversed))
}

// pairDenied reports whether either of a pair is negated. A name is not what is denied or claimed:
// where another clause makes the claim, a negator beside the name does not reach it ("if you don't
// have AcmeX yet, get one!").
func (c *Checker) pairDenied(cond *program.Condition, before, after match.Match, reversed bool) bool {
	firstName, lastName := cond.FirstNames, cond.SecondNames
	if reversed {
		firstName, lastName = lastName, firstName
	}
	if (firstName || lastName) && c.clauseBetween(before, after) {
		if firstName != lastName {
			claim := before
			if firstName {
				claim = after
			}
			return c.denied(cond.Tongue, claim)
		}
	}
	return c.deniedPair(cond.Tongue, before, after) ||
		c.deniedBehind(cond.Tongue, before.Last) || c.deniedBehind(cond.Tongue, after.Last) ||
		c.answeredNo(cond.Tongue, before.Last) || c.answeredNo(cond.Tongue, after.Last)
}

// clauseBetween reports whether a clause ends between two matches.
func (c *Checker) clauseBetween(before, after match.Match) bool {
	for i := before.Last + 1; i <= after.First; i++ {
		if c.text.Words[i].Gap >= text.Clause {
			return true
		}
	}
	return false
}
