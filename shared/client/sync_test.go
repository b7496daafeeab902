package client_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"vouch/shared/client"
	"vouch/shared/client/clienttest"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

func TestSyncBringsWhatChanged(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	rules := server.Seal(seal.Header{Kind: seal.Rules, Revision: 3}, "image")
	library := server.Seal(seal.Header{Kind: seal.Library, Revision: 9}, "stories")
	server.Offer(seal.Rules, 3, rules)
	server.Offer(seal.Library, 9, library)

	first, err := device().Sync(t.Context(), state, []wire.Fact{{ID: "f1", Kind: wire.Shared}})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Rules, rules) || !bytes.Equal(first.Library, library) || first.Refused != nil {
		t.Errorf("%d and %d bytes, refused %v", len(first.Rules), len(first.Library), first.Refused)
	}
	if first.State.Rules.Revision != 3 || first.State.Library.Revision != 9 {
		t.Errorf("held: %+v", first.State)
	}
	if len(first.Response.Receipts) != 1 || first.Response.Receipts[0].ID != "f1" || len(server.Outbox()) != 1 {
		t.Errorf("receipts %v for %v", first.Response.Receipts, server.Outbox())
	}

	again, err := device().Sync(t.Context(), first.State, nil)
	if err != nil || again.Rules != nil || again.Library != nil || again.Refused != nil || again.State != first.State {
		t.Errorf("unchanged: %+v, %v", again, err)
	}
}

func TestSyncSendsNoMoreThanOneExchangeTakes(t *testing.T) {
	server := clienttest.Start(t)
	got, err := device().Sync(t.Context(), paired(t, server), make([]wire.Fact, wire.MaxOutbox+1))
	if err != nil || len(server.Outbox()) != wire.MaxOutbox || len(got.Response.Receipts) != wire.MaxOutbox {
		t.Errorf("%d sent, %v", len(server.Outbox()), err)
	}
}

func TestSyncRefusesAnotherVersionOfTheExchange(t *testing.T) {
	server := clienttest.Start(t)
	server.Speak(wire.Protocol + 1)
	if _, err := device().Sync(t.Context(), paired(t, server), nil); err == nil {
		t.Error("no error")
	}
}

// Whatever is wrong with a bundle, the exchange counts and the one held stays.
func TestBadBundlesAreRefused(t *testing.T) {
	held := client.Held{Revision: 5, Digest: strings.Repeat("ab", 32)}
	header := func(revision int64) seal.Header { return seal.Header{Kind: seal.Rules, Revision: revision} }

	for _, test := range []struct {
		name, reason string
		offer        func(*clienttest.Server)
	}{
		{"half downloaded", "torn", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(header(6), strings.Repeat("image", 1000)))
			s.Tear()
		}},
		{"shorter than said", "torn", func(s *clienttest.Server) {
			sealed := s.Seal(header(6), "image")
			s.OfferAs(seal.Rules, refOf(sealed), sealed[:len(sealed)-2])
		}},
		{"longer than said", "tampered", func(s *clienttest.Server) {
			sealed := s.Seal(header(6), "image")
			s.OfferAs(seal.Rules, refOf(sealed), append(bytes.Clone(sealed), '!'))
		}},
		{"changed under way", "tampered", func(s *clienttest.Server) {
			sealed := s.Seal(header(6), "image")
			changed := bytes.Replace(sealed, []byte("image"), []byte("imagE"), 1)
			s.OfferAs(seal.Rules, refOf(sealed), changed)
		}},
		{"signed by somebody else", "tampered", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, clienttest.Start(t).Seal(header(6), "image"))
		}},
		{"another digest than said", "tampered", func(s *clienttest.Server) {
			ref := refOf(s.Seal(header(6), "IMAGE"))
			s.OfferAs(seal.Rules, ref, s.Seal(header(6), "image"))
		}},
		{"a digest that is none", "tampered", func(s *clienttest.Server) {
			s.OfferAs(seal.Rules, wire.BundleRef{Revision: 6, Digest: "../links", Bytes: 3}, nil)
		}},
		{"another revision than said", "tampered", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 7, s.Seal(header(6), "image"))
		}},
		{"another workspace's", "foreign", func(s *clienttest.Server) {
			foreign := header(6)
			foreign.Workspace = "globex"
			s.Offer(seal.Rules, 6, s.Seal(foreign, "image"))
		}},
		{"a library as rules", "other_kind", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(seal.Header{Kind: seal.Library, Revision: 6}, "stories"))
		}},
		{"older", "older", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 4, s.Seal(header(4), "image"))
		}},
		{"older, under a new number", "older", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(header(4), "image"))
		}},
		{"another one of the revision held", "older", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 5, s.Seal(header(5), "image"))
		}},
		{"larger than a device takes", "too_large", func(s *clienttest.Server) {
			s.OfferAs(seal.Rules, wire.BundleRef{Revision: 6, Digest: held.Digest, Bytes: 1 << 30}, nil)
		}},
		{"not there", client.Unreachable, func(s *clienttest.Server) {
			s.OfferAs(seal.Rules, wire.BundleRef{Revision: 6, Digest: strings.Repeat("00", 32), Bytes: 9}, nil)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := clienttest.Start(t)
			state := paired(t, server)
			state.Rules = held
			test.offer(server)
			got, err := device().Sync(t.Context(), state, []wire.Fact{{ID: "f1"}})
			if err != nil {
				t.Fatal(err)
			}
			if got.Rules != nil || got.State.Rules != held || len(got.Response.Receipts) != 1 {
				t.Errorf("%d bytes, held %+v", len(got.Rules), got.State.Rules)
			}
			if len(got.Refused) != 1 || got.Refused[0].Reason != test.reason || got.Refused[0].Message == "" {
				t.Errorf("refused %+v, want %s", got.Refused, test.reason)
			}
		})
	}
}

// refOf is what a server says of a bundle of revision 6.
func refOf(sealed []byte) wire.BundleRef {
	digest := seal.DigestOf(sealed)
	return wire.BundleRef{Revision: 6, Digest: hex.EncodeToString(digest[:]), Bytes: len(sealed)}
}
