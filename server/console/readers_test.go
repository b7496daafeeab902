package console_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/kv"
	"vouch/server/upkeep"
)

func TestReadersAreShownInCrowdsOnly(t *testing.T) {
	d := open(t)
	b := d.signedIn(t, d.person(t, "Ada", auth.Administrator))
	contains(t, b.get("/console/readers"), "Nobody has followed a link yet")
	d.clicked(t, 9, "NO", "phone")
	d.clicked(t, 6, "SE", "desktop")
	contains(t, b.get("/console/readers"), "12:00: 15", ">NO<", ">SE<", "Phone", "Computer", "hours are those of UTC")
	d.clicked(t, 3, "IS", "tablet")
	page := b.get("/console/readers")
	for _, secret := range []string{">IS<", "Tablet"} {
		if strings.Contains(page.body, secret) {
			t.Errorf("three readers are shown by %q", secret)
		}
	}
	contains(t, page, "What rests on fewer than 5 visitors is summed")
}

// clicked lets so many readers of a country come.
func (d *desk) clicked(t *testing.T, readers int, country, device string) {
	t.Helper()
	clicks := activity.NewClicks(d.store, country, func() time.Time { return d.now })
	for n := range readers {
		must(t, clicks.Record(t.Context(), d.ws, activity.Click{
			At: d.now, Code: "c1", Story: "s1", Advocate: "p-ada", Class: activity.Person,
			Visitor: activity.Visitor(1000*int(country[0]) + 100*int(country[1]) + n), Country: country, Device: device,
		}))
	}
}

func TestTheOverviewRaisesTheAlarm(t *testing.T) {
	d := open(t)
	people := map[string]auth.Person{"Ada": d.person(t, "Ada", auth.Administrator), "Ben": d.person(t, "Ben")}
	d.rooms.Verdicts = func(context.Context, kv.Workspace) ([]upkeep.Checked, error) {
		return []upkeep.Checked{
			{Projection: "points"},
			{Projection: "counters", Verdict: activity.Verdict{At: d.now, Differences: 3}},
		}, nil
	}
	d.serve(t)
	const alarm = "On 21 November 3 numbers of counters did not agree with the recorded facts."
	for name, told := range map[string]bool{"Ada": true, "Ben": false} {
		page := d.signedIn(t, people[name]).get("/console/overview")
		if strings.Contains(page.body, alarm) != told || strings.Contains(page.body, "numbers of points") {
			t.Errorf("%s is told: %v, want %v", name, !told, told)
		}
	}
}

func TestCountingIsASetting(t *testing.T) {
	d := open(t)
	b := d.signedIn(t, d.person(t, "Ada", auth.Administrator))
	for _, c := range []struct{ zone, few, says string }{
		{"Europe/Oslo", "7", `value="Europe/Oslo"`},
		{"Nowhere", "7", "is no time zone"},
		{"UTC", "2", "rests on 3 to 100 people"},
		{"UTC", "many", "rests on 3 to 100 people"},
	} {
		contains(t, b.submit("/console/settings", "/console/settings/counting", url.Values{"zone": {c.zone}, "few": {c.few}}), c.says)
	}
	d.clicked(t, 7, "NO", "phone")
	contains(t, b.get("/console/readers"), "hours are those of Europe/Oslo")
	contains(t, b.get("/console/overview"), "days are those of Europe/Oslo")
}
