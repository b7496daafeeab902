package activity_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// manner is that of every workspace of a test.
type manner activity.Manner

func (m manner) Manner(context.Context, kv.Workspace) (activity.Manner, error) {
	return activity.Manner(m), nil
}

func in(t *testing.T, zone string) manner {
	t.Helper()
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return manner{Zone: location}
}

// visitors clicks as so many different readers.
func visitors(t *testing.T, store *kv.Store, ws kv.Workspace, n, from int, c activity.Click) {
	t.Helper()
	clicks := activity.NewClicks(store, c.Country+c.Device+c.At.Format("1504"), atNoon)
	for visitor := range n {
		c.Visitor = activity.Visitor(from + visitor)
		if err := clicks.Record(t.Context(), ws, c); err != nil {
			t.Fatal(err)
		}
	}
}

func query(t *testing.T, counters *activity.Counters, ws kv.Workspace, q activity.Query) activity.Report {
	t.Helper()
	report, err := counters.Query(t.Context(), ws, q)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// clicksOf are a report's rows: ID -> clicks.
func clicksOf(report activity.Report) map[string]int64 {
	rows := map[string]int64{}
	for _, row := range report.Rows {
		rows[row.ID] = row.Numbers.Clicks
	}
	return rows
}

func TestClicksCountByHourCountryAndDevice(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	counters := activity.NewCounters(store)
	norway, iceland := click("c1", 0), click("c1", 0)
	norway.Country, norway.Device = "NO", "phone"
	iceland.Country, iceland.Device, iceland.At = "IS", "desktop", noon.Add(3*time.Hour)
	visitors(t, store, ws, 7, 100, norway)
	visitors(t, store, ws, 4, 200, iceland)
	if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		by   activity.Dimension
		few  int64
		want map[string]int64
		rest int64
	}{
		{activity.ByHour, 3, map[string]int64{"12": 7, "15": 4}, 0},
		{activity.ByCountry, 4, map[string]int64{"NO": 7, "IS": 4}, 0},
		{activity.ByDevice, 3, map[string]int64{"phone": 7, "desktop": 4}, 0},
		// Four readers are too few; were they alone left out, the total would tell their number.
		{activity.ByCountry, 5, map[string]int64{}, 11},
		{activity.ByHour, 5, map[string]int64{}, 11},
		{activity.ByDevice, 12, map[string]int64{}, 11},
	}
	for _, c := range cases {
		report := query(t, counters, ws, activity.Query{First: noon, Last: noon, By: c.by, Few: c.few})
		rest := int64(0)
		if report.Rest != nil {
			rest = report.Rest.Numbers.Clicks
		}
		if diff := cmp.Diff(c.want, clicksOf(report)); diff != "" || rest != c.rest {
			t.Errorf("by %s from %d on: rest %d, want %d; %s", c.by, c.few, rest, c.rest, diff)
		}
	}
}

func TestDaysAreThoseOfTheTimeZone(t *testing.T) {
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	cases := []struct {
		zone string
		day  activity.Day
		hour string
	}{
		{"UTC", "2026-11-21", "23"},
		{"Europe/Oslo", "2026-11-22", "00"},
		{"America/New_York", "2026-11-21", "18"},
		{"Asia/Kolkata", "2026-11-22", "05"},
		{"Pacific/Kiritimati", "2026-11-22", "13"},
	}
	for _, c := range cases {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		counters := activity.NewCounters(store).For(in(t, c.zone))
		reader := click("c1", 0)
		reader.At = late
		visitors(t, store, ws, 3, 0, reader)
		if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
			t.Fatal(err)
		}
		report := query(t, counters, ws, activity.Query{First: late, Last: late, By: activity.ByHour})
		want := []activity.DayNumbers{{Day: c.day, Numbers: activity.Numbers{Clicks: 3, Visitors: 3}}}
		if diff := cmp.Diff(want, report.Days); diff != "" {
			t.Errorf("%s: %s", c.zone, diff)
		}
		if diff := cmp.Diff(map[string]int64{c.hour: 3}, clicksOf(report)); diff != "" {
			t.Errorf("%s: %s", c.zone, diff)
		}
	}
}

// Days with 23 and 25 hours are one day each.
func TestDaysOfADaylightSavingChange(t *testing.T) {
	oslo := in(t, "Europe/Oslo").Zone
	for _, c := range []struct{ first, last string }{
		{"2026-03-27T23:30:00Z", "2026-03-30T01:00:00Z"},
		{"2026-10-23T22:30:00Z", "2026-10-26T01:00:00Z"},
	} {
		first, _ := time.Parse(time.RFC3339, c.first)
		last, _ := time.Parse(time.RFC3339, c.last)
		if days := activity.DaysIn(first, last, oslo); len(days) != 3 || days[0] != activity.DayIn(first, oslo) {
			t.Errorf("%s to %s: %v", c.first, c.last, days)
		}
	}
}

// A workspace that counts in aggregate only keeps no number by person or by link.
func TestAggregateKeepsNothingByPerson(t *testing.T) {
	for _, aggregate := range []bool{false, true} {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		counters := activity.NewCounters(store).For(manner{Zone: time.UTC, Aggregate: aggregate})
		record(t, store, ws, ada, share(1))
		visitors(t, store, ws, 2, 0, click("c1", 0))
		if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
			t.Fatal(err)
		}
		for _, by := range []activity.Dimension{activity.ByAdvocate, activity.ByLink} {
			report := query(t, counters, ws, activity.Query{First: noon, Last: noon, By: by, PerPerson: true})
			if (len(report.Rows) == 0) != aggregate || report.Total.Shares != 1 {
				t.Errorf("aggregate %v, by %s: %+v", aggregate, by, report)
			}
		}
	}
}

// A change of the time zone concerns what is counted from then on; a rebuild applies it to all.
func TestARebuildAppliesTheTimeZoneToThePast(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	reader := click("c1", 0)
	reader.At = time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	visitors(t, store, ws, 3, 0, reader)
	before := activity.NewCounters(store)
	if err := activity.NewFollower(store, before).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	after := before.For(in(t, "Europe/Oslo"))
	next := activity.Query{First: noon.AddDate(0, 0, 1), Last: noon.AddDate(0, 0, 1), By: activity.ByStory}
	if got := query(t, after, ws, next).Total.Clicks; got != 0 {
		t.Errorf("before the rebuild the next day has %d clicks", got)
	}
	if err := activity.NewRebuilder(store, nothing{}).Rebuild(t.Context(), ws, after, nil); err != nil {
		t.Fatal(err)
	}
	if got := query(t, after, ws, next).Total.Clicks; got != 3 {
		t.Errorf("after the rebuild the next day has %d clicks", got)
	}
}
