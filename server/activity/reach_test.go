package activity_test

import (
	"testing"

	"vouch/server/activity"
	"vouch/server/kv/kvtest"
)

func TestReachIsOnesOwnClicksByDayAndLink(t *testing.T) {
	for _, aggregate := range []bool{false, true} {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		counters := activity.NewCounters(store).For(manner{Zone: noon.Location(), Aggregate: aggregate})
		today, yesterday := click("c1", 0), click("c2", 0)
		today.Device, yesterday.Device, yesterday.At = "phone", "desktop", noon.AddDate(0, 0, -1)
		visitors(t, store, ws, 3, 100, today)
		visitors(t, store, ws, 2, 200, yesterday)
		if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
			t.Fatal(err)
		}
		codes := []activity.Code{"c2", "c1", "c9"}
		got, known, err := counters.Reach(t.Context(), ws, today.Advocate, codes, noon.AddDate(0, 0, -2), noon)
		if err != nil || known == aggregate {
			t.Fatalf("aggregate %v: %v, %v", aggregate, known, err)
		}
		if aggregate {
			if len(got.Days)+len(got.Links) > 0 {
				t.Errorf("in aggregate: %+v", got)
			}
			continue
		}
		var days []int64
		for _, day := range got.Days {
			days = append(days, day.Numbers.Clicks)
		}
		if len(days) != 3 || days[0] != 0 || days[1] != 2 || days[2] != 3 {
			t.Errorf("by day: %v", days)
		}
		if got.Links["c1"].Clicks != 3 || got.Links["c2"].Clicks != 2 || got.Links["c9"].Clicks != 0 {
			t.Errorf("by link: %+v", got.Links)
		}
		if _, _, err := counters.Reach(t.Context(), ws, "p", nil, noon.AddDate(-1, 0, 0), noon); err == nil {
			t.Error("a year is read")
		}
	}
}
