package activity

import (
	"context"
	"errors"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Past gives the facts that were archived and are no longer in the log.
type Past interface {
	// Entries gives a workspace's archived entries in their order: all those up to the IDs in upTo
	// (source -> ID), and perhaps some after them.
	Entries(ctx context.Context, ws kv.Workspace, upTo map[string]string, each func(Entry) error) error
	// Size is how many entries there are up to there.
	Size(ctx context.Context, ws kv.Workspace, upTo map[string]string) (entries int64, err error)
}

// Progress tells how far a count of all facts is.
type Progress struct {
	Entries, Of int64 // of the archive and the log; both grow while facts are recorded
	Facts       int64
}

// Rebuilder counts facts again from the beginning. It is safe for concurrent use.
type Rebuilder struct {
	store *kv.Store
	past  Past
}

// NewRebuilder reads the log in store and, where it was trimmed, the past.
func NewRebuilder(store *kv.Store, past Past) *Rebuilder { return &Rebuilder{store: store, past: past} }

// Rebuild counts every fact of a workspace into a new generation and makes that one live in one
// step. Until then, and whenever it fails, the live one stays as it is and goes on; whoever reads
// sees the one or the other, never both. A second call takes over from a first.
func (r *Rebuilder) Rebuild(ctx context.Context, ws kv.Workspace, projection Projection, told func(Progress)) error {
	f, err := begin(ctx, r.store, ws, projection.Name(), true)
	if err != nil {
		return kv.Fault("begin a rebuild", err)
	}
	if err := r.fill(ctx, f, projection, told); err != nil {
		return errors.Join(kv.Fault("rebuild", err), endWithin(ctx, f.giveUp))
	}
	return kv.Fault("drop what was live", drop(ctx, r.store, f.at.numbered(f.live)))
}

// fill counts until the generation is live.
func (r *Rebuilder) fill(ctx context.Context, f *filling, projection Projection, told func(Progress)) error {
	count := counting{rebuilder: r, filling: f, projection: projection, told: told}
	if err := count.all(ctx); err != nil {
		return err
	}
	for {
		caughtUp, err := f.goLive(ctx)
		if caughtUp || err != nil {
			return err
		}
		if err := count.log(ctx); err != nil {
			return err
		}
	}
}

// endWithin tidies up also when ctx has ended, for a short time.
func endWithin(ctx context.Context, end func(context.Context) error) error {
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return kv.Fault("tidy up", end(ctx))
}

// counting fills a generation with everything there is.
type counting struct {
	rebuilder  *Rebuilder
	filling    *filling
	projection Projection
	told       func(Progress)
	progress   Progress
	until      map[string]string // source -> the last ID to count; nil is the end of the log
}

// all counts the archive, as far as the log was trimmed, and then the log.
func (c *counting) all(ctx context.Context) error {
	s, _, err := readStand(ctx, c.rebuilder.store, c.filling.at)
	if err != nil {
		return err
	}
	if c.progress.Of, err = c.size(ctx, s); err != nil {
		return err
	}
	if len(s.trimmed) > 0 {
		w, err := c.walk(ctx, s)
		if err == nil {
			err = c.archive(ctx, w)
		}
		if err != nil {
			return err
		}
	}
	return c.log(ctx)
}

// walk goes in the order of the live generation, as far as that has come.
func (c *counting) walk(ctx context.Context, s stand) (*walk, error) {
	w := &walk{stand: s, store: c.rebuilder.store, projection: c.projection, told: c.tell, until: c.until}
	var err error
	w.order, err = readOrder(ctx, w.store, w.at.numbered(c.filling.live))
	return w, err
}

func (c *counting) tell(entries []Entry) {
	c.progress.Entries += int64(len(entries))
	for _, e := range entries {
		c.progress.Facts += int64(len(e.Facts))
	}
	c.progress.Of = max(c.progress.Of, c.progress.Entries)
	if c.told != nil {
		c.told(c.progress)
	}
}

// log counts from where the generation stands to the end of the log.
func (c *counting) log(ctx context.Context) error {
	s, _, err := readStand(ctx, c.rebuilder.store, c.filling.at)
	if err != nil {
		return err
	}
	w, err := c.walk(ctx, s)
	if err != nil {
		return err
	}
	return c.result(w.toEnd(ctx))
}

// result of a step: nobody else moves a generation that is being filled.
func (c *counting) result(result moved, err error) error {
	if err == nil && result != applied {
		return errTakenOver(c.projection.Name())
	}
	return err
}

// archive counts what is no longer in the log. A fault of kind Conflict says that the archive does
// not reach as far as it must.
func (c *counting) archive(ctx context.Context, w *walk) error {
	var waiting []Entry
	facts := 0
	count := func() error {
		if len(waiting) == 0 {
			return nil
		}
		result, err := w.apply(ctx, waiting)
		waiting, facts = waiting[:0], 0
		return c.result(result, err)
	}
	take := func(entries []Entry) error {
		for _, e := range entries {
			if facts+len(e.Facts) > stepFacts {
				if err := count(); err != nil {
					return err
				}
			}
			waiting, facts = append(waiting, e), facts+len(e.Facts)
		}
		return nil
	}
	late := holding{order: w.order, last: map[string]mark{}}
	err := c.rebuilder.past.Entries(ctx, w.at.ws, w.trimmed, func(e Entry) error {
		if compareIDs(e.ID, w.trimmed[e.Source]) > 0 {
			return nil
		}
		return take(late.next(e))
	})
	if err != nil {
		return err
	}
	if err := errors.Join(take(late.rest()), count()); err != nil {
		return err
	}
	return complete(w)
}

func complete(w *walk) error {
	for source, id := range w.trimmed {
		if w.from.last[source] != id {
			return fault.New(fault.Conflict,
				"The archive here does not hold all facts that are no longer in Redis: those of %q end at %q, not %q.",
				source, w.from.last[source], id)
		}
	}
	return nil
}

// size is how many entries there are to count.
func (c *counting) size(ctx context.Context, s stand) (entries int64, err error) {
	if len(s.trimmed) > 0 {
		if entries, err = c.rebuilder.past.Size(ctx, s.at.ws, s.trimmed); err != nil {
			return 0, err
		}
	}
	for _, source := range s.sources {
		n, err := c.rebuilder.store.XLen(ctx, factsKey(s.at.ws, source)).Result()
		if err != nil {
			return 0, err
		}
		entries += n
	}
	return entries, nil
}
