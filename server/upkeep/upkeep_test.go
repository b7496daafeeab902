package upkeep_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/upkeep"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// house is a workspace with its upkeep and a clock.
type house struct {
	store    *kv.Store
	ws       kv.Workspace
	now      time.Time
	zone     *time.Location
	counters *activity.Counters
	upkeep   *upkeep.Upkeep
	said     bytes.Buffer
}

func (h *house) Manner(context.Context, kv.Workspace) (activity.Manner, error) {
	return activity.Manner{Zone: h.zone}, nil
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{store: kvtest.Start(t), ws: kvtest.Workspace(t), now: noon, zone: time.UTC}
	h.counters = activity.NewCounters(h.store).For(h)
	h.upkeep = upkeep.New(upkeep.Options{
		Store: h.store, Folder: t.TempDir(), Projections: []activity.Projection{h.counters},
		Logger: slog.New(slog.NewTextHandler(&h.said, nil)), Now: func() time.Time { return h.now },
	})
	return h
}

// click lets so many readers click late in the evening.
func (h *house) click(t *testing.T, readers int) {
	t.Helper()
	clicks := activity.NewClicks(h.store, "a", func() time.Time { return h.now })
	for visitor := range readers {
		err := clicks.Record(t.Context(), h.ws, activity.Click{
			At: h.now.Truncate(24 * time.Hour).Add(23*time.Hour + 30*time.Minute), Code: "c1", Story: "s1", Advocate: "p-ada",
			Class: activity.Person, Visitor: activity.Visitor(visitor),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := activity.NewFollower(h.store, h.counters).CatchUp(t.Context(), h.ws); err != nil {
		t.Fatal(err)
	}
}

func (h *house) clicksOn(t *testing.T, day time.Time) int64 {
	t.Helper()
	report, err := h.counters.Query(t.Context(), h.ws, activity.Query{First: day, Last: day, By: activity.ByStory})
	if err != nil {
		t.Fatal(err)
	}
	return report.Total.Clicks
}

func (h *house) night(t *testing.T) []upkeep.Checked {
	t.Helper()
	if err := h.upkeep.Night(t.Context(), h.ws); err != nil {
		t.Fatal(err)
	}
	verdicts, err := h.upkeep.Verdicts(t.Context(), h.ws)
	if err != nil || len(verdicts) != 1 || !verdicts[0].Verdict.At.Equal(h.now) {
		t.Fatalf("%+v, %v", verdicts, err)
	}
	return verdicts
}

func TestANightArchivesAndRaisesTheAlarm(t *testing.T) {
	h := newHouse(t)
	h.click(t, 20)
	h.now = h.now.AddDate(0, 0, 10)
	if got := h.night(t)[0].Verdict; !got.Equal() || h.upkeep.Differences("counters") != 0 || h.said.Len() != 0 {
		t.Fatalf("a quiet night: %+v, %s", got, &h.said)
	}
	segments, err := activity.NewRetention(h.store).Segments(t.Context(), h.ws)
	if err != nil || len(segments) != 1 || segments[0].Facts != 20 {
		t.Errorf("archived %+v, %v", segments, err)
	}
	err = activity.ReadLive(t.Context(), h.store, h.ws, "counters", func(live activity.Generation) error {
		return h.store.HIncrBy(t.Context(), live.Key("2026-11-21", "story"), "clicks:s1", 5).Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	got := h.night(t)[0].Verdict
	if got.Differences != 1 || h.upkeep.Differences("counters") != 1 || !strings.Contains(h.said.String(), "differences=1") {
		t.Errorf("a wrong number: %+v, %s", got, &h.said)
	}
	if err := h.upkeep.Rebuild(t.Context(), h.ws, nil); err != nil {
		t.Fatal(err)
	}
	if verdicts, err := h.upkeep.Verdicts(t.Context(), h.ws); err != nil || !verdicts[0].Verdict.Equal() || h.upkeep.Differences("counters") != 0 {
		t.Errorf("after a rebuild: %+v, %v", verdicts, err)
	}
}

func TestANightAppliesAnotherTimeZoneToThePast(t *testing.T) {
	h := newHouse(t)
	h.click(t, 4)
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	h.zone = zone
	if before := h.clicksOn(t, noon); before != 4 {
		t.Errorf("before: %d", before)
	}
	h.night(t)
	if after := h.clicksOn(t, noon.AddDate(0, 0, 1)); after != 4 || h.upkeep.Differences("counters") != 0 {
		t.Errorf("after: %d on the day that it was in Oslo", after)
	}
}

// Two servers hear the clock; one of them does the upkeep, once a night.
func TestOneServerDoesTheUpkeepOfANight(t *testing.T) {
	h := newHouse(t)
	h.click(t, 3)
	workspaces := func(ctx context.Context) ([]kv.Workspace, error) { return []kv.Workspace{h.ws}, ctx.Err() }
	for night := range 3 {
		h.now = noon.AddDate(0, 0, night).Add(18 * time.Hour)
		for range 2 {
			ctx, cancel := context.WithCancel(t.Context())
			ticks := make(chan time.Time)
			done := make(chan struct{})
			schedule := upkeep.NewSchedule(h.now.Add(-12*time.Hour), 7)
			go func() { h.upkeep.Nightly(ctx, ticks, schedule, workspaces); close(done) }()
			for range 3 {
				ticks <- h.now
			}
			cancel()
			<-done
		}
		keys := kvtest.Keys(t, h.store, kv.Key(h.ws, "upkeep", "night")+":*")
		if turns := len(keys); turns != night+1 {
			t.Errorf("after night %d there were %d turns", night, turns)
		}
	}
	if h.upkeep.Failures() != 0 {
		t.Errorf("%d failures: %s", h.upkeep.Failures(), &h.said)
	}
}

func TestWhenUpkeepIsDue(t *testing.T) {
	for _, random := range []uint64{0, 1, 1 << 40, 1<<63 + 12345, 1<<64 - 1} {
		start := noon
		schedule := upkeep.NewSchedule(start, random)
		var due []time.Time
		for at := start; at.Before(start.AddDate(0, 0, 3)); at = at.Add(time.Minute) {
			if schedule.Due(at) {
				due = append(due, at)
			}
		}
		if len(due) != 4 || due[0].Sub(start) > 2*time.Hour {
			t.Errorf("%d: %v", random, due)
			continue
		}
		for _, night := range due[1:] {
			if hour := night.Hour(); hour < 2 || hour > 4 {
				t.Errorf("%d: at %v", random, night)
			}
		}
	}
}
