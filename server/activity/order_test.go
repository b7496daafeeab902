package activity_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/activity/activitytest"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// apart are two servers whose clocks differ, and a device, that record in turns drawn from a seed.
type apart struct {
	*testing.T
	store    *kv.Store
	ws       kv.Workspace
	random   *rand.Rand
	now      time.Time
	servers  []*activity.Clicks
	follower *activity.Follower
	n        int
}

func setApart(t *testing.T, seed uint64) *apart {
	t.Helper()
	a := &apart{
		T: t, store: kvtest.Start(t), ws: kvtest.Workspace(t),
		random: rand.New(rand.NewPCG(seed, seed)), now: time.Now(),
	}
	for i, behind := range []time.Duration{0, 50 * time.Millisecond, time.Hour} {
		clock := func() time.Time { return a.now.Add(-behind) }
		a.servers = append(a.servers, activity.NewClicks(a.store, fmt.Sprint(i), clock))
	}
	a.follower = activity.NewFollower(a.store, activitytest.Listing{})
	return a
}

// record stores n clicks, and now and then a share, and lets consumers come by in between.
func (a *apart) record(n int) {
	a.Helper()
	for range n {
		a.n++
		a.now = a.now.Add(time.Duration(a.random.IntN(30)) * time.Millisecond)
		server := a.servers[a.random.IntN(len(a.servers))]
		if err := server.Record(a.Context(), a.ws, click("c1", a.n)); err != nil {
			a.Fatal(err)
		}
		if a.random.IntN(10) == 0 {
			record(a.T, a.store, a.ws, ada, share(a.n))
		}
		if a.random.IntN(5) == 0 {
			a.catchUp()
		}
	}
}

func (a *apart) catchUp() {
	a.Helper()
	if err := a.follower.CatchUp(a.Context(), a.ws); err != nil {
		a.Fatal(err)
	}
}

func (a *apart) rebuild() {
	a.Helper()
	if err := activity.NewRebuilder(a.store, nothing{}).Rebuild(a.Context(), a.ws, activitytest.Listing{}, nil); err != nil {
		a.Fatal(err)
	}
}

// Whose clock is behind, or whose batch was on its way while others were counted, is counted late.
// A recount takes the same facts in the same order, and so does the recount of a recount.
func TestARecountTakesFactsInTheOrderInWhichTheyWereCounted(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			a := setApart(t, seed)
			for range 3 {
				a.record(400)
				a.catchUp()
				before := activitytest.Listed(t, a.store, a.ws)
				a.rebuild()
				if diff := cmp.Diff(before, activitytest.Listed(t, a.store, a.ws)); diff != "" {
					t.Fatal(diff)
				}
			}
		})
	}
}
