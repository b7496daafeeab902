package client_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vouch/shared/client"
	"vouch/shared/client/clienttest"
	"vouch/shared/wire"
)

func TestPairKeepsWhatTheDeviceNeeds(t *testing.T) {
	server := clienttest.Start(t)
	state, paired, err := device().Pair(t.Context(), server.URL, clienttest.Code, "Chromium on Linux")
	if err != nil {
		t.Fatal(err)
	}
	if state.Server != server.URL || state.Key != server.Key() || state.Workspace != clienttest.Workspace ||
		state.Tokens.Access == "" || paired.AdvocateName != "Ada Advocate" {
		t.Errorf("%+v, %+v", state, paired)
	}
}

func TestProblems(t *testing.T) {
	server := clienttest.Start(t)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!doctype html>"))
	}))
	defer page.Close()
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(strings.Repeat(" ", 2<<20)))
	}))
	defer endless.Close()
	down := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	defer down.Close()
	gone := httptest.NewServer(nil)
	gone.Close()

	for _, test := range []struct{ name, server, code, kind string }{
		{"an unknown code", server.URL, "XXXX-XXXX", "unauthorized"},
		{"no server there", gone.URL, clienttest.Code, client.Unreachable},
		{"a page instead", page.URL, clienttest.Code, client.Unreadable},
		{"an endless answer", endless.URL, clienttest.Code, client.Unreadable},
		{"a server that is down", down.URL, clienttest.Code, "unavailable"},
		{"plain http elsewhere", "http://vouch.acme.example", clienttest.Code, "invalid"},
		{"no address", "acme", clienttest.Code, "invalid"},
		{"an address with a name in it", "https://me@vouch.acme.example", clienttest.Code, "invalid"},
	} {
		_, _, err := device().Pair(t.Context(), test.server, test.code, "a browser")
		p, ok := errors.AsType[*client.Error](err)
		if !ok || p.Kind != test.kind || p.Title == "" {
			t.Errorf("%s: %v, want kind %s", test.name, err, test.kind)
		}
	}
}

func TestTokensTurnOnceAndTheCallGoesOn(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	server.Expire()
	var told wire.Tokens
	telling := device()
	telling.Turned = func(tokens wire.Tokens) { told = tokens }
	turned, link, err := telling.Mint(t.Context(), state, wire.LinkRequest{Story: "s1", Channel: "linkedin"})
	if err != nil {
		t.Fatal(err)
	}
	if server.Turns() != 1 || turned.Tokens == state.Tokens || told != turned.Tokens || link.URL != server.URL+"/l/c0de" {
		t.Errorf("%d turns, %+v, %+v", server.Turns(), turned.Tokens, link)
	}
}

func TestATurnWhoseAnswerGotLostIsAskedForAgain(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	server.Expire()
	server.LoseNextTurn()
	if _, err := device().Refresh(t.Context(), state); err != nil || server.Turns() != 2 {
		t.Errorf("%v after %d turns", err, server.Turns())
	}
}

func TestADeviceNoLongerPairedIsTold(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	state.Tokens = wire.Tokens{Access: "stale", Refresh: "revoked"}
	synced, err := device().Sync(t.Context(), state, nil)
	p, ok := errors.AsType[*client.Error](err)
	if !ok || p.Status != http.StatusUnauthorized || synced.State != state {
		t.Errorf("%v, %+v", err, synced.State)
	}
}

func TestPublishAndRollback(t *testing.T) {
	server := clienttest.Start(t)
	token := paired(t, server).Tokens.Access
	live, err := device().Publish(t.Context(), server.URL, token, wire.PublishRequest{File: "a.yaml", YAML: "pack: a", Why: "new"})
	if err != nil || live.Revision != 1 {
		t.Errorf("published: %+v, %v", live, err)
	}
	_, err = device().Publish(t.Context(), server.URL, token, wire.PublishRequest{File: "a.yaml"})
	p, ok := errors.AsType[*client.Error](err)
	if !ok || len(p.Problems) != 1 || p.Problems[0].File != "a.yaml" {
		t.Errorf("refused: %v", err)
	}
	live, err = device().Rollback(t.Context(), server.URL, token, wire.RollbackRequest{To: 4, Why: "a slip"})
	if err != nil || live.Revision != 5 {
		t.Errorf("rolled back: %+v, %v", live, err)
	}
}

func device() *client.Client { return &client.Client{Do: http.DefaultClient.Do} }

func paired(t *testing.T, server *clienttest.Server) client.State {
	t.Helper()
	state, _, err := device().Pair(t.Context(), server.URL, clienttest.Code, "a browser")
	if err != nil {
		t.Fatal(err)
	}
	return state
}
