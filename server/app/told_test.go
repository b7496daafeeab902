package app_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"vouch/shared/wire"
)

// A device is told what a person's sharing brought, how they stand, and what they may spend; what
// they choose and dispute goes the other way by the outbox, once.
func TestADeviceIsToldHowItsPersonStands(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	token := p.pair(p.at.PairingCode).Tokens.Access
	story := admin.firstStory()
	link := decode[wire.LinkResponse](t, p.post("/v1/links", token, wire.LinkRequest{Story: story, Channel: "linkedin"}), http.StatusOK)
	shared := share("a1", time.Now())
	shared.Story, shared.Code, shared.Print = story, link.Code, "00000000000000aa"
	comment := share("a2", time.Now())
	comment.Surface, comment.Print = "comment", "00000000000000bb"
	outbox := []wire.Fact{shared, comment, {
		ID: "00000000-0000-4000-8000-0000000000a3", Kind: wire.Shown, AtMs: time.Now().UnixMilli(), As: "alias", Alias: "Blue Fox",
	}, {
		ID: "00000000-0000-4000-8000-0000000000a4", Kind: wire.Shown, AtMs: time.Now().UnixMilli(), As: "huge",
	}}
	first := p.sync(token, wire.SyncRequest{Outbox: outbox})
	again := p.sync(token, wire.SyncRequest{Outbox: outbox})
	for i, want := range []wire.ReceiptStatus{wire.Recorded, wire.Recorded, wire.Recorded, wire.Refused} {
		if got := first.Receipts[i]; got.Status != want || got.ID != outbox[i].ID {
			t.Errorf("receipt %d: %+v", i, got)
		}
		if got := again.Receipts[i].Status; want == wire.Recorded && got != wire.Duplicate {
			t.Errorf("again, receipt %d: %s", i, got)
		}
	}
	standing := again.Standing
	if standing.Board == nil || standing.Board.As != wire.Alias || standing.Board.Rank == 0 || !meIsOn(standing.Board, "Blue Fox") {
		t.Errorf("the board: %+v", standing.Board)
	}
	if standing.Streak == nil || standing.Streak.Best == 0 || len(standing.Rewards) == 0 || standing.Lifetime == 0 {
		t.Errorf("streak %+v, rewards %+v, ever %d", standing.Streak, standing.Rewards, standing.Lifetime)
	}
	if len(standing.Days) != 30 || len(standing.Reach) == 0 || standing.Reach[0].Story != story || standing.Reach[0].Title == "" {
		t.Errorf("%d days, reach %+v", len(standing.Days), standing.Reach)
	}
	if len(standing.Entries) == 0 || standing.Entries[0].Why == "" {
		t.Errorf("an entry says no why: %+v", standing.Entries)
	}
	if of := again.Settings.Context; of == nil || of.Role != "employee" || !of.Compensated {
		t.Errorf("the context: %+v", of)
	}
	if got := printsOf(t, again.Published); !strings.Contains(got, "\xaa\x00\x00\x00\x00\x00\x00\x00\x00\x01") || strings.Contains(got, "\xbb") {
		t.Errorf("a share sent twice, and a comment, as fingerprints: %x", got)
	}
	second := p.sync(p.pair(admin.pairingCode()).Tokens.Access, wire.SyncRequest{})
	if own, err := base64.StdEncoding.DecodeString(second.Published.Own); err != nil || string(own) != "\xaa\x00\x00\x00\x00\x00\x00\x00" {
		t.Errorf("a second device of hers hears that %x are her own, %v", own, err)
	}
	for key, held := range p.everything() {
		if strings.Contains(held, "00000000000000aa") && !strings.Contains(key, ":near:") {
			t.Errorf("a fingerprint stands in %s: %s", key, held)
		}
	}
}

func meIsOn(board *wire.Board, name string) bool {
	for _, place := range board.Top {
		if place.Me && place.Name == name {
			return true
		}
	}
	return len(board.Top) == 10 // further down
}

func printsOf(t *testing.T, published *wire.Published) string {
	t.Helper()
	if published == nil {
		return ""
	}
	packed, err := base64.StdEncoding.DecodeString(published.Prints)
	if err != nil {
		t.Fatal(err)
	}
	return string(packed)
}

// A dispute names nobody, is kept once, and shows of the words only what was sent.
func TestADisputeReachesThoseWhoWriteTheRules(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	token := p.pair(p.at.PairingCode).Tokens.Access
	decode[wire.PublishResponse](t, p.post("/v1/packs", admin.serviceToken(),
		wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "A test"}), http.StatusOK)
	dispute := func(id, quote, note string) wire.Fact {
		return wire.Fact{
			ID: "00000000-0000-4000-8000-0000000000" + id, Kind: wire.Disputed, AtMs: time.Now().UnixMilli(),
			Surface: "post", Rule: "testing.zebra", Quote: quote, Note: note,
		}
	}
	outbox := []wire.Fact{dispute("b1", "", ""), dispute("b2", "a zebra crossing", "That <b>is</b> a street."), {
		ID: "00000000-0000-4000-8000-0000000000b3", Kind: wire.Disputed, AtMs: time.Now().UnixMilli(),
	}}
	for _, want := range []wire.ReceiptStatus{wire.Recorded, wire.Duplicate} {
		got := p.sync(token, wire.SyncRequest{Outbox: outbox}).Receipts
		if got[0].Status != want || got[1].Status != want || got[2].Status != wire.Refused {
			t.Errorf("%+v", got)
		}
	}
	page := admin.look("/console/rules/packs/testing").body
	for _, want := range []string{"Not right?", "testing.zebra", "2 times", "a zebra crossing", "That &lt;b&gt;is&lt;/b&gt; a street."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the pack does not say %q", want)
		}
	}
}
