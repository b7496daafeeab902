package client_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"vouch/shared/client/clienttest"
	"vouch/shared/delta"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// at is where a stream says that a bundle lies.
func at(revision int64, sealed []byte) *wire.BundleRef {
	digest := seal.DigestOf(sealed)
	name := hex.EncodeToString(digest[:])
	path := "/v1/bundles/" + name + "?for=acme&key=" + clienttest.Key
	return &wire.BundleRef{Revision: revision, Digest: name, Bytes: len(sealed), Path: path}
}

func TestWhatAStreamNamesIsFetchedWithoutAnotherQuestion(t *testing.T) {
	server, d, state, base, next := holding(t)
	server.Delta(seal.DigestOf(base), delta.Make(base, next))
	server.Expire() // the token is of no use: none is sent
	got, err := d.Fetch(t.Context(), state, wire.StreamEvent{Rules: 6, RulesAt: at(6, next)})
	if err != nil || !bytes.Equal(got.Rules, next) || got.Refused != nil {
		t.Fatalf("%d bytes, %+v, %v", len(got.Rules), got.Refused, err)
	}
	if got.State.Rules.Revision != 6 || got.State.Tag != state.Tag || got.State.Tokens != state.Tokens {
		t.Errorf("the state is %+v", got.State)
	}
	if asked := server.Fetched(); len(asked) != 2 || !strings.Contains(asked[1], "from="+state.Rules.Digest) {
		t.Errorf("asked for %q", asked)
	}
}

func TestAnEventOfWhatIsHeldAsksForNothing(t *testing.T) {
	server, d, state, base, _ := holding(t)
	before := len(server.Fetched())
	for _, event := range []wire.StreamEvent{
		{}, {Rules: 5, RulesAt: at(5, base)}, {Rules: 4, RulesAt: at(4, base)}, {Rules: 6},
	} {
		got, err := d.Fetch(t.Context(), state, event)
		if err != nil || got.Rules != nil || got.Refused != nil || got.State != state {
			t.Errorf("%+v: %+v, %v", event, got, err)
		}
	}
	if n := len(server.Fetched()) - before; n != 0 {
		t.Errorf("%d bundles were asked for", n)
	}
}

func TestAnEventIsTrustedWithNothing(t *testing.T) {
	server, d, state, _, next := holding(t)
	forged := clienttest.Start(t).Seal(seal.Header{Kind: seal.Rules, Revision: 7}, "image")
	server.Offer(seal.Rules, 7, forged)
	got, err := d.Fetch(t.Context(), state, wire.StreamEvent{Rules: 7, RulesAt: at(7, forged)})
	if err != nil || got.Rules != nil || len(got.Refused) != 1 || got.State != state {
		t.Errorf("a forged bundle: %+v, %v", got.Refused, err)
	}
	elsewhere := at(6, next)
	elsewhere.Path = "//elsewhere.example/v1/bundles/" + elsewhere.Digest
	if got, err = d.Fetch(t.Context(), state, wire.StreamEvent{Rules: 6, RulesAt: elsewhere}); err != nil || got.Rules != nil {
		t.Errorf("an address elsewhere: %d bytes, %v", len(got.Rules), err)
	}
}
