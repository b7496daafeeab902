package app_test

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"vouch/shared/wire"
)

// testPack flags one word that no shipped pack knows.
const testPack = `pack: testing
title: A pack of this test
language: en
owner: compliance
review_by: 2027-05-21
example_profile: {company: {names: [Acme]}}
rules:
  - id: testing.zebra
    title: No zebras
    severity: warn
    reason: Zebras are not ours to speak of.
    source: {title: House style, url: "https://acme.example/style", checked: 2026-11-21, by: background}
    find: {phrases: [zebra]}
    examples:
      flag: ["Acme has a zebra."]
      pass: ["Acme has a horse."]
`

func share(id string, at time.Time) wire.Fact {
	return wire.Fact{
		ID: "00000000-0000-4000-8000-0000000000" + id, Kind: wire.Shared, AtMs: at.UnixMilli(),
		Surface: "post", Verdict: "clear",
	}
}

func TestAnOutboxSentTwiceCountsOnce(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	before := p.sync(token, wire.SyncRequest{})
	asked := wire.SyncRequest{
		Rules: before.Rules.Revision, Library: before.Library.Revision,
		Outbox: []wire.Fact{share("01", time.Now()), share("02", time.Now()), {ID: "no uuid", Kind: wire.Shared}},
	}
	first, again := p.sync(token, asked), p.sync(token, asked)
	statuses := func(r wire.SyncResponse) (all []wire.ReceiptStatus) {
		for _, receipt := range r.Receipts {
			all = append(all, receipt.Status)
		}
		return all
	}
	if got := statuses(first); len(got) != 3 || got[0] != wire.Recorded || got[1] != wire.Recorded || got[2] != wire.Refused {
		t.Errorf("first: %+v", first.Receipts)
	}
	if got := statuses(again); len(got) != 3 || got[0] != wire.Duplicate || got[1] != wire.Duplicate || got[2] != wire.Refused {
		t.Errorf("again: %+v", again.Receipts)
	}
	if first.Rules != nil || first.Library != nil {
		t.Error("an unchanged bundle was named")
	}
	if first.Standing.Shares != before.Standing.Shares+2 || again.Standing.Shares != first.Standing.Shares ||
		again.Standing.Balance != first.Standing.Balance || first.Standing.Balance <= before.Standing.Balance {
		t.Errorf("before %+v, first %+v, again %+v", before.Standing, first.Standing, again.Standing)
	}
	if first.NextPoll < 48 || first.NextPoll >= 72 { // the demo has just been published
		t.Errorf("next poll in %d s", first.NextPoll)
	}
}

func TestAnAcknowledgedOutboxSurvivesAKilledRedis(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	first := p.sync(token, wire.SyncRequest{Outbox: []wire.Fact{share("03", time.Now())}})
	if err := syscall.Kill(p.RedisPid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); p.get("/readyz", "").status != http.StatusOK; {
		if time.Now().After(deadline) {
			t.Fatal("it never came back")
		}
		time.Sleep(10 * time.Millisecond)
	}
	again := p.sync(token, wire.SyncRequest{Outbox: []wire.Fact{share("03", time.Now())}})
	if again.Receipts[0].Status != wire.Duplicate || again.Standing.Balance != first.Standing.Balance {
		t.Errorf("first %+v, again %+v", first.Standing, again)
	}
}

func TestAPublicationReachesAnOpenStreamAndARollbackToo(t *testing.T) {
	p := boot(t)
	ada := p.signIn(p.at.SignIn)
	service := ada.serviceToken()
	token := p.pair(p.at.PairingCode).Tokens.Access
	open := p.listen(token)
	held := open.next()

	publish := wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "A test"}
	live := decode[wire.PublishResponse](t, p.post("/v1/packs", service, publish), http.StatusOK)
	if event := open.next(); event.Rules != live.Revision || live.Revision != held.Rules+1 || event.Library != held.Library {
		t.Errorf("published %d, the stream says %+v after %+v", live.Revision, event, held)
	}
	synced := p.sync(token, wire.SyncRequest{Rules: held.Rules})
	if synced.Rules == nil || synced.Rules.Digest != live.Digest {
		t.Fatalf("sync names %+v", synced.Rules)
	}
	bundle := p.get("/v1/bundles/"+live.Digest, token)
	if bundle.status != http.StatusOK || len(bundle.body) != synced.Rules.Bytes || !strings.Contains(bundle.header.Get("Cache-Control"), "immutable") {
		t.Errorf("the bundle: %d, %d bytes, %v", bundle.status, len(bundle.body), bundle.header)
	}
	back := decode[wire.PublishResponse](t,
		p.post("/v1/packs/rollback", service, wire.RollbackRequest{To: held.Rules, Why: "Taken back"}), http.StatusOK)
	if event := open.next(); event.Rules != back.Revision || back.Revision != live.Revision+1 {
		t.Errorf("rolled back to %d, the stream says %+v", back.Revision, event)
	}
}

func TestABrokenPackIsRefusedAtItsPlace(t *testing.T) {
	p := boot(t)
	service := p.signIn(p.at.SignIn).serviceToken()
	before := p.get("/v1/stream", "").status // no token, no stream
	cases := []struct {
		what, yaml, rule string
		line             int
	}{
		{"no YAML", "pack: testing\ntitle: [", "", 2},
		{"unknown operator", strings.Replace(testPack, "find: {phrases", "find: {guess", 1), "testing.zebra", 13},
		{"failing example", strings.Replace(testPack, "Acme has a zebra.", "Acme has a zebu.", 1), "testing.zebra", 15},
	}
	for _, c := range cases {
		got := p.post("/v1/packs", service, wire.PublishRequest{File: "testing.yaml", YAML: c.yaml, Why: c.what})
		problem := decode[wire.Problem](t, got, http.StatusBadRequest)
		if len(problem.Problems) == 0 {
			t.Errorf("%s: %+v", c.what, problem)
			continue
		}
		if at := problem.Problems[0]; at.File != "testing.yaml" || at.Line != c.line || at.Rule != c.rule || at.Reason == "" {
			t.Errorf("%s: %+v", c.what, at)
		}
	}
	if before != http.StatusUnauthorized {
		t.Errorf("a stream without a token: %d", before)
	}
}

func TestOnlyComplianceAndOnlyAServicePublishes(t *testing.T) {
	p := boot(t)
	device := p.pair(p.at.PairingCode).Tokens.Access
	publish := wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "A test"}
	for what, token := range map[string]string{"nobody": "", "a device": device, "a made-up service": "vouchsvc.acme.a.b"} {
		if got := p.post("/v1/packs", token, publish); got.status != http.StatusUnauthorized {
			t.Errorf("%s: %d", what, got.status)
		}
	}
	service := p.signIn(p.at.SignIn).serviceToken()
	if got := p.post("/v1/sync", service, wire.SyncRequest{Protocol: wire.Protocol}); got.status != http.StatusUnauthorized {
		t.Errorf("a service at the devices' door: %d", got.status)
	}
}

// A device that went mad, or was taken over, does not fill the log; it still hears what is new.
func TestADeviceIsLimitedInWhatItSends(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	asked := wire.SyncRequest{Protocol: wire.Protocol, Outbox: []wire.Fact{share("d1", time.Now())}}
	doors := map[string]any{"/v1/sync": asked, "/v1/links": wire.LinkRequest{Story: "s-none", Channel: "linkedin"}}
	for path, body := range doors {
		limited := false
		for range 70 {
			if got := p.post(path, token, body); got.status == http.StatusTooManyRequests {
				limited = got.header.Get("Retry-After") != ""
				break
			}
		}
		if !limited {
			t.Errorf("%s takes whatever comes", path)
		}
	}
	p.sync(token, wire.SyncRequest{})
}

func TestPairingIsLimitedForANetwork(t *testing.T) {
	p := boot(t)
	limited := false
	for range 12 {
		got := p.post("/v1/pair", "", wire.PairRequest{Code: "BBBB-BBBB", Device: "a guesser"})
		switch got.status {
		case http.StatusUnauthorized:
		case http.StatusTooManyRequests:
			limited = true
			if got.header.Get("Retry-After") == "" {
				t.Error("nobody says when to come back")
			}
		default:
			t.Fatalf("status %d: %s", got.status, got.body)
		}
	}
	if !limited {
		t.Error("guessing codes goes on and on")
	}
}
