package points

import (
	"strconv"

	"vouch/server/activity"
)

// state is what decide must know, read before and kept up by decide as it goes.
type state struct {
	given    map[daily]int64 // award keys, sums and notes of each day
	balances map[activity.Pseudonym]int64
	lines    []entry // of the ledgers that reversals concern, and what this step adds
}

// daily is a field of a day's hash.
type daily struct {
	day   activity.Day
	field string
}

// entry is a line to be written into somebody's ledger.
type entry struct {
	reason  reason
	points  int64
	balance int64 // after it
	fact    *activity.Fact
	day     activity.Day
	words   string // a reversal's reason
}

// decide says what a deed earns. It returns nil for the same click again, and for a capped deed
// whose cap was noted already.
func (s *state) decide(d deed) *entry {
	key := daily{d.day, d.key}
	if s.given[key] != 0 {
		return s.again(d)
	}
	s.given[key] = 1
	sum := daily{d.day, d.sumField()}
	if s.given[sum]+d.award.points > d.award.daily {
		return s.capped(d)
	}
	s.given[sum] += d.award.points
	return s.entry(d, d.award.reason, d.award.points)
}

func (s *state) again(d deed) *entry {
	if d.award.again == "" {
		return nil
	}
	return s.entry(d, d.award.again, 0)
}

func (s *state) capped(d deed) *entry {
	note := daily{d.day, d.cappedField()}
	if d.award.capOnce && s.given[note] != 0 {
		return nil
	}
	s.given[note] = 1
	return s.entry(d, d.award.capped, 0)
}

func (s *state) entry(d deed, why reason, points int64) *entry {
	s.balances[d.fact.Advocate] += points
	e := entry{reason: why, points: points, balance: s.balances[d.fact.Advocate], fact: d.fact, day: d.day}
	s.lines = append(s.lines, e)
	return &e
}

// reverse takes back what is left of what a fact earned, on the day and the boards where it
// counted. It returns nil when nothing is left.
func (s *state) reverse(reversal *activity.Fact) *entry {
	who := reversal.Advocate
	var left int64
	var earned *activity.Fact
	for _, line := range s.lines {
		if line.fact.Advocate == who && line.fact.ID == reversal.Of {
			left += line.points
			earned = line.fact
		}
	}
	if left <= 0 {
		return nil
	}
	s.balances[who] -= left
	e := entry{
		reason: takenBack, points: -left, balance: s.balances[who], fact: earned,
		day: activity.DayOf(earned.At), words: reversal.Why,
	}
	s.lines = append(s.lines, e)
	return &e
}

func visitor(v activity.Visitor) string { return strconv.FormatUint(uint64(v), 16) }
