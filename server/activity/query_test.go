package activity_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

// company records shares of several teams: team -> how many people, each with one share and one
// click on its link.
func company(t *testing.T, teams map[activity.Team]int) (*activity.Counters, kv.Workspace) {
	t.Helper()
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	clicks := activity.NewClicks(store, "a", atNoon)
	n := 0
	for team, people := range teams {
		for range people {
			n++
			who := activity.Who{Advocate: activity.Pseudonym(fmt.Sprint("p", n)), Team: team}
			record(t, store, ws, who, share(n))
			c := click(activity.Code(fmt.Sprint("c", n)), n)
			c.Advocate, c.Team = who.Advocate, team
			if err := clicks.Record(t.Context(), ws, c); err != nil {
				t.Fatal(err)
			}
		}
	}
	counters := activity.NewCounters(store)
	if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	return counters, ws
}

func TestFewPeopleAreNotShownAsATeam(t *testing.T) {
	cases := []struct {
		name  string
		teams map[activity.Team]int
		shown map[string]int64 // team -> shares
		rest  int64            // shares of the teams that are not shown
	}{
		{"all large enough", map[activity.Team]int{"a": 3, "b": 4}, map[string]int64{"a": 3, "b": 4}, 0},
		{"two small ones hide each other", map[activity.Team]int{"a": 3, "b": 1, "c": 2}, map[string]int64{"a": 3}, 3},
		{"a small one takes the next along", map[activity.Team]int{"a": 5, "b": 1, "c": 3}, map[string]int64{"a": 5}, 4},
		{"a small one beside a large one", map[activity.Team]int{"a": 5, "b": 2}, map[string]int64{}, 7},
		{"one person", map[activity.Team]int{"a": 1}, map[string]int64{}, 1},
	}
	for _, c := range cases {
		counters, ws := company(t, c.teams)
		report, err := counters.Query(t.Context(), ws, activity.Query{First: noon, Last: noon, By: activity.ByTeam})
		if err != nil {
			t.Fatal(err)
		}
		shown := map[string]int64{}
		for _, row := range report.Rows {
			shown[row.ID] = row.Numbers.Shares
		}
		var rest int64
		if report.Rest != nil {
			rest = report.Rest.Numbers.Shares
		}
		if diff := cmp.Diff(c.shown, shown); diff != "" || rest != c.rest {
			t.Errorf("%s: rest %d, want %d; %s", c.name, rest, c.rest, diff)
		}
		// Whoever may see people may see small teams.
		open, err := counters.Query(t.Context(), ws, activity.Query{First: noon, Last: noon, By: activity.ByTeam, PerPerson: true})
		if err != nil || len(open.Rows) != len(c.teams) || open.Rest != nil {
			t.Errorf("%s: %+v, %v", c.name, open, err)
		}
	}
}

func TestPeopleAreShownOnlyWhereTheSettingAllows(t *testing.T) {
	counters, ws := company(t, map[activity.Team]int{"a": 3})
	for _, by := range []activity.Dimension{activity.ByAdvocate, activity.ByLink} {
		q := activity.Query{First: noon, Last: noon, By: by}
		if _, err := counters.Query(t.Context(), ws, q); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", by, err)
		}
		q.PerPerson = true
		if report, err := counters.Query(t.Context(), ws, q); err != nil || len(report.Rows) != 3 {
			t.Errorf("%s: %+v, %v", by, report, err)
		}
	}
}

func TestAReportHasEveryDayAndOnlyItsOwn(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	for n, ago := range []int{0, 0, 1, 3, 10} {
		fact := share(n)
		fact.AtMs = noon.AddDate(0, 0, -ago).UnixMilli()
		record(t, store, ws, ada, fact)
	}
	record(t, store, ws, ada, wire.Fact{ID: uuid(90), Kind: wire.Unchecked, AtMs: noon.UnixMilli(), Reason: "trap"})
	counters := activity.NewCounters(store)
	if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	report, err := counters.Query(t.Context(), ws, activity.Query{
		First: noon.AddDate(0, 0, -3), Last: noon.Add(11 * time.Hour), By: activity.ByStory,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := activity.Report{
		Days: []activity.DayNumbers{
			{Day: "2026-11-18", Numbers: activity.Numbers{Shares: 1}},
			{Day: "2026-11-19"},
			{Day: "2026-11-20", Numbers: activity.Numbers{Shares: 1}},
			{Day: "2026-11-21", Numbers: activity.Numbers{Shares: 2, Unchecked: 1}},
		},
		Total: activity.Numbers{Shares: 4, Unchecked: 1},
		Rows: []activity.Row{
			{ID: "s1", Numbers: activity.Numbers{Shares: 4}, Advocates: 1},
			{ID: "", Numbers: activity.Numbers{Unchecked: 1}, Advocates: 1},
		},
	}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Error(diff)
	}
	for _, q := range []activity.Query{{First: noon, Last: noon.AddDate(0, 0, -1)}, {First: noon.AddDate(-2, 0, 0), Last: noon}} {
		if _, err := counters.Query(t.Context(), ws, q); !fault.Is(err, fault.Invalid) {
			t.Errorf("%v: %v", q, err)
		}
	}
}
