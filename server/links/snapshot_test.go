package links_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
)

// board is a list of destinations that changes.
type board struct{ hosts []string }

func (b *board) Destinations(context.Context, kv.Workspace) ([]string, error) { return b.hosts, nil }

// paper is a shelf in memory.
type paper struct{ text []byte }

func (p *paper) Save(text []byte) error { p.text = text; return nil }
func (p *paper) Load() ([]byte, error)  { return p.text, nil }

// outage is a server whose clock is ours and whose store can be taken away.
type outage struct {
	t     *testing.T
	now   time.Time
	board *board
	room  *links.Service
	store *kv.Store
	ws    kv.Workspace
	code  activity.Code
}

func newOutage(t *testing.T) *outage {
	t.Helper()
	_, store := kvtest.StartServer(t)
	o := &outage{t: t, now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), board: &board{[]string{"acme.example"}}, store: store, ws: kvtest.Workspace(t)}
	o.room = o.open()
	link, err := o.room.Mint(t.Context(), o.ws, links.Request{
		Story: "s1", Advocate: "p-ada", Channel: "linkedin", Destination: "https://acme.example/news",
	})
	if err != nil {
		t.Fatal(err)
	}
	o.code = link.Code
	return o
}

func (o *outage) open() *links.Service {
	return links.New(o.store, links.Options{Destinations: o.board, Rand: rand.Reader, Now: func() time.Time { return o.now }})
}

// cut takes the store away for good.
func (o *outage) cut() {
	o.t.Helper()
	if err := o.store.Close(); err != nil {
		o.t.Fatal(err)
	}
}

// leads asks after some time; empty is that it leads on.
func (o *outage) leads(room *links.Service, code activity.Code, after time.Duration) fault.Kind {
	o.t.Helper()
	began := o.now
	o.now = began.Add(after)
	defer func() { o.now = began }()
	_, err := room.Resolve(o.t.Context(), code)
	if f, ok := fault.As(err); ok {
		return f.Kind
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return ""
}

func TestAKnownCodeLeadsOnForAMinuteWithoutTheStore(t *testing.T) {
	o := newOutage(t)
	if kind := o.leads(o.room, o.code, 0); kind != "" {
		t.Fatal(kind)
	}
	o.cut()
	for _, c := range []struct {
		code  activity.Code
		after time.Duration
		want  fault.Kind
	}{
		{o.code, 6 * time.Second, ""},
		{o.code, 30 * time.Second, ""},
		{o.code, 60 * time.Second, ""},
		{o.code, 61 * time.Second, fault.Unavailable},
		{"zzzzzzzz", 0, fault.Unavailable},
	} {
		if got := o.leads(o.room, c.code, c.after); got != c.want {
			t.Errorf("%s after %v: %q, want %q", c.code, c.after, got, c.want)
		}
	}
}

func TestAServerThatStartsWithoutTheStoreLeadsFromTheSnapshot(t *testing.T) {
	o := newOutage(t)
	o.leads(o.room, o.code, 0)
	shelf := &paper{}
	if err := o.room.Confirm(t.Context(), shelf); err != nil {
		t.Fatal(err)
	}
	o.cut()
	for after, want := range map[time.Duration]fault.Kind{
		time.Second: "", 60 * time.Second: "", 61 * time.Second: fault.Unavailable, -time.Second: fault.Unavailable,
	} {
		began := o.now
		o.now = began.Add(after)
		again := o.open()
		if _, err := again.Recall(shelf); err != nil {
			t.Fatal(err)
		}
		if got := o.leads(again, o.code, 0); got != want {
			t.Errorf("started after %v: %q, want %q", after, got, want)
		}
		o.now = began
	}
	if n, err := o.open().Recall(&paper{[]byte("{")}); err == nil {
		t.Errorf("half a snapshot gave %d links", n)
	}
}

// What was confirmed gone leads nowhere, also while the store is away.
func TestWhatIsTakenBackIsNotInTheSnapshot(t *testing.T) {
	for name, takeBack := range map[string]func(*outage) error{
		"the list":     func(o *outage) error { o.board.hosts = []string{"globex.example"}; return nil },
		"the link":     func(o *outage) error { return o.store.Del(t.Context(), kv.Shared("link", string(o.code))).Err() },
		"both of them": func(o *outage) error { o.board.hosts = nil; return o.store.FlushAll(t.Context()).Err() },
	} {
		o := newOutage(t)
		o.leads(o.room, o.code, 0)
		shelf := &paper{}
		if err := errors.Join(takeBack(o), o.room.Confirm(t.Context(), shelf)); err != nil {
			t.Fatal(name, err)
		}
		o.cut()
		if got := o.leads(o.room, o.code, 6*time.Second); got == "" {
			t.Errorf("%s was taken back, and it leads on", name)
		}
		again := o.open()
		if n, err := again.Recall(shelf); n != 0 || err != nil {
			t.Errorf("%s was taken back, and stands in the snapshot: %d, %v", name, n, err)
		}
	}
}

// A link that changes is followed to where it leads now a moment after, and its old place at most
// as long as the store cannot be asked.
func TestAChangeIsSeenAsSoonAsTheStoreCanBeAsked(t *testing.T) {
	o := newOutage(t)
	o.leads(o.room, o.code, 0)
	o.board.hosts = nil
	if got := o.leads(o.room, o.code, 5*time.Second); got != fault.NotFound {
		t.Errorf("%q", got)
	}
}

// What a story's links have become since they were minted is so also after they were confirmed, and
// while the store is away, here and in a server that starts then.
func TestAChangeOfAStorysLinksIsConfirmedToo(t *testing.T) {
	elsewhere := "https://acme.example/elsewhere"
	for name, c := range map[string]struct {
		target links.Target
		want   string // where it leads; empty is nowhere
	}{
		"paused":      {links.Target{State: links.Paused}, ""},
		"retired":     {links.Target{State: links.Retired}, ""},
		"re-targeted": {links.Target{Destination: elsewhere}, elsewhere},
		"forwarding":  {links.Target{Forward: true}, "https://acme.example/news"},
	} {
		o := newOutage(t)
		o.leads(o.room, o.code, 0)
		if err := o.room.SetTarget(t.Context(), o.ws, "s1", 0, links.Change{Target: c.target, By: "grace", Why: "a test"}); err != nil {
			t.Fatal(name, err)
		}
		shelf := &paper{}
		if err := o.room.Confirm(t.Context(), shelf); err != nil {
			t.Fatal(name, err)
		}
		o.cut()
		o.now = o.now.Add(6 * time.Second)
		again := o.open()
		if _, err := again.Recall(shelf); err != nil {
			t.Fatal(name, err)
		}
		for which, room := range map[string]*links.Service{"here": o.room, "after a start": again} {
			link, err := room.Resolve(t.Context(), o.code)
			switch {
			case c.want == "" && err == nil:
				t.Errorf("%s, %s: it leads to %s", name, which, link.Destination)
			case c.want != "" && (err != nil || !strings.HasPrefix(link.Destination, c.want)):
				t.Errorf("%s, %s: %+v, %v", name, which, link, err)
			case c.want != "" && link.Forward != c.target.Forward:
				t.Errorf("%s, %s: it forwards: %v", name, which, link.Forward)
			}
		}
	}
}
