package activity

import (
	"context"
	"errors"
	"sync"
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

// Follower brings projections up to the end of the log. Several servers may follow the same
// workspace. It is safe for concurrent use.
type Follower struct {
	store       *kv.Store
	projections []Projection

	mu    sync.Mutex
	next  map[kv.Workspace]*run          // not begun yet: whoever comes now may join
	alone map[kv.Workspace]chan struct{} // held by the run under way
}

// run is one pass over a workspace that several callers wait for.
type run struct {
	done chan struct{}
	err  error
}

// NewFollower follows for these projections.
func NewFollower(store *kv.Store, projections ...Projection) *Follower {
	return &Follower{
		store: store, projections: projections,
		next: map[kv.Workspace]*run{}, alone: map[kv.Workspace]chan struct{}{},
	}
}

// CatchUp returns when every fact recorded before the call is counted.
func (f *Follower) CatchUp(ctx context.Context, ws kv.Workspace) error {
	for {
		joined, leads := f.join(ws)
		if leads {
			return f.lead(ctx, ws, joined)
		}
		select {
		case <-ctx.Done():
			return kv.Fault("catch up", ctx.Err())
		case <-joined.done:
		}
		// The one who led may have been called off; that is no reason for us.
		if !isCancelled(joined.err) || ctx.Err() != nil {
			return kv.Fault("catch up", joined.err)
		}
	}
}

// join finds the run that has not begun; the first to ask leads it.
func (f *Follower) join(ws kv.Workspace) (joined *run, leads bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if waiting, ok := f.next[ws]; ok {
		return waiting, false
	}
	if f.alone[ws] == nil {
		f.alone[ws] = make(chan struct{}, 1)
	}
	f.next[ws] = &run{done: make(chan struct{})}
	return f.next[ws], true
}

func (f *Follower) lead(ctx context.Context, ws kv.Workspace, led *run) error {
	defer close(led.done)
	alone := f.turnstile(ws)
	select {
	case alone <- struct{}{}:
		defer func() { <-alone }()
	case <-ctx.Done():
		led.err = ctx.Err()
	}
	f.begin(ws)
	if led.err == nil {
		led.err = f.follow(ctx, ws)
	}
	return kv.Fault("catch up", led.err)
}

func (f *Follower) turnstile(ws kv.Workspace) chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.alone[ws]
}

// begin closes the run to newcomers: what they recorded it may miss.
func (f *Follower) begin(ws kv.Workspace) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.next, ws)
}

func (f *Follower) follow(ctx context.Context, ws kv.Workspace) error {
	for _, projection := range f.projections {
		for more := true; more; {
			var err error
			if more, err = f.advance(ctx, ws, projection); err != nil {
				return err
			}
		}
	}
	return nil
}

// Follow catches up with every workspace again and again until ctx ends; it reports what goes
// wrong and goes on.
func (f *Follower) Follow(ctx context.Context, every time.Duration,
	workspaces func(context.Context) ([]kv.Workspace, error), report func(error),
) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		known, err := workspaces(ctx)
		if err != nil && ctx.Err() == nil {
			report(err)
		}
		for _, ws := range known {
			if err := f.CatchUp(ctx, ws); err != nil && ctx.Err() == nil {
				report(err)
			}
		}
	}
}

func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
