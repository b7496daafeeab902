package points

import "vouch/server/activity"

// streak is how many working days in a row somebody shared on.
type streak struct {
	days, best int64
	last       activity.Day // the last working day it counted; "" is none
}

// share takes a share on a day. It reports whether the streak grew: once a day, and not for a
// share that was told after one of a later day.
func (s *streak) share(day activity.Day) bool {
	if !working(day) || s.last >= day {
		return false
	}
	if s.last != "" && nextWorking(s.last) == day {
		s.days++
	} else {
		s.days = 1
	}
	s.last, s.best = day, max(s.best, s.days)
	return true
}
