package faultrun_test

import (
	"context"
	"testing"

	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// The master that holds a company dies with everything it did not pass on. With one replica asked
// for every write nothing that was answered goes with it, and its replica takes over.
func TestAMasterIsKilledUnderLoad(t *testing.T) {
	c, store := kvtest.StartCluster(t)
	w := settle(t, store, plan{servers: 2, replicas: 1}, c.URLs()...)
	l := w.work(1)
	l.reach(100)
	key := kv.Key(w.workspace(), "any")
	master, err := c.Master(w.ctx, key)
	if err != nil {
		t.Fatal(err)
	}
	master.Kill()
	l.until(func() string {
		if next, err := c.Master(w.ctx, key); err != nil || next == master {
			return "no replica takes over"
		}
		return ""
	})
	l.serves()
	l.reach(200)
	if err := master.Start(w.ctx); err != nil {
		t.Fatal(err)
	}
	settled, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if err := c.Settle(settled); err != nil {
		t.Fatal(err)
	}
	// Facts wait for a replica: the one that took over has none until the other is back as its own.
	before := l.told.Load()
	l.until(func() string {
		if l.told.Load() == before && before < facts {
			return "no outbox is taken"
		}
		return ""
	})
	l.finish()
	t.Logf("%d clicks of %d and %d facts answered", l.answered.Load(), l.sent.Load(), len(l.facts))
	l.check()
}

// A company moves to another master, key by key, while it works.
func TestACompanyMovesToAnotherMasterUnderLoad(t *testing.T) {
	c, store := kvtest.StartCluster(t)
	w := settle(t, store, plan{servers: 2, replicas: 1}, c.URLs()...)
	l := w.work(2)
	l.reach(100)
	key := kv.Key(w.workspace(), "any")
	for range 2 {
		keys, err := c.Move(w.ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d keys moved after %d answers", keys, l.done())
		l.reach(100)
	}
	l.finish()
	t.Logf("%d clicks of %d and %d facts answered", l.answered.Load(), l.sent.Load(), len(l.facts))
	l.check()
}
