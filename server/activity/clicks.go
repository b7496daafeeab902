package activity

import (
	"context"
	"sync"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Clicks stores clicks in batches: while one batch is on its way to Redis the next one fills.
// There is no timer; a lone click leaves at once, and under load a round trip serves hundreds.
// It is safe for concurrent use.
type Clicks struct {
	stream *stream

	mu      sync.Mutex
	queue   []*batch // the last one is open
	sending bool
}

// A batch is at most one stream entry of maxBatch clicks (40 KB) in each workspace.
const maxBatch = 512

// maxQueue bounds what waits while Redis is slow: 8,192 clicks, each a held request.
const maxQueue = 16

// NewClicks writes to a stream of its own in each workspace. The instance names this server
// among those that share the Redis; it is kept across restarts, and no two servers have the same.
func NewClicks(store *kv.Store, instance string, now kv.Clock) *Clicks {
	return &Clicks{stream: &stream{store: store, source: "clicks." + instance, now: now}}
}

// Record returns when the click is stored, or with a fault of kind Unavailable. After a fault
// the click may still turn out stored: it was not answered, so it may count.
func (c *Clicks) Record(ctx context.Context, ws kv.Workspace, click Click) error {
	waiting, part := c.join(ws, &click)
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
func (c *Clicks) join(ws kv.Workspace, click *Click) (*batch, *part) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.queue); n == 0 || c.queue[n-1].clicks == maxBatch {
		if n == maxQueue {
			return nil, nil
		}
		c.queue = append(c.queue, &batch{stored: make(chan struct{})})
	}
	open := c.queue[len(c.queue)-1]
	joined := open.add(ws, click)
	if !c.sending {
		c.sending = true
		go c.send()
	}
	return open, joined
}

// send stores batches one at a time until none waits. When one fails, those that filled
// meanwhile fail with it: they have waited as long, and the store has just not answered.
func (c *Clicks) send() {
	for {
		next, ok := c.take()
		if !ok {
			return
		}
		if err := c.stream.append(next); err != nil {
			c.fail(err)
		}
		close(next.stored)
	}
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

// batch is what leaves together; parts are by workspace, nearly always one.
type batch struct {
	parts  []*part
	clicks int
	stored chan struct{} // closed when every part is stored or failed
}

// part is the stream entry of one workspace; err is set before the batch's stored is closed.
type part struct {
	ws     kv.Workspace
	packed []byte
	err    error
}

func (b *batch) add(ws kv.Workspace, click *Click) *part {
	b.clicks++
	p := b.part(ws)
	p.packed = appendFact(p.packed, &Fact{
		Kind: Clicked, At: click.At, Advocate: click.Advocate, Team: click.Team, Story: click.Story,
		Code: click.Code, Class: click.Class, Reason: click.Reason, Visitor: click.Visitor,
		Country: click.Country, Device: click.Device,
	})
	return p
}

func (b *batch) part(ws kv.Workspace) *part {
	for _, p := range b.parts {
		if p.ws == ws {
			return p
		}
	}
	p := &part{ws: ws, packed: append(make([]byte, 0, 4096), packedVersion)}
	b.parts = append(b.parts, p)
	return p
}
