package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vouch/shared/client"
	"vouch/shared/client/clienttest"
	"vouch/shared/delta"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// These tests run the module as it ships, in Node, whose fetch is the browser's, against a
// server on loopback.

// built is courier.wasm, built once for all tests of this package.
var built = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "courier")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	out := filepath.Join(dir, "courier.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		return said, err
	}
	return os.ReadFile(out)
})

// run is one exchange of the module: the request in, its answer and bundles out. Tokens that
// turned on the way are the ones of the answer.
func run(t *testing.T, q request) (a answer, rules, library []byte) {
	t.Helper()
	return runHolding(t, q, nil)
}

// runHolding is run on a device that holds a bundle of rules.
func runHolding(t *testing.T, q request, held []byte) (a answer, rules, library []byte) {
	t.Helper()
	wasm, err := built()
	if err != nil {
		t.Fatalf("courier.wasm does not build: %v\n%s", err, wasm)
	}
	path := filepath.Join(t.TempDir(), "courier.wasm")
	if err := os.WriteFile(path, wasm, 0o600); err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	given := []string{"testdata/run.mjs", goRoot(t), path}
	if held != nil {
		given = append(given, filepath.Join(t.TempDir(), "held"))
		if err := os.WriteFile(given[3], held, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	node := exec.CommandContext(t.Context(), "node", given...)
	node.Stdin = bytes.NewReader(asked)
	var said strings.Builder
	node.Stderr = &said
	out, err := node.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var got struct {
		JSON, Turned   string
		Rules, Library []byte
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := json.Unmarshal([]byte(got.JSON), &a); err != nil {
		t.Fatal(err)
	}
	if got.Turned != "" {
		var turned wire.Tokens
		if err := json.Unmarshal([]byte(got.Turned), &turned); err != nil || turned != a.State.Tokens {
			t.Errorf("told of %s, the answer has %+v", got.Turned, a.State.Tokens)
		}
	}
	return a, got.Rules, got.Library
}

func TestADayOfADevice(t *testing.T) {
	server := clienttest.Start(t)
	rules := server.Seal(seal.Header{Kind: seal.Rules, Revision: 3}, "image")
	library := server.Seal(seal.Header{Kind: seal.Library, Revision: 9}, "stories")
	server.Offer(seal.Rules, 3, rules)
	server.Offer(seal.Library, 9, library)

	paired, _, _ := run(t, request{Do: "pair", Server: server.URL, Code: clienttest.Code, Device: "Node"})
	if paired.Problem != nil || paired.State == nil || paired.State.Key != server.Key() {
		t.Fatalf("paired: %+v", paired)
	}

	server.Expire()
	outbox := []wire.Fact{{ID: "f1", Kind: wire.Shared, Story: "s1"}}
	synced, gotRules, gotLibrary := run(t, request{Do: "sync", State: *paired.State, Outbox: outbox})
	if synced.Problem != nil || synced.State.Tokens == paired.State.Tokens {
		t.Fatalf("synced: %+v", synced)
	}
	if !bytes.Equal(gotRules, rules) || !bytes.Equal(gotLibrary, library) || len(synced.Refused) > 0 {
		t.Errorf("%d and %d bytes, refused %v", len(gotRules), len(gotLibrary), synced.Refused)
	}
	if got := server.Outbox(); len(got) != 1 || got[0] != outbox[0] || len(synced.Response.Receipts) != 1 {
		t.Errorf("the server has %v, the device %v", got, synced.Response.Receipts)
	}

	minted, _, _ := run(t, request{Do: "mint", State: *synced.State, Link: wire.LinkRequest{Story: "s1", Channel: "linkedin"}})
	if minted.Problem != nil || minted.Link == nil || minted.Link.URL != server.URL+"/l/c0de" {
		t.Errorf("minted: %+v", minted)
	}
}

func TestAnUnchangedExchangeAndADeltaComeThroughTheDoor(t *testing.T) {
	server := clienttest.Start(t)
	rules := server.Seal(seal.Header{Kind: seal.Rules, Revision: 3}, strings.Repeat("image", 400))
	server.Offer(seal.Rules, 3, rules)
	paired, _, _ := run(t, request{Do: "pair", Server: server.URL, Code: clienttest.Code, Device: "Node"})
	first, _, _ := run(t, request{Do: "sync", State: *paired.State})
	same, _, _ := run(t, request{Do: "sync", State: *first.State})
	if same.Problem != nil || same.Unchanged == nil || same.Unchanged.NextPoll != 77 || *same.State != *first.State {
		t.Fatalf("unchanged: %+v, %+v", same, same.Problem)
	}

	next := server.Seal(seal.Header{Kind: seal.Rules, Revision: 4}, strings.Repeat("image", 400)+"more")
	server.Offer(seal.Rules, 4, next)
	server.Delta(seal.DigestOf(rules), delta.Make(rules, next))
	news, got, _ := runHolding(t, request{Do: "sync", State: *first.State, Extension: "0.2.0"}, rules)
	if news.Problem != nil || !bytes.Equal(got, next) || !strings.Contains(server.Fetched()[1], "from=") {
		t.Errorf("%d bytes of %q: %+v", len(got), server.Fetched(), news.Problem)
	}

	server.Refuse(503, "30")
	busy, _, _ := run(t, request{Do: "sync", State: *news.State})
	if busy.Problem == nil || busy.State.Wait.UntilMs == 0 || !busy.State.Wait.Asked {
		t.Errorf("a server that asks for patience: %+v", busy.State)
	}
}

func TestBadBundlesAreRefusedInTheBrowserToo(t *testing.T) {
	header := seal.Header{Kind: seal.Rules, Revision: 6}
	for _, test := range []struct {
		reason string
		offer  func(*clienttest.Server)
	}{
		{"torn", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(header, strings.Repeat("image", 50_000)))
			s.Tear()
		}},
		{"tampered", func(s *clienttest.Server) { s.Offer(seal.Rules, 6, clienttest.Start(t).Seal(header, "image")) }},
		{"foreign", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(seal.Header{Kind: seal.Rules, Workspace: "globex", Revision: 6}, "image"))
		}},
		{"older", func(s *clienttest.Server) {
			s.Offer(seal.Rules, 6, s.Seal(seal.Header{Kind: seal.Rules, Revision: 2}, "image"))
		}},
	} {
		server := clienttest.Start(t)
		test.offer(server)
		state := client.State{
			Server: server.URL, Workspace: clienttest.Workspace, Key: server.Key(),
			Tokens: wire.Tokens{Access: "access-0", Refresh: "refresh-0"},
			Rules:  client.Held{Revision: 5, Digest: strings.Repeat("ab", 32)},
		}
		got, rules, _ := run(t, request{Do: "sync", State: state})
		if got.Problem != nil || rules != nil || *got.State != state {
			t.Errorf("%s: %d bytes, %+v", test.reason, len(rules), got)
			continue
		}
		if len(got.Refused) != 1 || got.Refused[0].Reason != test.reason {
			t.Errorf("%s: refused %+v", test.reason, got.Refused)
		}
	}
}

func TestProblemsComeBack(t *testing.T) {
	server := clienttest.Start(t)
	unknown, _, _ := run(t, request{Do: "pair", Server: server.URL, Code: "XXXX-XXXX"})
	if unknown.Problem == nil || unknown.Problem.Status != 401 {
		t.Errorf("an unknown code: %+v", unknown.Problem)
	}
	nobody, _, _ := run(t, request{Do: "pair", Server: "http://127.0.0.1:1", Code: clienttest.Code})
	if nobody.Problem == nil || nobody.Problem.Kind != client.Unreachable {
		t.Errorf("nobody there: %+v", nobody.Problem)
	}
}

func goRoot(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
