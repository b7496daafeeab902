package content_test

import (
	"context"
	"crypto/ed25519"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/rollout"
	"vouch/shared/check"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

const pack = `pack: tone
title: Tone
language: en
owner: compliance
review_by: 2027-05-21
example_profile: {company: {names: [Acme]}}
rules:
  - id: tone.best
    title: A claim to be the best
    severity: block
    reason: Nobody can prove it.
    source: {title: Style guide, url: "https://acme.example/style", checked: 2026-11-21, by: vendor}
    find: {phrases: ["best in the world"]}
    examples:
      flag: ["Acme is the best in the world."]
      pass: ["Acme is good."]
  - id: tone.leading
    title: A claim to lead
    severity: warn
    reason: Says nothing.
    source: {title: Style guide, url: "https://acme.example/style", checked: 2026-11-21, by: vendor}
    find: {phrases: ["leading"]}
    examples:
      flag: ["Acme is leading."]
      pass: ["Acme is good."]
`

// onlyAcme is a list of one destination.
type onlyAcme struct{}

func (onlyAcme) Destination(_ context.Context, _ kv.Workspace, address string) (string, error) {
	if !strings.HasPrefix(address, "https://acme.example/") {
		return "", fault.New(fault.Invalid, "This is not on the list.").At("destination")
	}
	return address, nil
}

type shelf struct {
	*content.Library
	t      *testing.T
	ws     kv.Workspace
	store  *kv.Store
	public ed25519.PublicKey
	now    time.Time
}

func open(t *testing.T) *shelf {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	must(t, err)
	s := &shelf{
		t: t, ws: kvtest.Workspace(t), store: kvtest.Start(t), public: public,
		now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC),
	}
	now := func() time.Time { return s.now }
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return key, nil }
	rules := rollout.New(s.store, signer, now)
	s.Library = content.New(s.store, signer, rules, onlyAcme{}, now)
	officer := auth.Person{Name: "Cora Compliance", Roles: []auth.Role{auth.Compliance}}
	_, err = rules.Begin(t.Context(), s.ws, officer, map[string][]byte{"tone": []byte(pack)},
		[]byte("company: {names: [Acme]}\n"), "the first rules")
	must(t, err)
	return s
}

func author() auth.Person {
	return auth.Person{ID: "p2", Name: "Arno Author", Roles: []auth.Role{auth.Advocate, auth.Author}}
}

func story(captions ...string) content.Story {
	return content.Story{
		Title: "Acme Cloud in Oslo", Text: "A new region.", Tags: []string{" cloud", "cloud", ""},
		Captions: captions, Destination: "https://acme.example/oslo",
	}
}

func (s *shelf) add(captions ...string) (content.Story, []content.CaptionReport, error) {
	return s.Add(s.t.Context(), s.ws, author(), story(captions...))
}

// held is what a device would load.
func (s *shelf) held() (int64, []wire.Story) {
	s.t.Helper()
	ref, err := s.Ref(s.t.Context(), s.ws)
	must(s.t, err)
	bundle, err := s.Bundle(s.t.Context(), s.ws, ref.Digest)
	must(s.t, err)
	opened, err := seal.Open(bundle, s.public, seal.Expect{Kind: seal.Library, Workspace: string(s.ws)})
	must(s.t, err)
	stories, err := wire.ReadLibrary(opened.Payload)
	must(s.t, err)
	return opened.Revision, stories
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestACaptionIsCheckedBeforeItIsOffered(t *testing.T) {
	s := open(t)
	_, reports, err := s.add("Acme is good: {link}", "Acme is the best in the world: {link}")
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "Caption 2") {
		t.Fatalf("err = %v", err)
	}
	if len(reports) != 2 || reports[0].Report.Verdict != check.Clear || reports[1].Report.Verdict != check.Block {
		t.Errorf("reports %+v", reports)
	}
	if ref, err := s.Ref(t.Context(), s.ws); err != nil || ref.Revision != 0 {
		t.Errorf("it was offered: %+v, %v", ref, err)
	}
	saved, reports, err := s.add("Acme is leading: {link}")
	must(t, err)
	if reports[0].Report.Verdict != check.Warn {
		t.Errorf("a warning is shown and refuses nothing: %+v", reports)
	}
	revision, stories := s.held()
	if revision != 1 || len(stories) != 1 || stories[0].ID != string(saved.ID) || len(stories[0].Tags) != 1 {
		t.Errorf("revision %d holds %+v", revision, stories)
	}
}

func TestAStoryThatCannotBeOfferedNamesItsField(t *testing.T) {
	cases := []struct {
		field string
		edit  func(*content.Story)
	}{
		{"title", func(s *content.Story) { s.Title = " " }},
		{"text", func(s *content.Story) { s.Text = "" }},
		{"captions", func(s *content.Story) { s.Captions = nil }},
		{"caption1", func(s *content.Story) { s.Captions = []string{"no place for a link"} }},
		{"caption2", func(s *content.Story) { s.Captions = []string{"{link}", "{link} and {link}"} }},
		{"caption1", func(s *content.Story) { s.Captions = []string{strings.Repeat("a", 3001) + "{link}"} }},
		{"destination", func(s *content.Story) { s.Destination = "https://elsewhere.example/" }},
		{"until", func(s *content.Story) { s.Until = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }},
	}
	s := open(t)
	for _, c := range cases {
		one := story("Acme is good: {link}")
		c.edit(&one)
		_, _, err := s.Add(t.Context(), s.ws, author(), one)
		found, ok := fault.As(err)
		if !ok || found.Kind != fault.Invalid || found.Field != c.field {
			t.Errorf("%s: %v", c.field, err)
		}
	}
}

func TestEveryChangeIsAHigherRevisionThatDevicesHearOf(t *testing.T) {
	s := open(t)
	heard := s.store.Subscribe(t.Context(), kv.Revisions(s.ws))
	t.Cleanup(func() { _ = heard.Close() })
	_, err := heard.Receive(t.Context())
	must(t, err)
	saved, _, err := s.add("Acme is good: {link}")
	must(t, err)
	saved.Title = "Acme Cloud in Bergen"
	_, _, err = s.Edit(t.Context(), s.ws, author(), saved)
	must(t, err)
	if revision, stories := s.held(); revision != 2 || stories[0].Title != "Acme Cloud in Bergen" {
		t.Errorf("revision %d holds %+v", revision, stories)
	}
	s.now = s.now.Add(time.Hour)
	must(t, s.Expire(t.Context(), s.ws, author(), saved.ID))
	if revision, stories := s.held(); revision != 3 || len(stories) != 0 {
		t.Errorf("revision %d holds %+v", revision, stories)
	}
	for _, want := range []string{"library 1", "library 2", "library 3"} {
		message, err := heard.ReceiveMessage(t.Context())
		must(t, err)
		if message.Payload != want {
			t.Errorf("heard %q, want %q", message.Payload, want)
		}
	}
	if all, err := s.Stories(t.Context(), s.ws); err != nil || len(all) != 1 || all[0].Offered(s.now) {
		t.Errorf("an expired story stays to be read: %+v, %v", all, err)
	}
}

func TestOnlyAuthorsChangeStories(t *testing.T) {
	s := open(t)
	saved, _, err := s.add("Acme is good: {link}")
	must(t, err)
	other := auth.Person{Roles: []auth.Role{auth.Advocate, auth.Compliance, auth.Administrator}}
	ctx := t.Context()
	if _, _, err := s.Add(ctx, s.ws, other, story("Acme is good: {link}")); !fault.Is(err, fault.Forbidden) {
		t.Errorf("add: %v", err)
	}
	if _, _, err := s.Edit(ctx, s.ws, other, saved); !fault.Is(err, fault.Forbidden) {
		t.Errorf("edit: %v", err)
	}
	if err := s.Expire(ctx, s.ws, other, saved.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("expire: %v", err)
	}
	if _, err := s.Story(ctx, kvtest.Workspace(t), saved.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a foreign workspace: %v", err)
	}
}

func TestNobodysStoryIsLostWhenManySaveAtOnce(t *testing.T) {
	s := open(t)
	const many = 5
	var wait sync.WaitGroup
	errs := make([]error, many)
	for i := range many {
		wait.Go(func() { _, _, errs[i] = s.add("Acme is good: {link}") })
	}
	wait.Wait()
	for _, err := range errs {
		must(t, err)
	}
	if revision, stories := s.held(); revision != many || len(stories) != many {
		t.Errorf("revision %d holds %d stories", revision, len(stories))
	}
}
