package archive_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/activity/activitytest"
)

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
	follower := activity.NewFollower(w.store, activitytest.Listing{})
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
	want := activitytest.Listed(t, w.store, w.ws)
	past := w.archive(w.store)
	_, err := past.Collect(t.Context(), w.ws, w.now())
	w.must(err)
	upTo := activity.DayOf(w.now().AddDate(0, 0, -2))
	trimmed, err := activity.NewRetention(w.store).Trim(t.Context(), w.ws, upTo, []string{activitytest.Listing{}.Name()})
	w.must(err)
	if trimmed == 0 {
		t.Fatal("nothing was trimmed: this shows nothing")
	}
	for range 2 {
		w.must(activity.NewRebuilder(w.store, past).Rebuild(t.Context(), w.ws, activitytest.Listing{}, nil))
		if diff := cmp.Diff(want, activitytest.Listed(t, w.store, w.ws)); diff != "" {
			t.Fatal(diff)
		}
	}
}
