package links_test

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/fault"
	"vouch/server/links"
)

// later lets what is remembered of links grow old.
func (w *world) later(by time.Duration) { w.clock = w.clock.Add(by) }

func (w *world) set(t *testing.T, seen int, target links.Target) {
	t.Helper()
	change := links.Change{Target: target, By: "cora", Why: "A test."}
	if err := w.SetTarget(t.Context(), w.ws, "s1", seen, change); err != nil {
		t.Fatal(err)
	}
	w.later(time.Minute)
}

func TestLinksThatAreOutFollowTheirTarget(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := w.clock.AddDate(0, 0, 1)
	const moved = "https://acme.example/moved?utm_campaign=next&utm_content=s1&utm_medium=advocacy&utm_source=linkedin"
	cases := []struct {
		name   string
		target links.Target
		want   string // "" is nowhere
	}{
		{"re-targeted", links.Target{Destination: "https://acme.example/moved", Campaign: "next"}, moved},
		{"back to their own", links.Target{}, link.Destination},
		{"paused", links.Target{State: links.Paused}, ""},
		{"resumed, until tomorrow", links.Target{Expires: tomorrow}, link.Destination},
		{"past their day", links.Target{Expires: w.clock}, ""},
		{"past their day, with somewhere else to go", links.Target{Expires: w.clock, Fallback: "https://ACME.example/over"}, "https://acme.example/over"},
		{"retired", links.Target{State: links.Retired}, ""},
	}
	for i, c := range cases {
		w.set(t, i, c.target)
		got, err := w.Resolve(t.Context(), link.Code)
		switch {
		case c.want == "" && !fault.Is(err, fault.NotFound):
			t.Errorf("%s: %+v, %v", c.name, got, err)
		case c.want != "" && (err != nil || got.Destination != c.want):
			t.Errorf("%s: %+v, %v; want %s", c.name, got, err, c.want)
		}
	}
	history, err := w.History(t.Context(), w.ws, "s1")
	if err != nil || len(history) != len(cases) || history[0].Destination != "https://acme.example/moved" || history[0].By != "cora" {
		t.Errorf("history %+v, %v", history, err)
	}
	again := w.SetTarget(t.Context(), w.ws, "s1", len(cases), links.Change{Why: "Changed my mind."})
	if !fault.Is(again, fault.Conflict) {
		t.Errorf("after retirement: %v", again)
	}
}

func TestTargetsThatCannotBe(t *testing.T) {
	w := newWorld(t, rand.Reader)
	cases := []struct {
		name, field string
		change      links.Change
	}{
		{"elsewhere", "destination", links.Change{Why: "x", Target: links.Target{Destination: "https://evil.example/"}}},
		{"elsewhere in the end", "fallback", links.Change{Why: "x", Target: links.Target{Fallback: "https://acme.example@evil.example/"}}},
		{"without a reason", "why", links.Change{}},
		{"in no state", "state", links.Change{Why: "x", Target: links.Target{State: "odd"}}},
	}
	for _, c := range cases {
		err := w.SetTarget(t.Context(), w.ws, "s1", 0, c.change)
		if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Field != c.field {
			t.Errorf("%s: %v, want a fault at %s", c.name, err, c.field)
		}
	}
	w.set(t, 0, links.Target{State: links.Paused})
	stale := w.SetTarget(t.Context(), w.ws, "s1", 0, links.Change{Why: "Seen before the pause."})
	if !fault.Is(stale, fault.Conflict) {
		t.Errorf("over somebody else's change: %v", stale)
	}
	want := links.Target{State: links.Paused}
	if got, err := w.Target(t.Context(), w.ws, "s1"); err != nil || cmp.Diff(want, got) != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

// A list may change after a target was set.
func TestATargetIsHeldAgainstTheListWhenItIsFollowed(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	w.set(t, 0, links.Target{Expires: w.clock, Fallback: "https://acme.example/over"})
	w.lists.mu.Lock()
	w.lists.of[w.ws] = []string{"other.example"}
	w.lists.mu.Unlock()
	if got, err := w.Resolve(t.Context(), link.Code); !fault.Is(err, fault.NotFound) {
		t.Errorf("%+v, %v", got, err)
	}
}
