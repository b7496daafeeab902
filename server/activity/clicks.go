package activity

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
)

// Clicks stores clicks in batches: while one batch is on its way to Redis the next one fills.
// There is no timer; a lone click leaves at once, and under load a round trip serves hundreds.
// What Redis does not take in time goes to the journal, if there is one, and counts as stored;
// Replay brings it to Redis. It is safe for concurrent use.
type Clicks struct {
	stream  *stream
	journal Journal // nil when there is none
	logger  *slog.Logger
	tracer  *tracing.Tracer
	spilled atomic.Int64  // clicks that went to the journal
	lost    atomic.Int64  // clicks that neither took
	losing  atomic.Bool   // the last batch was lost
	poke    chan struct{} // wakes Replay

	mu      sync.Mutex
	queue   []*batch // the last one is open
	sending bool
}

// maxQueue bounds what waits while Redis is slow: 8,192 clicks, each a held request.
const maxQueue = 16

// Option changes how clicks are stored.
type Option func(*Clicks)

// WithJournal keeps on the disk what Redis does not take in time. Run Replay beside.
func WithJournal(journal Journal, logger *slog.Logger) Option {
	return func(c *Clicks) {
		c.journal, c.logger = journal, logger
		c.stream.patience = shortPatience
	}
}

// WithReplicas counts a click as stored only when so many replicas have received it.
func WithReplicas(sure kv.Sureness) Option {
	return func(c *Clicks) { c.stream.sure = sure }
}

// WithTraces tells, of the batches that carry traced requests, how long they took.
func WithTraces(tracer *tracing.Tracer) Option {
	return func(c *Clicks) { c.tracer = tracer }
}

// NewClicks writes to a stream of its own in each workspace. The instance names this server
// among those that share the Redis; it is kept across restarts, and no two servers have the same.
func NewClicks(store *kv.Store, instance string, now kv.Clock, options ...Option) *Clicks {
	c := &Clicks{
		stream: &stream{store: store, source: "clicks." + instance, now: now, patience: patience},
		poke:   make(chan struct{}, 1),
	}
	for _, set := range options {
		set(c)
	}
	return c
}

// Record returns when the click is stored, or with a fault of kind Unavailable. After a fault
// the click may still turn out stored. Lost tells a fault after which there is nothing to wait for.
func (c *Clicks) Record(ctx context.Context, ws kv.Workspace, click Click) error {
	ctx, span := c.tracer.Begin(ctx, tracing.StoreClick)
	err := c.record(ctx, ws, &click, span)
	span.End(err)
	return err
}

func (c *Clicks) record(ctx context.Context, ws kv.Workspace, click *Click, span tracing.Span) error {
	waiting, part := c.join(ws, click, span)
	if waiting == nil {
		return fault.New(fault.Unavailable, "Too many clicks wait for the store.")
	}
	select {
	case <-waiting.stored:
		return part.err
	case <-ctx.Done():
		return kv.Fault("store a click", ctx.Err())
	}
}

// join adds the click to the open batch, and sees to it that somebody sends it.
func (c *Clicks) join(ws kv.Workspace, click *Click, span tracing.Span) (*batch, *part) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.queue); n == 0 || c.queue[n-1].full() {
		if n == maxQueue {
			return nil, nil
		}
		c.queue = append(c.queue, &batch{stored: make(chan struct{})})
	}
	open := c.queue[len(c.queue)-1]
	joined := open.add(ws, click)
	open.traced.Add(span)
	if !c.sending {
		c.sending = true
		go c.send()
	}
	return open, joined
}

// send stores batches one at a time until none waits. Without a journal, when one fails, those
// that filled meanwhile fail with it: they have waited as long, and the store has just not
// answered.
func (c *Clicks) send() {
	for {
		next, ok := c.take()
		if !ok {
			return
		}
		if err := c.commit(next); err != nil && c.journal == nil {
			c.fail(err)
		}
		close(next.stored)
	}
}

// commit is store, told to those who read traces.
func (c *Clicks) commit(b *batch) error {
	ctx, span := c.tracer.For(context.Background(), tracing.CommitClicks, b.traced)
	outcome, err := c.store(ctx, b)
	if span.On() {
		span.Count(b.clicks)
		span.Bytes(b.bytes())
	}
	if err == nil {
		span.Outcome(outcome)
	}
	span.End(err)
	return err
}

// store brings a batch to Redis, or to the journal. While the journal holds anything, all goes
// there: an entry that overtook it in the stream would shut it out.
func (c *Clicks) store(ctx context.Context, b *batch) (outcome string, err error) {
	c.stream.name(b)
	if c.journal == nil {
		return "stored", c.stream.append(ctx, b)
	}
	if behind, err := c.spillBehind(b); behind {
		return "journal", err
	}
	if c.stream.append(ctx, b) == nil {
		c.losing.Store(false)
		return "stored", nil
	}
	return "journal", c.spill(b)
}

func (c *Clicks) take() (*batch, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) == 0 {
		c.sending = false
		return nil, false
	}
	next := c.queue[0]
	c.queue = append(c.queue[:0], c.queue[1:]...)
	return next, true
}

func (c *Clicks) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, waiting := range c.queue {
		for _, p := range waiting.parts {
			p.err = err
		}
		close(waiting.stored)
	}
	c.queue = nil
}

// ClicksState is what an operator watches.
type ClicksState struct {
	Queued  int   // batches that wait to be sent
	Spilled int64 // clicks that went to the journal since the start
	Lost    int64 // clicks that neither the store nor the journal took, since the start
	Losing  bool  // it is so now
}

// State tells it.
func (c *Clicks) State() ClicksState {
	c.mu.Lock()
	defer c.mu.Unlock()
	return ClicksState{Queued: len(c.queue), Spilled: c.spilled.Load(), Lost: c.lost.Load(), Losing: c.losing.Load()}
}
