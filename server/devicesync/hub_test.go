package devicesync_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vouch/server/devicesync"
	"vouch/server/fault"
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

// ear is the other end of a line.
type ear struct {
	texts  chan string
	full   atomic.Bool // it takes nothing any more
	hungUp atomic.Bool
	shut   chan struct{}
	once   sync.Once
}

func newEar() *ear { return &ear{texts: make(chan string, 1000), shut: make(chan struct{})} }

func (e *ear) Send(text []byte) error {
	if e.full.Load() {
		return errors.New("it takes nothing")
	}
	e.texts <- string(text)
	return nil
}

func (e *ear) Gone() bool { return e.hungUp.Load() }

func (e *ear) Close() { e.once.Do(func() { close(e.shut) }) }

// closed waits until the hub closed the line.
func (e *ear) closed() { <-e.shut }

// until reads up to a revision of the rules; false when the line is closed first.
func (e *ear) until(t *testing.T, revision int64) bool {
	t.Helper()
	for {
		select {
		case text := <-e.texts:
			data, ok := strings.CutPrefix(text, "event: revision\ndata: ")
			if !ok {
				continue
			}
			var event wire.StreamEvent
			if err := json.Unmarshal([]byte(data), &event); err != nil || event.Rules > revision {
				t.Fatalf("%q came while %d was awaited: %v", text, revision, err)
			}
			if event.Rules == revision {
				return true
			}
		case <-e.shut:
			return false
		}
	}
}

// opened is a hub that runs until told to stop or until the test ends.
type opened struct {
	*devicesync.Hub
	*desk
	stop func()
	t    *testing.T
}

func openHub(t *testing.T, change ...func(*devicesync.HubOptions)) *opened {
	t.Helper()
	d := &desk{store: kvtest.Start(t), ws: kvtest.Workspace(t)}
	options := devicesync.HubOptions{
		Ping: 80 * time.Millisecond, Now: time.Now, Logger: slog.New(slog.DiscardHandler),
		Limits: devicesync.Limits{All: 1000, Address: 1000, PerPerson: 3},
	}
	for _, c := range change {
		c(&options)
	}
	hub := devicesync.NewHub(d.store, d.revisions, options)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { hub.Run(ctx) })
	o := &opened{Hub: hub, desk: d, t: t, stop: func() { cancel(); running.Wait() }}
	t.Cleanup(o.stop)
	return o
}

func (o *opened) listener() devicesync.Listener {
	return devicesync.Listener{
		Workspace: o.ws, Device: rand.Text(), Person: rand.Text(), Address: "192.0.2.1",
		Still: func(context.Context) error { return nil },
	}
}

// join opens a stream and gives its other end.
func (o *opened) join(who devicesync.Listener) (*ear, *devicesync.Stream) {
	o.t.Helper()
	e := newEar()
	stream, err := o.Join(o.t.Context(), who, func() (devicesync.Line, error) { return e, nil })
	if err != nil {
		o.t.Fatal(err)
	}
	return e, stream
}

func TestAStreamBeginsWithWhatIsOutAndHearsWhatComes(t *testing.T) {
	o := openHub(t)
	o.rules.Store(4)
	elsewhere := o.listener()
	elsewhere.Workspace = kvtest.Workspace(t)
	first, stream := o.join(o.listener())
	second, _ := o.join(o.listener())
	other, _ := o.join(elsewhere)
	first.until(t, 4)
	o.publish(t, 5)
	if !first.until(t, 5) || !second.until(t, 5) {
		t.Error("somebody did not hear of revision 5")
	}
	<-other.texts
	select {
	case text := <-other.texts:
		if strings.HasPrefix(text, "event") {
			t.Errorf("another workspace heard %s", text)
		}
	default:
	}
	o.Leave(stream)
	o.Leave(stream)
	first.closed()
	if n := o.Streams(); n != 2 {
		t.Errorf("%d streams are open", n)
	}
}

// A device that connects again, or a thousand times, holds one stream: the newest.
func TestADeviceHasOneStream(t *testing.T) {
	o := openHub(t)
	other, _ := o.join(o.listener())
	who := o.listener()
	var ears []*ear
	for range 5 {
		e, _ := o.join(who)
		ears = append(ears, e)
	}
	if n := o.Streams(); n != 2 {
		t.Errorf("%d streams are open", n)
	}
	for _, old := range ears[:4] {
		old.closed()
	}
	o.publish(t, 2)
	if !ears[4].until(t, 2) || !other.until(t, 2) {
		t.Error("somebody did not hear of revision 2")
	}
}

func TestStreamsAreLimited(t *testing.T) {
	o := openHub(t, func(options *devicesync.HubOptions) {
		options.Limits = devicesync.Limits{All: 5, Address: 3, PerPerson: 2}
	})
	person := o.listener()
	var ears []*ear
	for range 3 {
		person.Device = rand.Text()
		e, _ := o.join(person)
		ears = append(ears, e)
	}
	ears[0].closed()
	if n := o.Streams(); n != 2 {
		t.Fatalf("one person has %d streams", n)
	}
	o.join(o.listener())
	refusedFrom := func(address string) bool {
		who := o.listener()
		who.Address = address
		_, err := o.Join(t.Context(), who, func() (devicesync.Line, error) { return newEar(), nil })
		return fault.Is(err, fault.Unavailable)
	}
	for at, want := range []bool{true, false, false, true} {
		if got := refusedFrom([]string{"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}[at]); got != want {
			t.Errorf("listener %d is refused: %v", at, got)
		}
	}
	if refused := errors.New("no line"); true {
		_, err := o.Join(t.Context(), o.listener(), func() (devicesync.Line, error) { return nil, refused })
		if err == nil || o.Streams() != 5 {
			t.Errorf("%v, %d streams", err, o.Streams())
		}
	}
}

func TestPlacesAreGivenBack(t *testing.T) {
	o := openHub(t, func(options *devicesync.HubOptions) { options.Limits.Address = 1 })
	for range 20 {
		_, err := o.Join(t.Context(), o.listener(), func() (devicesync.Line, error) { return nil, errors.New("no line") })
		if err == nil {
			t.Fatal("a stream without a line")
		}
		_, stream := o.join(o.listener())
		o.Leave(stream)
		full := newEar()
		full.full.Store(true)
		if _, err := o.Join(t.Context(), o.listener(), func() (devicesync.Line, error) { return full, nil }); err == nil {
			t.Fatal("a stream to nobody")
		}
	}
}

// Peers that hung up, that take nothing, and that may not listen any more are all let go.
func TestDeadPeersAreLetGo(t *testing.T) {
	o := openHub(t)
	living, _ := o.join(o.listener())
	hungUp, _ := o.join(o.listener())
	full, _ := o.join(o.listener())
	var out atomic.Bool
	who := o.listener()
	who.Still = func(context.Context) error {
		if out.Load() {
			return fault.New(fault.Unauthorized, "no more")
		}
		return fault.New(fault.Unavailable, "the store is away")
	}
	shutOut, _ := o.join(who)
	hungUp.hungUp.Store(true)
	full.full.Store(true)
	hungUp.closed()
	full.closed()
	if n := o.Streams(); n != 2 {
		t.Errorf("%d streams are open", n)
	}
	out.Store(true)
	shutOut.closed()
	for text := range living.texts {
		if text == ": ping\n\n" {
			break
		}
	}
}

func TestALostMessageIsMadeUpFor(t *testing.T) {
	o := openHub(t)
	e, _ := o.join(o.listener())
	o.away.Store(true)
	o.publish(t, 9) // the message comes while nobody can say what is out
	o.away.Store(false)
	e.until(t, 9)
}

func TestRevisionsNeverGoBack(t *testing.T) {
	o := openHub(t)
	e, _ := o.join(o.listener())
	o.publish(t, 7)
	e.until(t, 7)
	o.publish(t, 3) // an answer that was overtaken
	o.publish(t, 8)
	e.until(t, 8)
}

func TestStreamsEndWithTheHub(t *testing.T) {
	o := openHub(t)
	e, stream := o.join(o.listener())
	o.stop()
	e.closed()
	late, _ := o.join(o.listener())
	late.closed()
	o.Leave(stream)
	if n := o.Streams(); n != 0 {
		t.Errorf("%d streams are open", n)
	}
}

func TestManyComeAndGoWhileRevisionsComeOut(t *testing.T) {
	o := openHub(t)
	const last = 50
	var all sync.WaitGroup
	for n := range 100 {
		all.Go(func() {
			who := o.listener()
			who.Person = fmt.Sprint(n)
			e, stream := o.join(who)
			defer o.Leave(stream)
			e.until(t, last)
		})
	}
	for revision := range int64(last) {
		o.publish(t, revision+1)
	}
	all.Wait()
	if n := o.Streams(); n != 0 {
		t.Errorf("%d streams are left", n)
	}
}
