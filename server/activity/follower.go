package activity

import (
	"context"
	"time"

	"vouch/server/kv"
)

// Projection counts something from the facts.
type Projection interface {
	// Name keeps its place in the log; a new name counts everything anew.
	Name() string
	// Decide says what these facts change, in their order. It may read what it wrote before and
	// must write only through the effects it returns: they and the place move in one step, and
	// only when nobody else moved the place meanwhile.
	Decide(ctx context.Context, ws kv.Workspace, facts []Fact) (*Effects, error)
}

// Follower brings projections up to the end of the log.
type Follower struct {
	store       *kv.Store
	projections []Projection
}

// NewFollower follows for these projections.
func NewFollower(store *kv.Store, projections ...Projection) *Follower {
	return &Follower{store: store, projections: projections}
}

// CatchUp returns when every fact recorded before the call is counted.
func (f *Follower) CatchUp(ctx context.Context, ws kv.Workspace) error { return nil }

// Follow catches up with every workspace again and again until ctx ends; it reports what goes
// wrong and goes on.
func (f *Follower) Follow(ctx context.Context, every time.Duration,
	workspaces func(context.Context) ([]kv.Workspace, error), report func(error)) {
	<-ctx.Done()
}
