package archive_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/kv"
)

// listing keeps facts in the order in which it was given them.
type listing struct{}

func (listing) Name() string { return "listing" }

func (listing) Recipe(context.Context, kv.Workspace) (string, error) { return "1", nil }

func (listing) Decide(_ context.Context, at activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	effects := &activity.Effects{}
	for i := range facts {
		effects.Append(at.Key("all"), "f", facts[i].ID)
	}
	return effects, nil
}

func (w *world) listed() (ids []string) {
	w.t.Helper()
	w.must(activity.ReadLive(w.t.Context(), w.store, w.ws, "listing", func(at activity.Generation) error {
		ids = nil
		lines, err := w.store.XRange(w.t.Context(), at.Key("all"), "-", "+").Result()
		for _, line := range lines {
			ids = append(ids, fmt.Sprint(line.Values["f"]))
		}
		return err
	}))
	return ids
}

// apart lets days pass in which two servers take clicks, the second with a clock that is behind,
// while consumers come by.
func (w *world) apart(days int, random *rand.Rand) {
	w.t.Helper()
	now := w.now()
	var servers []*activity.Clicks
	for i, behind := range []time.Duration{0, 700 * time.Millisecond} {
		clock := func() time.Time { return now.Add(-behind) }
		servers = append(servers, activity.NewClicks(w.store, fmt.Sprint("apart", i), clock))
	}
	follower := activity.NewFollower(w.store, listing{})
	for range days {
		now = w.now()
		for n := range 300 {
			now = now.Add(time.Duration(random.IntN(400)) * time.Millisecond)
			w.must(servers[random.IntN(2)].Record(w.t.Context(), w.ws, activity.Click{
				At: now, Code: "c1", Story: "s1", Advocate: "p-ada", Team: "field",
				Class: activity.Person, Visitor: activity.Visitor(1000*w.day + n), Country: "NO", Device: "phone",
			}))
			if random.IntN(6) == 0 {
				w.must(follower.CatchUp(w.t.Context(), w.ws))
			}
		}
		w.day++
	}
	w.must(follower.CatchUp(w.t.Context(), w.ws))
}

// What was counted late stands in the archive by its ID, and a recount puts it where it was counted.
func TestARecountFromTheArchiveKeepsTheOrder(t *testing.T) {
	w := newWorld(t)
	random := rand.New(rand.NewPCG(9, 9))
	w.apart(6, random)
	want := w.listed()
	past := w.archive(w.store)
	_, err := past.Collect(t.Context(), w.ws, w.now())
	w.must(err)
	upTo := activity.DayOf(w.now().AddDate(0, 0, -2))
	trimmed, err := activity.NewRetention(w.store).Trim(t.Context(), w.ws, upTo, []string{"listing"})
	w.must(err)
	if trimmed == 0 {
		t.Fatal("nothing was trimmed: this shows nothing")
	}
	for range 2 {
		w.must(activity.NewRebuilder(w.store, past).Rebuild(t.Context(), w.ws, listing{}, nil))
		if diff := cmp.Diff(want, w.listed()); diff != "" {
			t.Fatal(diff)
		}
	}
}
