package activity_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// nothing is a past of which nothing was archived.
type nothing struct{}

func (nothing) Entries(context.Context, kv.Workspace, map[string]string, func(activity.Entry) error) error {
	return nil
}

func (nothing) Size(context.Context, kv.Workspace, map[string]string) (int64, error) { return 0, nil }

func rebuild(t *testing.T, store *kv.Store, ws kv.Workspace) error {
	t.Helper()
	return activity.NewRebuilder(store, nothing{}).Rebuild(t.Context(), ws, activity.NewCounters(store), nil)
}

// falsify makes a live number wrong.
func falsify(t *testing.T, store *kv.Store, ws kv.Workspace) {
	t.Helper()
	for _, key := range keys(t, store, ws, "counters") {
		if strings.HasSuffix(key, ":all") {
			if err := store.HIncrBy(t.Context(), key, "clicks:", 7).Err(); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatal("there is no number to falsify")
}

// keys lists the keys of a workspace below a name.
func keys(t *testing.T, store *kv.Store, ws kv.Workspace, name string) []string {
	t.Helper()
	found := kvtest.Keys(t, store, kv.Key(ws, name)+":*")
	return found
}

func TestARebuildCountsAsTheConsumersDid(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 2000)
	before, keysBefore := totals(t, store, ws), len(keys(t, store, ws, "counters"))
	falsify(t, store, ws)
	var told activity.Progress
	err := activity.NewRebuilder(store, nothing{}).Rebuild(t.Context(), ws, activity.NewCounters(store),
		func(p activity.Progress) { told = p })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, totals(t, store, ws)); diff != "" {
		t.Error(diff)
	}
	if told.Facts != 2200 || told.Entries != told.Of {
		t.Errorf("told at the end: %+v", told)
	}
	if after := keys(t, store, ws, "counters"); len(after) != keysBefore {
		t.Errorf("%d keys, want %d as before: %q", len(after), keysBefore, after)
	}
}

// While a rebuild runs, facts arrive, consumers count them and readers read: totals never go back,
// and in the end nothing is missing.
func TestNobodyNoticesARebuild(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	const facts, rebuilds = 4000, 5
	fill(t, store, ws, 1000)
	done := make(chan struct{})
	var all, readers sync.WaitGroup
	all.Go(func() { fillFrom(t, store, ws, 1000, facts) })
	all.Go(func() {
		for range rebuilds {
			if err := rebuild(t, store, ws); err != nil {
				t.Error(err)
			}
		}
	})
	readers.Go(func() { neverBack(t, store, ws, done) })
	all.Wait()
	close(done)
	readers.Wait()
	if got := totals(t, store, ws); got.Clicks != 1000+facts || got.Shares != (1000+facts)/10 {
		t.Errorf("counted %+v of %d clicks", got, 1000+facts)
	}
}

// neverBack reads totals until done and complains when one is less than the one before.
func neverBack(t *testing.T, store *kv.Store, ws kv.Workspace, done chan struct{}) {
	t.Helper()
	last := activity.Numbers{}
	for {
		select {
		case <-done:
			return
		default:
		}
		now := totals(t, store, ws)
		if now.Clicks < last.Clicks || now.Shares < last.Shares {
			t.Errorf("from %+v back to %+v", last, now)
		}
		last = now
	}
}

// A rebuild is killed at its n-th call. The live numbers stay as they were, and the next rebuild
// leaves nothing behind.
func TestARebuildMayBeKilledAnywhere(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 2000)
	want, keysBefore := totals(t, store, ws), len(keys(t, store, ws, "counters"))
	random := rand.New(rand.NewPCG(5, 5))
	for life := range 25 {
		mortal := kvtest.Dying(t, int64(1+random.IntN(40)), life%2 == 0)
		err := activity.NewRebuilder(mortal, nothing{}).Rebuild(t.Context(), ws, activity.NewCounters(mortal), nil)
		if err != nil && !errors.Is(err, kvtest.ErrDead) {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, totals(t, store, ws)); diff != "" {
			t.Fatalf("after death %d: %s", life, diff)
		}
	}
	if err := rebuild(t, store, ws); err != nil {
		t.Fatal(err)
	}
	if after := keys(t, store, ws, "counters"); len(after) != keysBefore {
		t.Errorf("%d keys, want %d: %q", len(after), keysBefore, after)
	}
}

// slow is a projection that lets a second rebuild begin while it counts.
type slow struct {
	*activity.Counters
	once func()
}

func (s *slow) Decide(ctx context.Context, at activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	if s.once != nil {
		once := s.once
		s.once = nil
		once()
	}
	return s.Counters.Decide(ctx, at, facts)
}

func TestASecondRebuildTakesOver(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	fill(t, store, ws, 1000)
	want := totals(t, store, ws)
	first := &slow{Counters: activity.NewCounters(store), once: func() {
		if err := rebuild(t, store, ws); err != nil {
			t.Error(err)
		}
	}}
	err := activity.NewRebuilder(store, nothing{}).Rebuild(t.Context(), ws, first, nil)
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("the first ends with %v", err)
	}
	if diff := cmp.Diff(want, totals(t, store, ws)); diff != "" {
		t.Error(diff)
	}
	if found := fmt.Sprint(keys(t, store, ws, "projection")); strings.Contains(found, ":2:") || strings.Contains(found, "building") {
		t.Errorf("what the first left: %s", found)
	}
}
