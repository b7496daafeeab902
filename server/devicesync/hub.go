package devicesync

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// pollEvery is how soon a revision is told whose message got lost: Redis does not keep messages
// for a subscriber that reconnects.
const pollEvery = 3 * time.Second

// Hub tells open streams which revisions are out. It hears of them from Redis, and asks every few
// seconds besides. A slow reader holds nobody up: it finds the newest revision when it looks, and
// never a queue of old ones.
type Hub struct {
	store     *kv.Store
	revisions func(context.Context, kv.Workspace) (wire.StreamEvent, error)
	logger    *slog.Logger

	mu     sync.Mutex
	rooms  map[kv.Workspace]*room
	closed bool
}

// room is the streams of one workspace, by device.
type room struct {
	last    wire.StreamEvent
	streams map[string]*Stream
}

// Stream is one open browser.
type Stream struct {
	device string
	events chan wire.StreamEvent // holds the newest event that was not read
}

// Events gives what is out; it is closed when the hub ends, or when the device opens another.
func (s *Stream) Events() <-chan wire.StreamEvent { return s.events }

// NewHub over the store whose messages it hears; revisions tells what is out now.
func NewHub(store *kv.Store, revisions func(context.Context, kv.Workspace) (wire.StreamEvent, error), logger *slog.Logger) *Hub {
	return &Hub{store: store, revisions: revisions, logger: logger, rooms: map[kv.Workspace]*room{}}
}

// Run hears and asks until ctx ends, and then closes every stream.
func (h *Hub) Run(ctx context.Context) {
	defer h.close()
	// A pattern, since workspaces come and go; channels of a cluster reach every node.
	heard := h.store.PSubscribe(ctx, "{*}:revisions")
	defer func() { _ = heard.Close() }()
	messages := heard.Channel()
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case message, ok := <-messages:
			if !ok {
				return
			}
			h.refresh(ctx, func(ws kv.Workspace) bool { return kv.Revisions(ws) == message.Channel })
		case <-tick.C:
			h.refresh(ctx, func(kv.Workspace) bool { return true })
		}
	}
}

// Join opens the stream of a device, which begins with what is out now: whoever connects has
// missed nothing. A stream that the device had before is closed: its peer may long be gone.
func (h *Hub) Join(ctx context.Context, ws kv.Workspace, device string) (*Stream, error) {
	now, err := h.revisions(ctx, ws)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	stream := &Stream{device: device, events: make(chan wire.StreamEvent, 1)}
	if h.closed {
		close(stream.events)
		return stream, nil
	}
	joined := h.rooms[ws]
	if joined == nil {
		joined = &room{last: now, streams: map[string]*Stream{}}
		h.rooms[ws] = joined
	}
	joined.last = newer(joined.last, now)
	stream.events <- joined.last
	if before := joined.streams[device]; before != nil {
		close(before.events)
	}
	joined.streams[device] = stream
	return stream, nil
}

// Leave forgets a stream.
func (h *Hub) Leave(ws kv.Workspace, stream *Stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	left := h.rooms[ws]
	if left == nil {
		return
	}
	if left.streams[stream.device] == stream {
		delete(left.streams, stream.device)
	}
	if len(left.streams) == 0 {
		delete(h.rooms, ws)
	}
}

// Streams counts the open ones.
func (h *Hub) Streams() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, r := range h.rooms {
		n += len(r.streams)
	}
	return n
}

// refresh asks what is out in the chosen workspaces that somebody watches.
func (h *Hub) refresh(ctx context.Context, chosen func(kv.Workspace) bool) {
	for _, ws := range h.watched(chosen) {
		now, err := h.revisions(ctx, ws)
		if err != nil {
			if ctx.Err() == nil {
				h.logger.Warn("cannot ask for revisions; streams wait", "error", err)
			}
			return
		}
		h.tell(ws, now)
	}
}

func (h *Hub) watched(chosen func(kv.Workspace) bool) []kv.Workspace {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found []kv.Workspace
	for ws := range h.rooms {
		if chosen(ws) {
			found = append(found, ws)
		}
	}
	return found
}

func (h *Hub) tell(ws kv.Workspace, now wire.StreamEvent) {
	h.mu.Lock()
	defer h.mu.Unlock()
	told := h.rooms[ws]
	if told == nil || newer(told.last, now) == told.last {
		return
	}
	told.last = newer(told.last, now)
	for _, stream := range told.streams {
		select {
		case <-stream.events: // unread, and older
		default:
		}
		stream.events <- told.last // only this goroutine fills it, under the lock
	}
}

// newer takes the higher of each: revisions only grow, and answers may overtake one another.
func newer(a, b wire.StreamEvent) wire.StreamEvent {
	return wire.StreamEvent{Rules: max(a.Rules, b.Rules), Library: max(a.Library, b.Library)}
}

func (h *Hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for _, r := range h.rooms {
		for _, stream := range r.streams {
			close(stream.events)
		}
	}
	h.rooms = map[kv.Workspace]*room{}
}
