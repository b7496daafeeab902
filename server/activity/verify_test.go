package activity_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

func verify(t *testing.T, store *kv.Store, ws kv.Workspace, projection activity.Projection) activity.Verdict {
	t.Helper()
	verdict, err := activity.NewRebuilder(store, nothing{}).Verify(t.Context(), ws, projection, nil)
	if err != nil {
		t.Fatal(err)
	}
	return verdict
}

// count brings the counters up to the log.
func count(t *testing.T, store *kv.Store, ws kv.Workspace) *activity.Counters {
	t.Helper()
	counters := activity.NewCounters(store)
	if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	return counters
}

func TestADifferenceIsFoundAndARebuildMendsIt(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 1000)
	counters := count(t, store, ws)
	if got := verify(t, store, ws, counters); !got.Equal() {
		t.Fatalf("before: %+v", got)
	}
	falsify(t, store, ws)
	got := verify(t, store, ws, counters)
	if got.Differences != 1 || len(got.Examples) != 1 {
		t.Fatalf("after: %+v", got)
	}
	want := activity.Difference{Row: ":2026-11-21:all", Field: "clicks:", Live: "1007", Counted: "1000"}
	if got.Examples[0] != want {
		t.Errorf("%+v, want %+v", got.Examples[0], want)
	}
	if err := rebuild(t, store, ws); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, store, ws, counters); !got.Equal() {
		t.Errorf("rebuilt: %+v", got)
	}
	for _, key := range keys(t, store, ws, "counters") {
		if !strings.Contains(key, "counters:4:") { // 2 and 3 were checks
			t.Errorf("%s is left", key)
		}
	}
}

func TestEveryKindOfDifferenceIsFound(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(ctx context.Context, store *kv.Store, live activity.Generation) error
	}{
		{"a row is gone", func(ctx context.Context, store *kv.Store, live activity.Generation) error {
			return store.Del(ctx, live.Key("2026-11-21", "story")).Err()
		}},
		{"visitors are gone", func(ctx context.Context, store *kv.Store, live activity.Generation) error {
			return store.Del(ctx, live.Key("2026-11-21", "story", "s1", "visitors")).Err()
		}},
		{"a visitor too many", func(ctx context.Context, store *kv.Store, live activity.Generation) error {
			return store.PFAdd(ctx, live.Key("2026-11-21", "link", "c1", "visitors"), "x1", "x2", "x3").Err()
		}},
		{"a number too many", func(ctx context.Context, store *kv.Store, live activity.Generation) error {
			return store.HIncrBy(ctx, live.Key("2026-11-21", "team"), "clicks:other", 1).Err()
		}},
	}
	for _, c := range cases {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		fill(t, store, ws, 100)
		counters := count(t, store, ws)
		err := activity.ReadLive(t.Context(), store, ws, "counters", func(live activity.Generation) error {
			return c.spoil(t.Context(), store, live)
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := verify(t, store, ws, counters); got.Differences == 0 {
			t.Errorf("%s: nothing was found", c.name)
		}
	}
}

// Facts that arrive and are counted during a check are no difference.
func TestACheckBesideLiveConsumersRaisesNoFalseAlarm(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 1000)
	counters := count(t, store, ws)
	var all sync.WaitGroup
	all.Go(func() {
		for round := range 20 {
			fillFrom(t, store, ws, 1000+100*round, 100)
			totals(t, store, ws)
		}
	})
	for range 5 {
		if got := verify(t, store, ws, counters); !got.Equal() {
			t.Errorf("%+v", got)
		}
	}
	all.Wait()
}

func TestAnotherTimeZoneIsNoDifference(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 100)
	oslo := count(t, store, ws).For(in(t, "Europe/Oslo"))
	if got := verify(t, store, ws, oslo); !got.Outdated || got.Differences != 0 {
		t.Errorf("%+v", got)
	}
	if err := activity.NewRebuilder(store, nothing{}).Rebuild(t.Context(), ws, oslo, nil); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, store, ws, oslo); !got.Equal() {
		t.Errorf("rebuilt: %+v", got)
	}
}

// A check gives way to a rebuild, and does not begin beside one.
func TestACheckGivesWay(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 1000)
	counters := count(t, store, ws)
	checker := activity.NewRebuilder(store, nothing{})
	interrupted := &slow{Counters: counters, once: func() {
		if err := rebuild(t, store, ws); err != nil {
			t.Error(err)
		}
	}}
	if _, err := checker.Verify(t.Context(), ws, interrupted, nil); !fault.Is(err, fault.Conflict) {
		t.Errorf("a check in the way of a rebuild ends with %v", err)
	}
	rebuilding := &slow{Counters: counters, once: func() {
		if _, err := checker.Verify(t.Context(), ws, counters, nil); !fault.Is(err, fault.Conflict) {
			t.Errorf("a check beside a rebuild: %v", err)
		}
	}}
	if err := checker.Rebuild(t.Context(), ws, rebuilding, nil); err != nil {
		t.Error(err)
	}
}
