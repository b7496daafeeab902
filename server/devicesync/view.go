package devicesync

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"sync"
	"time"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// view is a workspace as all its devices see it at one moment.
type view struct {
	at                       time.Time // before the store was asked
	rules, library, surfaces live
	settings                 wire.Settings
	lively                   []span // when devices are to ask often
	turn                     string
	shown                    [sha256.Size]byte // of all that devices see of it
}

// live is the bundle of a kind that is out; revision 0 is none.
type live wire.BundleRef

// unless gives what is out to a device that holds another. A device that claims a newer revision
// than there is, such as after a restored backup, is told what is live; it refuses to go back and
// says so, which is better than being silent for ever.
func (l live) unless(held int64) *wire.BundleRef {
	if l.Revision == 0 || l.Revision == held {
		return nil
	}
	ref := wire.BundleRef(l)
	return &ref
}

// upToDate says that a device holds all that is out.
func (v *view) upToDate(asked wire.SyncRequest) bool {
	return v.rules.unless(asked.Rules) == nil && v.library.unless(asked.Library) == nil &&
		v.surfaces.unless(asked.Surfaces) == nil
}

// behind says that a device knows of more than this view: it was told by a stream meanwhile.
func (v *view) behind(asked wire.SyncRequest) bool {
	return asked.Rules > v.rules.Revision || asked.Library > v.library.Revision || asked.Surfaces > v.surfaces.Revision
}

// look asks the store what is so now. Who asks while somebody's question is under way waits for
// the next, and shares it with all who came meanwhile: a thousand browsers that hear of a
// publication cost a handful of questions.
func (e *Exchange) look(ctx context.Context, ws kv.Workspace) (*view, error) {
	return e.lately.of(ws).fresh(ctx, func(ctx context.Context) (*view, error) { return e.load(ctx, ws) })
}

// glance is what was so within the last second.
func (e *Exchange) glance(ctx context.Context, ws kv.Workspace) (*view, error) {
	const young = time.Second
	if last := e.lately.of(ws).last(); last != nil {
		if age := e.options.Now().Sub(last.at); age >= 0 && age < young {
			return last, nil
		}
	}
	return e.look(ctx, ws)
}

func (e *Exchange) load(ctx context.Context, ws kv.Workspace) (*view, error) {
	v := &view{at: e.options.Now()}
	var err error
	for _, kind := range []struct {
		bundles Bundles
		live    *live
	}{{e.rooms.Rules, &v.rules}, {e.rooms.Library, &v.library}, {e.rooms.Surfaces, &v.surfaces}} {
		if *kind.live, err = e.liveOf(ctx, ws, kind.bundles); err != nil {
			return nil, err
		}
	}
	if v.turn, err = e.rooms.Standings.Turn(ctx, ws); err != nil {
		return nil, err
	}
	if v.settings, err = e.rooms.Settings.Settings(ctx, ws); err != nil {
		return nil, err
	}
	if v.settings.Names == nil {
		v.settings.Names = []string{} // a list on the wire, never null
	}
	if v.lively, err = e.livelyOf(ctx, ws, v); err != nil {
		return nil, err
	}
	text, err := json.Marshal([]any{v.rules, v.library, v.surfaces, v.settings})
	v.shown = sha256.Sum256(text)
	return v, err
}

func (e *Exchange) liveOf(ctx context.Context, ws kv.Workspace, bundles Bundles) (live, error) {
	ref, err := bundles.Live(ctx, ws)
	if err == nil && ref.Revision > 0 {
		ref.Path = e.pathOf(ws, ref.Digest)
	}
	return live(ref), err
}

// views are the last view of each workspace that somebody asked for.
type views struct {
	mu    sync.Mutex
	slots map[kv.Workspace]*slot
}

func (v *views) of(ws kv.Workspace) *slot {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.slots[ws] == nil {
		if v.slots == nil {
			v.slots = map[kv.Workspace]*slot{}
		}
		v.slots[ws] = &slot{turnstile: make(chan struct{}, 1)}
	}
	return v.slots[ws]
}

// slot shares questions about one workspace.
type slot struct {
	turnstile chan struct{} // held by the question under way

	mu   sync.Mutex
	next *question // not asked yet: whoever comes now may join
	done *view
}

type question struct {
	answered chan struct{}
	view     *view
	err      error
}

func (s *slot) last() *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.done
}

// askWithin bounds a question, which outlives the caller who began it.
const askWithin = 10 * time.Second

// fresh is a view that was loaded after the call.
func (s *slot) fresh(ctx context.Context, load func(context.Context) (*view, error)) (*view, error) {
	s.mu.Lock()
	joined := s.next
	if joined == nil {
		joined = &question{answered: make(chan struct{})}
		s.next = joined
		go s.ask(context.WithoutCancel(ctx), joined, load)
	}
	s.mu.Unlock()
	select {
	case <-joined.answered:
		return joined.view, joined.err
	case <-ctx.Done():
		return nil, kv.Fault("look at a workspace", ctx.Err())
	}
}

func (s *slot) ask(ctx context.Context, q *question, load func(context.Context) (*view, error)) {
	s.turnstile <- struct{}{}
	defer func() { <-s.turnstile }()
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	s.mu.Lock()
	s.next = nil // from here on it may miss what newcomers know
	s.mu.Unlock()
	q.view, q.err = load(ctx)
	s.mu.Lock()
	if q.err == nil {
		s.done = q.view
	}
	s.mu.Unlock()
	close(q.answered)
}
