package workspace_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/workspace"
)

// place is a workspace of its own, with a clock that the test sets.
type place struct {
	*workspace.Workspaces
	t     *testing.T
	store *kv.Store
	id    kv.Workspace
	key   ed25519.PrivateKey
	at    time.Time
}

func openPlace(t *testing.T) *place {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &place{t: t, store: kvtest.Start(t), id: kvtest.Workspace(t), key: key, at: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	p.Workspaces = p.reopened()
	if _, err := p.Create(t.Context(), p.id, "Acme"); err != nil {
		t.Fatal(err)
	}
	return p
}

// reopened is the room of another server on the same store.
func (p *place) reopened() *workspace.Workspaces {
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return p.key, nil }
	return workspace.New(p.store, noSpaces, signer, func() time.Time { return p.at })
}

func (p *place) mode() workspace.Mode {
	p.t.Helper()
	found, err := p.reopened().Get(p.t.Context(), p.id)
	if err != nil {
		p.t.Fatal(err)
	}
	if found.Mode.Aggregate && (found.Switches.PerPerson || found.Switches.Regulated) {
		p.t.Error("aggregate, and yet by person")
	}
	return found.Mode
}

func is(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if kind == "" && err != nil || kind != "" && !fault.Is(err, kind) {
		t.Errorf("%s: %v, want %q", what, err, kind)
	}
}

func TestItTakesTwoToEndTheAggregateMode(t *testing.T) {
	p, ctx := openPlace(t), t.Context()
	before := p.at.Add(-time.Hour)
	ada, bo := workspace.Administrator{ID: "ada", Since: before}, workspace.Administrator{ID: "bo", Since: before}
	is(t, "by person at first", p.SetSwitches(ctx, p.id, workspace.Switches{PerPerson: true, Regulated: true, Paint: true}), "")
	is(t, "nothing to end", p.AskToEnd(ctx, p.id, ada), fault.Conflict)
	is(t, "one switches it on", p.Aggregate(ctx, p.id, ada), "")
	if got := p.mode(); !got.Aggregate || got.Turn != 1 || len(got.By) != 1 {
		t.Errorf("%+v", got)
	}
	is(t, "again", p.Aggregate(ctx, p.id, bo), "")
	is(t, "by person", p.SetSwitches(ctx, p.id, workspace.Switches{PerPerson: true}), fault.Conflict)
	is(t, "regulated", p.SetSwitches(ctx, p.id, workspace.Switches{Regulated: true}), fault.Conflict)
	is(t, "others may be set", p.SetSwitches(ctx, p.id, workspace.Switches{Hold: true}), "")

	is(t, "nobody asked", p.End(ctx, p.id, bo), fault.Conflict)
	is(t, "one asks", p.AskToEnd(ctx, p.id, ada), "")
	if got := p.mode(); !got.Aggregate || !got.Ending || got.Turn != 2 {
		t.Errorf("asked: %+v", got)
	}
	is(t, "the same agrees", p.End(ctx, p.id, ada), fault.Conflict)
	made := workspace.Administrator{ID: "made up", Since: p.at}
	is(t, "somebody made for it agrees", p.End(ctx, p.id, made), fault.Conflict)
	is(t, "it is withdrawn", p.Keep(ctx, p.id), "")
	is(t, "after it was withdrawn", p.End(ctx, p.id, bo), fault.Conflict)
	is(t, "one asks again", p.AskToEnd(ctx, p.id, ada), "")
	p.at = p.at.Add(7 * 24 * time.Hour)
	is(t, "a week later", p.End(ctx, p.id, bo), fault.Conflict)
	is(t, "one asks again", p.AskToEnd(ctx, p.id, ada), "")
	is(t, "another agrees", p.End(ctx, p.id, bo), "")
	if got := p.mode(); got.Aggregate || got.Ending || len(got.By) != 2 || got.Turn != 6 {
		t.Errorf("ended: %+v", got)
	}
	is(t, "by person", p.SetSwitches(ctx, p.id, workspace.Switches{PerPerson: true}), "")
}

// The signature is what a device checks: by the workspace's key, over every word of the mode.
func TestTheModeIsSigned(t *testing.T) {
	p := openPlace(t)
	is(t, "on", p.Aggregate(t.Context(), p.id, workspace.Administrator{ID: "ada"}), "")
	mode := p.mode().Mode
	public, _ := p.key.Public().(ed25519.PublicKey)
	signature, err := base64.StdEncoding.DecodeString(mode.Signature)
	if err != nil || !ed25519.Verify(public, mode.Statement(string(p.id)), signature) {
		t.Errorf("%+v, %v", mode, err)
	}
	if ed25519.Verify(public, mode.Statement("another"), signature) {
		t.Error("it holds for another workspace too")
	}
}

// Whoever writes to the store alone ends nothing.
func TestAModeThatWasAlteredCountsAsAggregate(t *testing.T) {
	for what, change := range map[string][2]string{
		"switched off":     {`"aggregate":true`, `"aggregate":false`},
		"another turn":     {`"turn":2`, `"turn":3`},
		"signature gone":   {`"signature":"`, `"nothing":"`},
		"another requests": {`"by":"ada"`, `"by":"cy"`},
	} {
		p, ctx := openPlace(t), t.Context()
		ada := workspace.Administrator{ID: "ada", Since: p.at.Add(-time.Hour)}
		is(t, "on", p.Aggregate(ctx, p.id, ada), "")
		is(t, "ask", p.AskToEnd(ctx, p.id, ada), "")
		key := "{" + string(p.id) + "}:workspace"
		record := p.store.Get(ctx, key).Val()
		altered := strings.Replace(record, change[0], change[1], 1)
		if altered == record {
			t.Fatalf("%s: nothing to alter in %s", what, record)
		}
		is(t, "alter", p.store.Set(ctx, key, altered, 0).Err(), "")
		if got := p.mode(); !got.Aggregate {
			t.Errorf("%s: %+v", what, got)
		}
		is(t, what+", then by person", p.reopened().SetSwitches(ctx, p.id, workspace.Switches{PerPerson: true}), fault.Conflict)
		if what == "another requests" {
			is(t, "one person alone ends it", p.reopened().End(ctx, p.id, ada), fault.Conflict)
			continue
		}
		is(t, "it is set right", p.reopened().Aggregate(ctx, p.id, ada), "")
		if got := p.mode(); !got.Aggregate || got.Doubted {
			t.Errorf("%s, then set right: %+v", what, got)
		}
	}
}
