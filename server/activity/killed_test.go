package activity_test

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// Consumers are killed at their n-th call to Redis, before or after it took effect, 60 times and
// several at once, while facts arrive. Every fact is counted once.
func TestAConsumerMayBeKilledAnywhere(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	const facts, lives = 6000, 20
	var all sync.WaitGroup
	all.Go(func() { fill(t, store, ws, facts) })
	for consumer := range 3 {
		random := rand.New(rand.NewPCG(11, uint64(consumer)))
		all.Go(func() {
			for range lives {
				live(t, ws, int64(1+random.IntN(25)), random.IntN(2) == 0)
			}
		})
	}
	all.Wait()
	if got := totals(t, store, ws); got.Clicks != facts || got.Shares != facts/10 || got.Visitors < facts*97/100 {
		t.Errorf("counted %+v, want %d clicks and %d shares", got, facts, facts/10)
	}
}

// live is one consumer from its start to its death.
func live(t *testing.T, ws kv.Workspace, calls int64, answered bool) {
	t.Helper()
	mortal := kvtest.Dying(t, calls, answered)
	follower := activity.NewFollower(mortal, activity.NewCounters(mortal))
	for range calls { // an idle consumer calls too, so it dies within as many rounds
		if err := follower.CatchUp(t.Context(), ws); errors.Is(err, kvtest.ErrDead) {
			return
		} else if err != nil {
			t.Error(err)
		}
	}
}
