package client_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"vouch/shared/client"
	"vouch/shared/client/clienttest"
	"vouch/shared/delta"
	"vouch/shared/seal"
)

// holding is a device with a bundle, and a server that offers the next.
func holding(t *testing.T) (server *clienttest.Server, d *client.Client, state client.State, base, next []byte) {
	t.Helper()
	server = clienttest.Start(t)
	base = server.Seal(seal.Header{Kind: seal.Rules, Revision: 5}, strings.Repeat("image ", 900))
	next = server.Seal(seal.Header{Kind: seal.Rules, Revision: 6}, strings.Repeat("image ", 900)+"more")
	server.Offer(seal.Rules, 5, base)
	first, err := device().Sync(t.Context(), paired(t, server), nil)
	if err != nil || first.State.Rules.Revision != 5 {
		t.Fatalf("%+v, %v", first.State, err)
	}
	server.Offer(seal.Rules, 6, next)
	d = device()
	d.Held = func(_ context.Context, kind seal.Kind) []byte {
		if kind != seal.Rules {
			return nil
		}
		return base
	}
	return server, d, first.State, base, next
}

func TestADeltaBringsTheSameBundle(t *testing.T) {
	server, d, state, base, next := holding(t)
	server.Delta(seal.DigestOf(base), delta.Make(base, next))
	got, err := d.Sync(t.Context(), state, nil)
	if err != nil || !bytes.Equal(got.Rules, next) || got.State.Rules.Revision != 6 || got.Refused != nil {
		t.Errorf("%d bytes, %+v, %v", len(got.Rules), got.Refused, err)
	}
	if asked := server.Fetched(); len(asked) != 2 || !strings.Contains(asked[1], "from="+state.Rules.Digest) {
		t.Errorf("asked for %q", asked)
	}
}

// A delta is trusted with nothing: whatever is wrong with it, the whole bundle is fetched.
func TestABadDeltaCostsOneMoreRequest(t *testing.T) {
	for name, spoil := range map[string]func(s *clienttest.Server, base, next []byte) []byte{
		"no delta":        func(*clienttest.Server, []byte, []byte) []byte { return []byte("nonsense") },
		"to another":      func(_ *clienttest.Server, base, next []byte) []byte { return delta.Make(base, next[:len(next)-1]) },
		"from another":    func(_ *clienttest.Server, base, next []byte) []byte { return delta.Make(base[9:], next) },
		"to what is held": func(_ *clienttest.Server, base, _ []byte) []byte { return delta.Make(base, base) },
		"to a forged one": func(_ *clienttest.Server, base, next []byte) []byte {
			return delta.Make(base, bytes.Replace(next, []byte("more"), []byte("less"), 1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, d, state, base, next := holding(t)
			server.Delta(seal.DigestOf(base), spoil(server, base, next))
			got, err := d.Sync(t.Context(), state, nil)
			if err != nil || !bytes.Equal(got.Rules, next) || got.Refused != nil {
				t.Errorf("%d bytes, %+v, %v", len(got.Rules), got.Refused, err)
			}
			if asked := server.Fetched(); len(asked) != 3 || strings.Contains(asked[2], "from=") {
				t.Errorf("asked for %q", asked)
			}
		})
	}
}

func TestNoDeltaIsAskedForFromWhatIsNotHeld(t *testing.T) {
	server, d, state, _, next := holding(t)
	d.Held = func(context.Context, seal.Kind) []byte { return []byte("something else") }
	got, err := d.Sync(t.Context(), state, nil)
	if err != nil || !bytes.Equal(got.Rules, next) || strings.Contains(server.Fetched()[1], "from=") {
		t.Errorf("asked for %q, %v", server.Fetched(), err)
	}
}
