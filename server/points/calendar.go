package points

import (
	"fmt"
	"time"

	"vouch/server/activity"
)

// calendar tells the days and periods of a workspace: those of its time zone.
type calendar struct{ zone *time.Location }

func (c calendar) day(at time.Time) activity.Day {
	return activity.Day(at.In(c.zone).Format(time.DateOnly))
}

// Period is the span of deeds a board sums.
type Period string

// The periods, always the current one.
const (
	Daily  Period = "day"
	Week   Period = "week" // ISO week
	Month  Period = "month"
	Season Period = "season" // quarter of the year
	Ever   Period = "ever"
)

// span is a period with its name in a key.
type span struct {
	name  string
	start time.Time     // what the order of equals counts from
	tick  time.Duration // in which it counts: 2^22 ticks outlast the period
	until time.Time     // when its board may go; zero is never
}

const aDay = 24 * time.Hour

// span is the period that an instant lies in. Boards of a day and a week stay two months more,
// longer than a fact may be late; those of a month a year, of a season two.
func (c calendar) span(period Period, at time.Time) span {
	at = at.In(c.zone)
	today := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, c.zone)
	switch period {
	case Daily:
		return span{at.Format(time.DateOnly), today, time.Second, today.Add(60 * aDay)}
	case Week:
		year, week := at.ISOWeek()
		monday := today.AddDate(0, 0, -(int(at.Weekday())+6)%7)
		return span{fmt.Sprintf("%d-W%02d", year, week), monday, time.Second, monday.Add(67 * aDay)}
	case Month:
		first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, c.zone)
		return span{at.Format("2006-01"), first, time.Second, first.AddDate(1, 1, 0)}
	case Season:
		quarter := (int(at.Month()) - 1) / 3
		first := time.Date(at.Year(), time.Month(3*quarter+1), 1, 0, 0, 0, 0, c.zone)
		return span{fmt.Sprintf("%d-Q%d", at.Year(), quarter+1), first, time.Minute, first.AddDate(2, 3, 0)}
	default:
		return span{name: "ever", start: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), tick: time.Hour}
	}
}

func (c calendar) spans(at time.Time) []span {
	return []span{c.span(Daily, at), c.span(Week, at), c.span(Month, at), c.span(Season, at), c.span(Ever, at)}
}

// working reports whether a day is one of Monday to Friday.
func working(day activity.Day) bool {
	start, ok := day.Start()
	return ok && start.Weekday() != time.Saturday && start.Weekday() != time.Sunday
}

// nextWorking is the working day after a day.
func nextWorking(day activity.Day) activity.Day {
	start, _ := day.Start() // a day that a calendar told is one
	for {
		start = start.AddDate(0, 0, 1)
		if next := activity.DayOf(start); working(next) {
			return next
		}
	}
}
