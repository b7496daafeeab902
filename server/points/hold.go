package points

import (
	"strings"

	"vouch/server/activity"
)

// hold is what is reserved for one reward. It is open until it is released or fulfilled, once.
type hold struct {
	open   bool
	points int64
	atMs   int64
	who    activity.Pseudonym
	reward string
}

// stored is the hold as a hash's field keeps it: "open 250 1795176000000 p-ada A coffee".
func (h hold) stored() string {
	state := "done"
	if h.open {
		state = "open"
	}
	return strings.Join([]string{state, decimal(h.points), decimal(h.atMs), string(h.who), h.reward}, " ")
}

func holdOf(stored string) hold {
	parts := strings.SplitN(stored, " ", 5)
	if len(parts) < 5 {
		return hold{}
	}
	return hold{
		open: parts[0] == "open", points: number(parts[1]), atMs: number(parts[2]),
		who: activity.Pseudonym(parts[3]), reward: parts[4],
	}
}

// reward books what a fact says of a reservation. A reservation was allowed when it was recorded
// (activity.Reserve); an end of one that is not open changes nothing.
func (s *state) reward(f *activity.Fact, c calendar) (e entry, ok bool) {
	if f.Kind == activity.Reserved {
		s.holds[f.ID] = hold{open: true, points: f.Amount, atMs: f.At.UnixMilli(), who: f.Advocate, reward: f.Goal}
		e = s.line(f, c.day(f.At), reserved, posting{spendable, held, f.Amount})
		e.words = f.Goal
		return e, true
	}
	h := s.holds[f.Of]
	if !h.open {
		return entry{}, false
	}
	h.open = false
	s.holds[f.Of] = h
	why, p := released, posting{held, spendable, h.points}
	if f.Kind == activity.Fulfilled {
		why, p = fulfilled, posting{held, spent, h.points}
	}
	e = s.line(f, c.day(f.At), why, p)
	e.words = h.reward
	return e, true
}
