package activity

import (
	"context"
	"errors"
	"sync"
	"time"

	"vouch/server/kv"
)

// Projection counts something from the facts. Whatever else it holds must be a fact first: what a
// generation keeps can be thrown away and counted again.
type Projection interface {
	// Name keeps its place in the log; a new name counts everything anew.
	Name() string
	// Recipe says how a workspace's facts are counted now: the version of the code and the settings
	// that Decide goes by. A generation of another recipe is rebuilt by the nightly check, and is
	// not compared with the facts before.
	Recipe(ctx context.Context, ws kv.Workspace) (string, error)
	// Decide says what these facts change in a generation, in their order. It may read what it wrote
	// there before, and must write only through the effects it returns, to keys that the generation
	// named: they and the place move in one step, and only when nobody else moved the place
	// meanwhile. It reads no clock, so that the same facts always count the same.
	Decide(ctx context.Context, at Generation, facts []Fact) (*Effects, error)
}

// Follower brings projections up to the end of the log. Several servers may follow the same
// workspace. It is safe for concurrent use.
type Follower struct {
	store       *kv.Store
	projections []Projection
	unhurried   *unhurried

	mu    sync.Mutex
	next  map[kv.Workspace]*run          // not begun yet: whoever comes now may join
	alone map[kv.Workspace]chan struct{} // held by the run under way
	live  map[Generation]int64           // first generation -> the live one, as it was when last looked at
}

// run is one pass over a workspace that several callers wait for.
type run struct {
	done chan struct{}
	err  error
}

// NewFollower follows for these projections.
func NewFollower(store *kv.Store, projections ...Projection) *Follower {
	return &Follower{
		store: store, projections: projections, unhurried: newUnhurried(),
		next: map[kv.Workspace]*run{}, alone: map[kv.Workspace]chan struct{}{}, live: map[Generation]int64{},
	}
}

// CatchUp returns when every fact recorded before the call is counted.
func (f *Follower) CatchUp(ctx context.Context, ws kv.Workspace) error {
	defer f.unhurried.await()()
	return f.catchUp(ctx, ws)
}

func (f *Follower) catchUp(ctx context.Context, ws kv.Workspace) error {
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
		for done := false; !done; {
			var err error
			if done, err = f.advance(ctx, ws, projection); err != nil {
				return err
			}
		}
	}
	return nil
}

// advance takes the live generation of a projection to the end of the log; it is not done when
// somebody else moved it, or another became live, meanwhile.
func (f *Follower) advance(ctx context.Context, ws kv.Workspace, projection Projection) (done bool, err error) {
	believed := f.believed(ws, projection.Name())
	s, live, err := readStand(ctx, f.store, believed)
	if err != nil || live != believed {
		f.believe(live)
		return false, err
	}
	w := walk{stand: s, store: f.store, projection: projection, rest: f.unhurried.rest}
	result, err := w.toEnd(ctx)
	return result == applied, err
}

// believed is the generation that was live when this follower looked last.
func (f *Follower) believed(ws kv.Workspace, projection string) Generation {
	f.mu.Lock()
	defer f.mu.Unlock()
	first := Generation{ws: ws, projection: projection, number: firstGeneration}
	return first.numbered(max(f.live[first], firstGeneration))
}

func (f *Follower) believe(live Generation) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.live[live.numbered(firstGeneration)] = live.number
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
			if err := f.catchUp(ctx, ws); err != nil && ctx.Err() == nil {
				report(err)
			}
		}
	}
}

func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
