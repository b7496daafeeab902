package points

import (
	"time"

	"vouch/server/activity"
	"vouch/shared/wire"
)

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

func streakOf(total map[string]string) streak {
	return streak{days: number(total["streak"]), best: number(total["best"]), last: activity.Day(total["last"])}
}

// told is a streak as its owner sees it at an instant: it runs until the working day after its last
// one is over. Nil is somebody who never shared.
func (s streak) told(now time.Time, c calendar) *wire.Streak {
	if s.last == "" {
		return nil
	}
	next, _ := nextWorking(s.last).Start() // the stored day is one
	over := time.Date(next.Year(), next.Month(), next.Day()+1, 0, 0, 0, 0, c.zone)
	if !now.Before(over) {
		return &wire.Streak{Best: s.best}
	}
	return &wire.Streak{Days: s.days, Best: s.best, UntilMs: over.UnixMilli()}
}
