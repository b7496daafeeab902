package links_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
)

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"

// seen is a request with this agent from this address at the world's time.
func (w *world) seen(userAgent, address string) links.Seen {
	return links.Seen{Agent: links.Agent{UserAgent: userAgent}, Address: netip.MustParseAddr(address), At: w.clock}
}

func (w *world) link(code, advocate string) *links.Link {
	return &links.Link{
		Code: activity.Code(code), Workspace: w.ws, Story: "s1", Advocate: activity.Pseudonym(advocate), Team: "field",
	}
}

func (w *world) describe(t *testing.T, link *links.Link, seen links.Seen) activity.Click {
	t.Helper()
	click, err := w.Describe(t.Context(), link, seen)
	if err != nil {
		t.Fatal(err)
	}
	return click
}

func TestAClickKeepsWhatMayBeKept(t *testing.T) {
	w := newWorld(t, rand.Reader)
	click := w.describe(t, w.link("aaaaaaaa", "p-ada"), w.seen(phone, "8.8.8.8"))
	want := activity.Click{
		At: w.clock, Code: "aaaaaaaa", Story: "s1", Advocate: "p-ada", Team: "field", Class: activity.Person,
		Reason: "a browser", Visitor: click.Visitor, Country: "US", Device: "phone",
	}
	if click != want || click.Visitor == 0 {
		t.Errorf("%+v", click)
	}
	if all := fmt.Sprintf("%+v", click); strings.Contains(all, "8.8.8") || strings.Contains(all, "iPhone") {
		t.Errorf("the address or the user agent is kept: %s", all)
	}
}

func TestWhereAClickComesFrom(t *testing.T) {
	w := newWorld(t, rand.Reader)
	cases := []struct{ address, country string }{
		{"8.8.8.8", "US"},
		{"::ffff:8.8.8.8", "US"},
		{"193.99.144.80", "DE"},
		{"2a02:2e0:3fe:1001:302::", "DE"},
		{"127.0.0.1", ""},
		{"10.1.2.3", ""},
		{"::1", ""},
		{"fe80::1%eth0", ""},
		{"192.0.2.7", ""},
		{"255.255.255.255", ""},
	}
	for _, tc := range cases {
		if got := w.describe(t, w.link("aaaaaaaa", "p-ada"), w.seen(chrome, tc.address)); got.Country != tc.country {
			t.Errorf("%s: %q, want %q", tc.address, got.Country, tc.country)
		}
	}
	nowhere := links.Seen{Agent: links.Agent{UserAgent: chrome}, At: w.clock}
	if got := w.describe(t, w.link("aaaaaaaa", "p-ada"), nowhere); got.Country != "" || got.Class != activity.Person {
		t.Errorf("no address: %+v", got)
	}
}

// A machine has no visitor: its clicks are no unique visits.
func TestAMachineIsNoVisitor(t *testing.T) {
	w := newWorld(t, rand.Reader)
	got := w.describe(t, w.link("aaaaaaaa", "p-ada"), w.seen("Twitterbot/1.0", "8.8.8.8"))
	if got.Class != activity.Preview || got.Visitor != 0 || got.Country != "US" {
		t.Errorf("%+v", got)
	}
}

func TestWhoOpensManyLinksAtOnceIsAScanner(t *testing.T) {
	cases := []struct {
		name  string
		links int
		every time.Duration
		flags int // how many of the clicks are taken for a machine's
	}{
		{"five at once", 5, 0, 0},
		{"seven at once", 7, 0, 2},
		{"eight within two seconds", 8, 200 * time.Millisecond, 3},
		{"twelve at leisure", 12, 500 * time.Millisecond, 0},
	}
	for _, tc := range cases {
		w := newWorld(t, rand.Reader)
		flags := 0
		for i := range tc.links {
			if w.describe(t, w.link("code"+strconv.Itoa(i), "p-ada"), w.seen(chrome, "8.8.8.8")).Class == activity.Bot {
				flags++
			}
			if got := w.describe(t, w.link("code0", "p-ada"), w.seen(phone, "8.8.8.8")); got.Class != activity.Person {
				t.Errorf("%s: the same link again, from another browser: %+v", tc.name, got)
			}
			w.clock = w.clock.Add(tc.every)
		}
		if flags != tc.flags {
			t.Errorf("%s: %d taken for a machine's, want %d", tc.name, flags, tc.flags)
		}
	}
}

func TestAnAdvocatesOwnClicksStandApart(t *testing.T) {
	w := newWorld(t, rand.Reader)
	if err := w.NoteOwn(t.Context(), w.ws, "p-ada", netip.MustParseAddr("8.8.8.8"), chrome); err != nil {
		t.Fatal(err)
	}
	other := w.room(rand.Reader) // another server of the same store
	cases := []struct {
		name, advocate, agent, address string
		want                           activity.Class
	}{
		{"her link, her browser", "p-ada", chrome, "8.8.8.8", activity.Own},
		{"a neighbour's address", "p-ada", chrome, "8.8.8.9", activity.Own},
		{"another network", "p-ada", chrome, "8.8.9.8", activity.Person},
		{"another browser", "p-ada", phone, "8.8.8.8", activity.Person},
		{"a colleague's link", "p-ben", chrome, "8.8.8.8", activity.Person},
		{"nobody's link", "", chrome, "8.8.8.8", activity.Person},
	}
	for _, tc := range cases {
		got, err := other.Describe(t.Context(), w.link("aaaaaaaa", tc.advocate), w.seen(tc.agent, tc.address))
		if err != nil || got.Class != tc.want || got.Reason == "" {
			t.Errorf("%s: %+v, %v", tc.name, got, err)
		}
	}
	w.clock = w.clock.Add(24 * time.Hour)
	if got := w.describe(t, w.link("aaaaaaaa", "p-ada"), w.seen(chrome, "8.8.8.8")); got.Class != activity.Person {
		t.Errorf("the next day, before any sync: %+v", got)
	}
}

// What is noted of an advocate's device must not tell which other links the advocate opened.
func TestNotedDevicesAreNoVisitors(t *testing.T) {
	w := newWorld(t, rand.Reader)
	if err := w.NoteOwn(t.Context(), w.ws, "p-ada", netip.MustParseAddr("8.8.8.8"), chrome); err != nil {
		t.Fatal(err)
	}
	click := w.describe(t, w.link("aaaaaaaa", "p-ben"), w.seen(chrome, "8.8.8.8"))
	key := kv.Key(w.ws, "links", "own", string(activity.DayOf(w.clock)), "p-ada")
	noted, err := w.store.SMembers(t.Context(), key).Result()
	if err != nil || len(noted) != 1 {
		t.Fatal(noted, err)
	}
	for _, base := range []int{10, 16, 36} {
		if noted[0] == strconv.FormatUint(uint64(click.Visitor), base) {
			t.Error("the store tells who visited a colleague's link")
		}
	}
	if left, err := w.store.TTL(t.Context(), key).Result(); err != nil || left <= 0 || left > 48*time.Hour {
		t.Errorf("kept for %v, %v", left, err)
	}
}

// Statistics must not stand in a reader's way: without its store a click is described all the
// same, told apart from others, and nothing is asked twice.
func TestAClickIsDescribedWhileTheStoreIsAway(t *testing.T) {
	server, store := kvtest.StartServer(t)
	w := &world{ws: kvtest.Workspace(t), clock: time.Now(), store: store, lists: &lists{}}
	w.Service = w.room(rand.Reader)
	if err := syscall.Kill(server.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel() // whoever asks the store has the answer at once: it is away
	first, err1 := w.Describe(gone, w.link("aaaaaaaa", "p-ada"), w.seen(chrome, "8.8.8.8"))
	again, err2 := w.Describe(gone, w.link("bbbbbbbb", "p-ada"), w.seen(chrome, "8.8.8.8"))
	other, err3 := w.Describe(gone, w.link("bbbbbbbb", "p-ada"), w.seen(phone, "8.8.8.8"))
	if err := syscall.Kill(server.Pid(), syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	if first.Class != activity.Person || first.Visitor == 0 || first.Visitor != again.Visitor || first.Visitor == other.Visitor {
		t.Errorf("%+v\n%+v\n%+v", first, again, other)
	}
	w.clock = w.clock.Add(2 * time.Second)
	back := w.describe(t, w.link("aaaaaaaa", "p-ada"), w.seen(chrome, "8.8.8.8"))
	if shared, err := w.Visitor(t.Context(), w.ws, "\x08\x08\x08\x00", chrome); err != nil || back.Visitor != shared {
		t.Errorf("once the store is back, its salt counts: %v, %v, %v", back.Visitor, shared, err)
	}
}

func BenchmarkDescribe(b *testing.B) {
	store := kvtest.Start(b)
	w := &world{ws: kvtest.Workspace(b), clock: time.Now(), store: store, lists: &lists{}}
	w.Service = w.room(rand.Reader)
	link, seen := w.link("aaaaaaaa", "p-ada"), w.seen(chrome, "8.8.8.8")
	seen.Header = http.Header{"Accept": {"text/html"}, "Referer": {"https://www.linkedin.com/"}}
	for b.Loop() {
		if _, err := w.Describe(b.Context(), link, seen); err != nil {
			b.Fatal(err)
		}
	}
}
