package devicesync_test

import (
	"context"
	"sync/atomic"
	"testing"

	"vouch/server/devicesync"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// room stands for one of the other rooms; it counts how often a bundle was read.
type room struct {
	ws   kv.Workspace
	ref  wire.BundleRef
	read atomic.Int32
}

func (r *room) Live(context.Context, kv.Workspace) (wire.BundleRef, error) { return r.ref, nil }

func (r *room) Bundle(_ context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	if ws != r.ws || digest != r.ref.Digest {
		return nil, fault.New(fault.NotFound, "none")
	}
	r.read.Add(1)
	return []byte("sealed"), nil
}

func (*room) Record(_ context.Context, _ devicesync.Sender, facts []wire.Fact) ([]wire.Receipt, error) {
	return make([]wire.Receipt, len(facts)), nil
}

func (*room) Standing(context.Context, devicesync.Sender) (wire.Standing, error) {
	return wire.Standing{}, nil
}

func (*room) Settings(context.Context, kv.Workspace) (wire.Settings, error) {
	return wire.Settings{}, nil
}

func openExchange(ws kv.Workspace) (*devicesync.Exchange, *room) {
	rules := &room{ws: ws, ref: wire.BundleRef{Revision: 3, Digest: digest('a'), Bytes: 6}}
	none := &room{}
	return devicesync.New(devicesync.Rooms{
		Outbox: none, Standings: none, Settings: none, Rules: rules, Library: none,
	}), rules
}

func digest(c byte) string {
	text := make([]byte, 64)
	for i := range text {
		text[i] = c
	}
	return string(text)
}

func TestAnExchangeNamesWhatChanged(t *testing.T) {
	exchange, _ := openExchange("acme")
	from := devicesync.Sender{Workspace: "acme", Device: "d"}
	for held, named := range map[int64]bool{0: true, 2: true, 3: false, 4: true} {
		got, err := exchange.Sync(t.Context(), from, wire.SyncRequest{Protocol: wire.Protocol, Rules: held})
		if err != nil || (got.Rules != nil) != named || got.Library != nil {
			t.Errorf("holding %d: %+v, %v", held, got.Rules, err)
		}
		if got.Receipts == nil || got.Standing.Entries == nil || got.Settings.Names == nil {
			t.Errorf("a list is null: %+v", got)
		}
	}
	for what, asked := range map[string]wire.SyncRequest{
		"another protocol":   {Protocol: wire.Protocol + 1},
		"too full an outbox": {Protocol: wire.Protocol, Outbox: make([]wire.Fact, wire.MaxOutbox+1)},
	} {
		if _, err := exchange.Sync(t.Context(), from, asked); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestABundleIsReadOnceAndStaysInItsWorkspace(t *testing.T) {
	exchange, rules := openExchange("acme")
	for range 3 {
		sealed, err := exchange.Bundle(t.Context(), "acme", digest('a'))
		if err != nil || string(sealed) != "sealed" {
			t.Fatalf("Bundle = %q, %v", sealed, err)
		}
	}
	if n := rules.read.Load(); n != 1 {
		t.Errorf("it was read %d times", n)
	}
	strange := []struct {
		ws     kv.Workspace
		digest string
	}{{"other", digest('a')}, {"acme", digest('b')}, {"acme", digest('A')}, {"acme", ""}, {"acme", digest('a') + "a"}, {"acme", digest('*')}}
	for _, s := range strange {
		if _, err := exchange.Bundle(t.Context(), s.ws, s.digest); !fault.Is(err, fault.NotFound) {
			t.Errorf("Bundle(%q, %q): %v", s.ws, s.digest, err)
		}
	}
}
