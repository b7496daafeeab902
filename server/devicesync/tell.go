package devicesync

import (
	"context"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/shared/wire"
)

// What follows runs on the one goroutine that writes, but for guard, which asks the store.

// refresh asks what is out in the chosen workspaces that somebody watches, and tells it.
func (h *Hub) refresh(ctx context.Context, chosen func(kv.Workspace) bool) {
	for _, ws := range h.watched(chosen) {
		now, err := h.revisions(ctx, ws)
		if err != nil {
			if ctx.Err() == nil {
				h.options.Logger.Warn("cannot ask for revisions; streams wait", "error", err)
			}
			return
		}
		h.tell(ctx, ws, now)
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

// tell writes to everybody in a room what they do not know. Who joins meanwhile hears it there.
func (h *Hub) tell(ctx context.Context, ws kv.Workspace, now wire.StreamEvent) {
	text, streams := h.news(ws, now)
	if len(streams) == 0 {
		return
	}
	_, span := tracing.Job(ctx, tracing.TellStreams)
	defer span.End(nil)
	span.Count(len(streams))
	var dead []*Stream
	at := h.options.Now()
	for _, s := range streams {
		s.spoken = at
		if s.line.Send(text) != nil {
			dead = append(dead, s)
		}
	}
	h.Leave(dead...)
}

func (h *Hub) news(ws kv.Workspace, now wire.StreamEvent) (text []byte, streams []*Stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	told := h.rooms[ws]
	if told == nil || !told.hear(now) {
		return nil, nil
	}
	for _, s := range told.streams {
		streams = append(streams, s)
	}
	return told.text, streams
}

// sweep speaks a word to those who have heard none for a while, so that proxies do not cut them,
// and forgets peers that hung up or take nothing.
func (h *Hub) sweep() {
	at := h.options.Now()
	var dead []*Stream
	for _, s := range h.all() {
		if s.line.Gone() {
			dead = append(dead, s)
			continue
		}
		if at.Sub(s.spoken) < h.options.Ping*3/4 { // the next sweep would be too late
			continue
		}
		s.spoken = at
		if s.line.Send([]byte(": ping\n\n")) != nil {
			dead = append(dead, s)
		}
	}
	h.Leave(dead...)
}

func (h *Hub) all() (streams []*Stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.rooms {
		for _, s := range r.streams {
			streams = append(streams, s)
		}
	}
	return streams
}

// guard closes streams whose listeners may not listen any more: their token ended, or their
// device was shut out. The end of the stream is the answer. While the store is away nobody is
// thrown out.
func (h *Hub) guard(ctx context.Context) {
	tick := time.NewTicker(h.options.Ping)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, s := range h.all() {
			if fault.Is(s.who.Still(ctx), fault.Unauthorized) {
				h.Leave(s)
			}
		}
	}
}
