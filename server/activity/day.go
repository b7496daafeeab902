package activity

import "time"

// Day is a calendar day in UTC, "2026-11-21".
type Day string

const dayLayout = "2006-01-02"

// DayOf is the day of an instant.
func DayOf(at time.Time) Day { return Day(at.UTC().Format(dayLayout)) }

// Start is the first instant of the day; ok is false when d is no day.
func (d Day) Start() (at time.Time, ok bool) {
	at, err := time.Parse(dayLayout, string(d))
	return at, err == nil
}

// Days lists the days from first to last, both included; none when last is before first.
func Days(first, last time.Time) []Day {
	var days []Day
	at := first.UTC().Truncate(24 * time.Hour)
	for ; !at.After(last); at = at.AddDate(0, 0, 1) {
		days = append(days, DayOf(at))
	}
	return days
}
