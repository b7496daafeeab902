package activity

import (
	"context"
	"errors"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Journal keeps records on the disk, in order; server/journal is one.
type Journal interface {
	// Append returns when the records are on the disk.
	Append(records ...[]byte) error
	// AppendBehind is Append while earlier records wait; once none does it takes nothing and says false.
	AppendBehind(records ...[]byte) (behind bool, err error)
	// Waiting is how many are not delivered yet.
	Waiting() int
	// Replay delivers the oldest first and some at a time, keeps what was not taken, and returns nil
	// only when none is left at that moment. After a crash it may deliver some again.
	Replay(deliver func(records [][]byte) (taken int, err error)) error
}

// shortPatience is how long a batch may take when there is a journal: a reader does not feel it,
// and a Redis that is well takes a hundredth of it.
const shortPatience = 150 * time.Millisecond

// spill puts what is not stored for certain into the journal. A part that arrived all the same
// keeps its ID there, so that it is found and not stored twice.
func (c *Clicks) spill(b *batch) error {
	failed := b.failed()
	why := failed[0].err
	err := c.journal.Append(records(failed)...)
	if err == nil {
		c.logger.Warn("clicks go to the journal until the store takes them", "error", why)
	}
	return c.spilt(failed, err)
}

// spillBehind keeps the order: what comes while the journal is emptied goes behind what waits there.
// It says false once nothing does, also when that became so while it waited for its turn: then the
// batch can go to Redis, and the journal is not kept busy by those who come because it is.
func (c *Clicks) spillBehind(b *batch) (behind bool, err error) {
	if c.journal.Waiting() == 0 {
		return false, nil
	}
	if behind, err = c.journal.AppendBehind(records(b.parts)...); !behind {
		return false, nil
	}
	return true, c.spilt(b.parts, err)
}

func records(parts []*part) [][]byte {
	records := make([][]byte, len(parts))
	for i, p := range parts {
		records[i] = p.record()
	}
	return records
}

// spilt notes in each part what became of it.
func (c *Clicks) spilt(parts []*part, err error) error {
	clicks := int64(0)
	for _, p := range parts {
		clicks += int64(p.clicks)
	}
	if err == nil {
		c.keep(clicks)
	} else {
		err = c.lose(clicks, err)
	}
	for _, p := range parts {
		p.err = err
	}
	return err
}

// keep counts what the journal took.
func (c *Clicks) keep(clicks int64) {
	c.losing.Store(false)
	c.spilled.Add(clicks)
	c.wake()
}

var errLost = errors.New("the click is lost")

// Lost reports that neither the store nor the journal took a click. It is counted as lost in State,
// and whoever made it has no reason to come again.
func Lost(err error) bool { return errors.Is(err, errLost) }

// lose counts what nothing took, and tells when it begins.
func (c *Clicks) lose(clicks int64, why error) error {
	c.lost.Add(clicks)
	if !c.losing.Swap(true) {
		c.logger.Error("clicks are lost: neither the store nor the journal takes them", "error", why)
	}
	return fault.New(fault.Unavailable, "Neither the store nor the disk takes a click just now.").Because(errors.Join(errLost, why))
}

// wake tells Replay that there is something to do.
func (c *Clicks) wake() {
	select {
	case c.poke <- struct{}{}:
	default: // it was told already
	}
}

// Replay brings what the journal holds to Redis, in order and once, as soon as Redis takes it,
// until ctx ends. One call at a time.
func (c *Clicks) Replay(ctx context.Context) {
	const shortest, longest = 20 * time.Millisecond, 2 * time.Second
	pause := shortest
	for ctx.Err() == nil {
		if c.journal.Waiting() == 0 {
			c.rest(ctx, nil)
			continue
		}
		if err := c.replayOnce(ctx); err != nil {
			c.logger.Warn("clicks wait in the journal", "error", err)
			c.rest(ctx, time.After(pause))
			pause = min(2*pause, longest)
			continue
		}
		pause = shortest
		c.logger.Info("the store has every click again")
	}
}

// rest waits for the time, for new work when there is no time, or for the end.
func (c *Clicks) rest(ctx context.Context, until <-chan time.Time) {
	poke := c.poke
	if until != nil {
		poke = nil
	}
	select {
	case <-ctx.Done():
	case <-until:
	case <-poke:
	}
}

// replayOnce asks first whether Redis answers at all: the last records are delivered while nobody
// can append, and nobody shall wait for a server that is away.
func (c *Clicks) replayOnce(ctx context.Context) error {
	asked, cancel := context.WithTimeout(ctx, shortPatience)
	defer cancel()
	if err := c.stream.store.Ping(asked).Err(); err != nil {
		return err
	}
	return c.journal.Replay(func(records [][]byte) (int, error) { return c.deliver(ctx, records) })
}

// deliver stores records in their order, those of one workspace in one round trip.
func (c *Clicks) deliver(ctx context.Context, records [][]byte) (taken int, err error) {
	for taken < len(records) {
		run, err := leadingRun(records[taken:])
		if err != nil {
			return taken, err
		}
		n, err := c.stream.againAll(ctx, run)
		taken += n
		if err != nil {
			return taken, kv.Fault("replay clicks", err)
		}
	}
	return taken, nil
}

// leadingRun reads the first record, and those behind it that go to the same stream. One that cannot
// be read ends the run; it is told once it is the first.
func leadingRun(records [][]byte) (run []*part, err error) {
	first, err := readSpilled(records[0])
	if err != nil {
		return nil, err
	}
	run = []*part{first}
	for _, record := range records[1:] {
		if p, err := readSpilled(record); err == nil && p.ws == first.ws && p.source == first.source {
			run = append(run, p)
			continue
		}
		break
	}
	return run, nil
}
