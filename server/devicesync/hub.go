package devicesync

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// pollEvery is how soon a revision is told whose message got lost: Redis does not keep messages
// for a subscriber that reconnects.
const pollEvery = 3 * time.Second

// Line is the way to one open browser. Send never waits: a peer that cannot take a few hundred
// bytes at once has taken nothing for minutes, and is given up.
type Line interface {
	Send(text []byte) error
	Gone() bool // the peer hung up
	Close()
}

// Listener is who wants to hear.
type Listener struct {
	Workspace kv.Workspace
	Device    string
	Person    string
	Address   string                      // of the peer, as limits know it
	Still     func(context.Context) error // nil while this listener may go on
}

// Limits of open streams. Beyond them a device asks every few minutes, as it does anyway.
type Limits struct {
	All       int // of this server
	Address   int // of one address: an office that shares one has this many composers open
	PerPerson int // devices of one person; the oldest makes way
}

// HubOptions are how a hub goes about it.
type HubOptions struct {
	Ping   time.Duration // between comments on a quiet stream
	Limits Limits
	Now    kv.Clock
	Logger *slog.Logger
}

// Hub tells open streams which revisions are out. It hears of them from Redis, and asks every few
// seconds besides. One goroutine writes to all of them: a stream that is open costs a connection
// and an entry here, and no goroutine of its own.
type Hub struct {
	store     *kv.Store
	revisions func(context.Context, kv.Workspace) (wire.StreamEvent, error)
	options   HubOptions

	mu        sync.Mutex
	rooms     map[kv.Workspace]*room
	addresses map[string]int
	open      int
	closed    bool
}

// room is the streams of one workspace, by device.
type room struct {
	last    wire.StreamEvent
	text    []byte // last, as it is sent
	streams map[string]*Stream
	people  map[string]int
}

// Stream is one open browser.
type Stream struct {
	who    Listener
	line   Line
	joined time.Time
	spoken time.Time // to it; the writing goroutine's alone once it has joined
}

// NewHub over the store whose messages it hears; revisions tells what is out now.
func NewHub(store *kv.Store, revisions func(context.Context, kv.Workspace) (wire.StreamEvent, error), options HubOptions) *Hub {
	return &Hub{
		store: store, revisions: revisions, options: options,
		rooms: map[kv.Workspace]*room{}, addresses: map[string]int{},
	}
}

// Run hears, asks and tells until ctx ends, and then closes every stream.
func (h *Hub) Run(ctx context.Context) {
	defer h.close()
	var guarding sync.WaitGroup
	guarding.Go(func() { h.guard(ctx) })
	defer guarding.Wait()
	// A pattern, since workspaces come and go; channels of a cluster reach every node.
	heard := h.store.PSubscribe(ctx, "{*}:revisions")
	defer func() { _ = heard.Close() }()
	messages := heard.Channel()
	tick, sweep := time.NewTicker(pollEvery), time.NewTicker(h.options.Ping/4)
	defer tick.Stop()
	defer sweep.Stop()
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
		case <-sweep.C:
			h.sweep()
		}
	}
}

// Join opens the stream of a device, which begins with what is out now: whoever connects has
// missed nothing. A stream that the device had before is closed: its peer may long be gone. Open
// gives the line, once it is sure that the listener is let in.
func (h *Hub) Join(ctx context.Context, who Listener, open func() (Line, error)) (*Stream, error) {
	now, err := h.revisions(ctx, who.Workspace)
	if err != nil {
		return nil, err
	}
	if err := h.reserve(who); err != nil {
		return nil, err
	}
	line, err := open()
	if err != nil {
		h.release(who)
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.options.Now()
	stream := &Stream{who: who, line: line, joined: at, spoken: at}
	joined := h.room(who.Workspace)
	joined.hear(now)
	err = line.Send(joined.text)
	if h.closed || err != nil {
		line.Close()
		h.free(who)
		h.clear(who.Workspace)
		return stream, err
	}
	before := joined.streams[who.Device]
	joined.streams[who.Device] = stream
	joined.people[who.Person]++
	if before != nil {
		h.end(before)
	} else if joined.people[who.Person] > h.options.Limits.PerPerson {
		h.drop(joined.oldest(who.Person))
	}
	return stream, nil
}

// reserve takes a place among all and those of an address.
func (h *Hub) reserve(who Listener) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open >= h.options.Limits.All || h.addresses[who.Address] >= h.options.Limits.Address {
		return fault.New(fault.Unavailable,
			"Too many browsers listen just now. This one asks every few minutes instead.")
	}
	h.open++
	h.addresses[who.Address]++
	return nil
}

func (h *Hub) release(who Listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.free(who)
}

// free gives a place back; the lock is held, as in everything below that says so.
func (h *Hub) free(who Listener) {
	h.open--
	if h.addresses[who.Address]--; h.addresses[who.Address] == 0 {
		delete(h.addresses, who.Address)
	}
}

// room of a workspace, made when it is missing; locked.
func (h *Hub) room(ws kv.Workspace) *room {
	if h.rooms[ws] == nil {
		h.rooms[ws] = &room{streams: map[string]*Stream{}, people: map[string]int{}}
	}
	return h.rooms[ws]
}

// clear forgets a room that nobody is in; locked.
func (h *Hub) clear(ws kv.Workspace) {
	if r := h.rooms[ws]; r != nil && len(r.streams) == 0 {
		delete(h.rooms, ws)
	}
}

// drop closes a stream and forgets it, if that was not done before; locked.
func (h *Hub) drop(s *Stream) {
	r := h.rooms[s.who.Workspace]
	if r == nil || r.streams[s.who.Device] != s {
		return
	}
	delete(r.streams, s.who.Device)
	h.end(s)
	h.clear(s.who.Workspace)
}

// end closes a stream that its room does not list any more; locked.
func (h *Hub) end(s *Stream) {
	s.line.Close()
	people := h.rooms[s.who.Workspace].people
	if people[s.who.Person]--; people[s.who.Person] == 0 {
		delete(people, s.who.Person)
	}
	h.free(s.who)
}

// Leave closes a stream and forgets it.
func (h *Hub) Leave(streams ...*Stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range streams {
		h.drop(s)
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

func (h *Hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for _, r := range h.rooms {
		for _, stream := range r.streams {
			h.drop(stream)
		}
	}
}

// hear takes what is out and reports whether that is news. Revisions only grow, and answers may
// overtake one another: the higher of each counts.
func (r *room) hear(now wire.StreamEvent) bool {
	next := newer(r.last, now)
	if r.text != nil && next == r.last {
		return false
	}
	data, _ := json.Marshal(next) // numbers and texts: it cannot fail
	r.last, r.text = next, []byte("event: revision\ndata: "+string(data)+"\n\n")
	return true
}

// oldest stream of a person, who has one.
func (r *room) oldest(person string) (oldest *Stream) {
	for _, s := range r.streams {
		if s.who.Person == person && (oldest == nil || s.joined.Before(oldest.joined)) {
			oldest = s
		}
	}
	return oldest
}

// newer takes the higher of each with where it lies.
func newer(a, b wire.StreamEvent) wire.StreamEvent {
	if b.Rules > a.Rules {
		a.Rules, a.RulesAt = b.Rules, b.RulesAt
	}
	if b.Library > a.Library {
		a.Library, a.LibraryAt = b.Library, b.LibraryAt
	}
	if b.Surfaces > a.Surfaces {
		a.Surfaces, a.SurfacesAt = b.Surfaces, b.SurfacesAt
	}
	return a
}
