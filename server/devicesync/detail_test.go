package devicesync_test

import (
	"testing"
	"time"

	"vouch/server/devicesync"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// What others move is read for answers that are sent, never to find out that none is due; it is
// told within the hour all the same.
func TestDetailsAreReadForAnswersAlone(t *testing.T) {
	s := openExchange(1)
	s.rules.put(t, seal.Rules, []byte("image"))
	asked := wire.SyncRequest{Protocol: wire.Protocol, Rules: 1}
	whole, tag, err := s.Sync(t.Context(), s.from, asked)
	if err != nil || whole.Standing.Board == nil || s.times("detail") != 1 {
		t.Fatalf("%+v, %v", whole.Standing, err)
	}
	for n := range 30 { // facts arrive all the time, none of them this advocate's
		s.turn += "+"
		s.now = s.now.Add(time.Second)
		answer, now, err := s.News(t.Context(), s.from, asked, tag)
		if err != nil || !devicesync.Unchanged(answer, now, tag) {
			t.Fatalf("%d: %+v, %v", n, answer, err)
		}
	}
	if got := s.times("detail"); got != 1 {
		t.Errorf("details were read %d times", got)
	}
	s.now = s.now.Add(time.Hour)
	answer, now, err := s.News(t.Context(), s.from, asked, tag)
	if err != nil || devicesync.Unchanged(answer, now, tag) || answer.Standing.Board == nil {
		t.Errorf("an hour later: %+v, %v", answer, err)
	}
}

// What rules ask of a person is the person's own, and the workspace's where it concerns everybody.
func TestTheContextIsThePersons(t *testing.T) {
	s := openExchange(1)
	s.from.Context = wire.Context{Country: "GB", Role: "officer"}
	asked := wire.SyncRequest{Protocol: wire.Protocol}
	first, tag, err := s.Sync(t.Context(), s.from, asked)
	if err != nil || *first.Settings.Context != s.from.Context {
		t.Fatalf("%+v, %v", first.Settings.Context, err)
	}
	s.settings.Context = &wire.Context{Compensated: true}
	s.now = s.now.Add(time.Second)
	answer, now, err := s.News(t.Context(), s.from, asked, tag)
	want := wire.Context{Country: "GB", Role: "officer", Compensated: true}
	if err != nil || devicesync.Unchanged(answer, now, tag) || *answer.Settings.Context != want {
		t.Errorf("%+v, %v", answer.Settings.Context, err)
	}
	s.from.Context.Country = "DE"
	if answer, again, err := s.News(t.Context(), s.from, asked, now); err != nil || again == now || answer.Settings.Context.Country != "DE" {
		t.Errorf("somebody moved: %+v, %v", answer.Settings.Context, err)
	}
	if s.settings.Context.Country != "" {
		t.Error("one person's context became everybody's")
	}
}
