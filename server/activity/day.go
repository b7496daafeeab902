package activity

import "time"

// Day is a calendar day, "2026-11-21".
type Day string

const dayLayout = "2006-01-02"

// DayOf is the day of an instant in UTC.
func DayOf(at time.Time) Day { return DayIn(at, time.UTC) }

// DayIn is the day of an instant in a time zone.
func DayIn(at time.Time, zone *time.Location) Day { return Day(at.In(zone).Format(dayLayout)) }

// Start is the first instant of the day in UTC; ok is false when d is no day.
func (d Day) Start() (at time.Time, ok bool) {
	at, err := time.Parse(dayLayout, string(d))
	return at, err == nil
}

// Days lists the days in UTC from first to last, both included; none when last is before first.
func Days(first, last time.Time) []Day { return DaysIn(first, last, time.UTC) }

// DaysIn lists the days in a time zone.
func DaysIn(first, last time.Time, zone *time.Location) []Day {
	var days []Day
	at, _ := DayIn(first, zone).Start() // the day comes from an instant, so it is one
	for end := DayIn(last, zone); DayOf(at) <= end; at = at.AddDate(0, 0, 1) {
		days = append(days, DayOf(at))
	}
	return days
}
