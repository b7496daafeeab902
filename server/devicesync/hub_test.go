package devicesync_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"

	"vouch/server/devicesync"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

// desk stands for the rooms that publish: it says what is out, and tells Redis or forgets to.
type desk struct {
	store *kv.Store
	ws    kv.Workspace
	rules atomic.Int64
	away  atomic.Bool
}

func (d *desk) revisions(_ context.Context, ws kv.Workspace) (wire.StreamEvent, error) {
	switch {
	case d.away.Load():
		return wire.StreamEvent{}, errors.New("away")
	case ws != d.ws:
		return wire.StreamEvent{}, nil
	}
	return wire.StreamEvent{Rules: d.rules.Load()}, nil
}

func (d *desk) publish(t *testing.T, revision int64) {
	t.Helper()
	d.rules.Store(revision)
	if err := d.store.Publish(t.Context(), kv.Revisions(d.ws), "rules").Err(); err != nil {
		t.Fatal(err)
	}
}

// openHub runs a hub, and stops it when told or when the test ends.
func openHub(t *testing.T) (hub *devicesync.Hub, d *desk, stop func()) {
	t.Helper()
	d = &desk{store: kvtest.Start(t), ws: kvtest.Workspace(t)}
	hub = devicesync.NewHub(d.store, d.revisions, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { hub.Run(ctx) })
	stop = func() { cancel(); running.Wait() }
	t.Cleanup(stop)
	return hub, d, stop
}

// join opens the stream of a device that no other stream is of.
func join(t *testing.T, hub *devicesync.Hub, ws kv.Workspace) *devicesync.Stream {
	t.Helper()
	stream, err := hub.Join(t.Context(), ws, rand.Text())
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

// until reads a stream up to a revision of the rules.
func until(t *testing.T, stream *devicesync.Stream, revision int64) {
	t.Helper()
	for event := range stream.Events() {
		if event.Rules == revision {
			return
		}
		if event.Rules > revision {
			t.Fatalf("revision %d came while %d was awaited", event.Rules, revision)
		}
	}
	t.Fatal("the stream ended")
}

func TestAStreamBeginsWithWhatIsOutAndHearsWhatComes(t *testing.T) {
	hub, d, _ := openHub(t)
	d.rules.Store(4)
	first, second, elsewhere := join(t, hub, d.ws), join(t, hub, d.ws), join(t, hub, kvtest.Workspace(t))
	until(t, first, 4)
	d.publish(t, 5)
	until(t, first, 5)
	until(t, second, 5) // it never looked before: 4 was replaced
	<-elsewhere.Events()
	select {
	case event := <-elsewhere.Events():
		t.Errorf("another workspace heard %+v", event)
	default:
	}
	hub.Leave(d.ws, first)
	if n := hub.Streams(); n != 2 {
		t.Errorf("%d streams are open", n)
	}
}

// A device that connects again, or a thousand times, holds one stream: the newest.
func TestADeviceHasOneStream(t *testing.T) {
	hub, d, _ := openHub(t)
	other := join(t, hub, d.ws)
	var streams []*devicesync.Stream
	for range 5 {
		stream, err := hub.Join(t.Context(), d.ws, "a device")
		if err != nil {
			t.Fatal(err)
		}
		streams = append(streams, stream)
	}
	if n := hub.Streams(); n != 2 {
		t.Errorf("%d streams are open", n)
	}
	for _, old := range streams[:4] {
		for range old.Events() { // ends
		}
		hub.Leave(d.ws, old) // as its handler does; the newest stays
	}
	d.publish(t, 2)
	until(t, streams[4], 2)
	until(t, other, 2)
}

func TestALostMessageIsMadeUpFor(t *testing.T) {
	hub, d, _ := openHub(t)
	stream := join(t, hub, d.ws)
	d.away.Store(true)
	d.publish(t, 9) // the message comes while nobody can say what is out
	d.away.Store(false)
	until(t, stream, 9)
}

func TestRevisionsNeverGoBack(t *testing.T) {
	hub, d, _ := openHub(t)
	stream := join(t, hub, d.ws)
	d.publish(t, 7)
	until(t, stream, 7)
	d.publish(t, 3) // an answer that was overtaken
	d.publish(t, 8)
	until(t, stream, 8)
}

func TestStreamsEndWithTheHub(t *testing.T) {
	hub, d, stop := openHub(t)
	stream := join(t, hub, d.ws)
	stop()
	for range stream.Events() {
	}
	late := join(t, hub, d.ws)
	if _, open := <-late.Events(); open {
		t.Error("a hub that ended opened a stream")
	}
	hub.Leave(d.ws, stream)
}

func TestManyComeAndGoWhileRevisionsComeOut(t *testing.T) {
	hub, d, _ := openHub(t)
	const last = 50
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			stream, err := hub.Join(t.Context(), d.ws, rand.Text())
			if err != nil {
				t.Error(err)
				return
			}
			defer hub.Leave(d.ws, stream)
			for event := range stream.Events() {
				if event.Rules == last {
					return
				}
			}
		})
	}
	for revision := range int64(last) {
		d.publish(t, revision+1)
	}
	all.Wait()
	if n := hub.Streams(); n != 0 {
		t.Errorf("%d streams are left", n)
	}
}
