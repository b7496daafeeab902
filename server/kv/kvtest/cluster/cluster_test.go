package cluster_test

import (
	"context"
	"testing"
	"time"

	"vouch/server/kv"
	"vouch/server/kv/kvtest/cluster"
)

// A master that is killed gives its keys to its replica, and comes back as one.
func TestAKilledMasterIsReplaced(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, err := cluster.Start(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Stop() })
	store, err := kv.Open(ctx, c.URLs())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	key := kv.Key("acme", "written")
	set := func(pipe kv.Pipeliner) { pipe.Set(ctx, key, "yes", 0) }
	if err := store.Together(ctx, key, 1, set); err != nil {
		t.Fatal(err)
	}
	first, err := c.Master(ctx, key)
	if err != nil {
		t.Fatal(err)
	}
	first.Kill()
	for {
		if value, err := store.Get(ctx, key).Result(); err == nil && value == "yes" {
			break
		} else if ctx.Err() != nil {
			t.Fatal(err)
		}
	}
	if err := first.Start(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if second, err := c.Master(ctx, key); err != nil || second == first {
		t.Errorf("the key's master: %v, %v", second, err)
	}
}
