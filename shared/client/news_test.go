package client_test

import (
	"strings"
	"testing"

	"vouch/shared/client/clienttest"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

func TestWhoHasNothingToTellAsksWhetherAnythingChanged(t *testing.T) {
	server := clienttest.Start(t)
	server.Offer(seal.Rules, 3, server.Seal(seal.Header{Kind: seal.Rules, Revision: 3}, "image"))
	first, err := device().Sync(t.Context(), paired(t, server), nil)
	if err != nil || first.State.Tag == "" || first.Unchanged {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := device().Sync(t.Context(), first.State, nil)
	if err != nil || !again.Unchanged || again.State != first.State || again.Response.NextPoll != 77 {
		t.Errorf("unchanged: %+v, %v", again, err)
	}
	told, err := device().Sync(t.Context(), first.State, []wire.Fact{{ID: "f1"}})
	if err != nil || told.Unchanged || len(told.Response.Receipts) != 1 {
		t.Errorf("with something to tell: %+v, %v", told, err)
	}
	server.Offer(seal.Rules, 4, server.Seal(seal.Header{Kind: seal.Rules, Revision: 4}, "image"))
	news, err := device().Sync(t.Context(), first.State, nil)
	if err != nil || news.Unchanged || news.State.Rules.Revision != 4 || news.State.Tag == first.State.Tag {
		t.Errorf("news: %+v, %v", news, err)
	}
}

func TestSurfacesAreDataFromAVerifiedBundle(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	server.Offer(seal.Surfaces, 1, server.Seal(seal.Header{Kind: seal.Surfaces, Revision: 1}, `{"post":{}}`))
	first, err := device().Sync(t.Context(), state, nil)
	if err != nil || string(first.Surfaces) != `{"post":{}}` || first.State.Surfaces.Revision != 1 {
		t.Fatalf("%s, %+v, %v", first.Surfaces, first.Refused, err)
	}
	server.Offer(seal.Surfaces, 2, server.Seal(seal.Header{Kind: seal.Surfaces, Revision: 2}, `alert(1)`))
	second, err := device().Sync(t.Context(), first.State, nil)
	if err != nil || second.Surfaces != nil || second.State.Surfaces != first.State.Surfaces {
		t.Errorf("what is no data was taken: %s, %+v", second.Surfaces, second.State.Surfaces)
	}
	if len(second.Refused) != 1 || second.Refused[0].Kind != "surfaces" || second.Refused[0].Message == "" {
		t.Errorf("refused: %+v", second.Refused)
	}
}

// Where a bundle lies may be known to whoever was told: then no token travels with the question.
func TestAPathIsAskedWithoutTheToken(t *testing.T) {
	server := clienttest.Start(t)
	sealed := server.Seal(seal.Header{Kind: seal.Rules, Revision: 6}, "image")
	ref := refOf(sealed)
	ref.Path = "/v1/bundles/" + ref.Digest + "?for=acme&key=" + clienttest.Key
	server.OfferAs(seal.Rules, ref, sealed)
	got, err := device().Sync(t.Context(), paired(t, server), nil)
	if err != nil || got.Rules == nil || !strings.HasSuffix(server.Fetched()[0], "key="+clienttest.Key) {
		t.Errorf("asked for %q: %+v, %v", server.Fetched(), got.Refused, err)
	}
	// A path that leads elsewhere is not followed.
	ref.Path = "https://elsewhere.example/?key=" + clienttest.Key
	server.OfferAs(seal.Rules, ref, sealed)
	got, err = device().Sync(t.Context(), paired(t, server), nil)
	if err != nil || got.Rules == nil || server.Fetched()[1] != "/v1/bundles/"+ref.Digest {
		t.Errorf("asked for %q: %+v, %v", server.Fetched(), got.Refused, err)
	}
}
