package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/shared/delta"
	"vouch/shared/wire"
)

// ask sends a request with headers of the test's own and gives the whole answer.
func (p *program) ask(method, path, token string, headers map[string]string, body io.Reader) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.at.URL+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := stranger().Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(text)}
}

// newsPath asks for news by GET as a device that holds what an answer named.
func newsPath(held wire.SyncResponse) string {
	return fmt.Sprintf("/v1/sync?protocol=%d&rules=%d&library=%d", wire.Protocol, held.Rules.Revision, held.Library.Revision)
}

func TestNewsAreConditional(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	all := p.sync(token, wire.SyncRequest{})
	first := p.ask(http.MethodGet, newsPath(all), token, nil, nil)
	tag := first.header.Get("ETag")
	if decode[wire.SyncResponse](t, first, http.StatusOK).Rules != nil || len(tag) < 10 {
		t.Fatalf("what is held is offered: %s, %q", first.body, tag)
	}
	same := p.ask(http.MethodGet, newsPath(all), token, map[string]string{"If-None-Match": tag}, nil)
	if same.status != http.StatusNotModified || same.body != "" || same.header.Get("ETag") != tag ||
		same.header.Get(wire.NextPollHeader) == "" {
		t.Errorf("nothing happened: %d %q %v", same.status, same.body, same.header)
	}
	p.sync(token, wire.SyncRequest{Outbox: []wire.Fact{share("77", time.Now())}})
	for changed := false; !changed; { // within a second, by the promise of GET
		changed = p.ask(http.MethodGet, newsPath(all), token, map[string]string{"If-None-Match": tag}, nil).status == http.StatusOK
	}
	for path, want := range map[string]int{
		"/v1/sync":                           http.StatusBadRequest, // speaks version 0
		"/v1/sync?protocol=99":               http.StatusBadRequest,
		"/v1/sync?protocol=one":              http.StatusBadRequest,
		"/v1/sync?protocol=1&rules=9e9":      http.StatusBadRequest,
		"/v1/sync?protocol=1&rules=-1":       http.StatusOK,
		"/v1/sync?protocol=1&rules=99999999": http.StatusOK,
	} {
		if got := p.ask(http.MethodGet, path, token, nil, nil); got.status != want {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if got := p.ask(http.MethodGet, newsPath(all), "", map[string]string{"If-None-Match": tag}, nil); got.status != http.StatusUnauthorized {
		t.Errorf("without a token: %d", got.status)
	}
}

// Requests as extensions of old sent them are answered for as long as their version is spoken, and
// others are told what to do.
func TestRequestsOfOldExtensions(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	files, err := filepath.Glob("testdata/requests/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no stored requests", err)
	}
	for _, file := range files {
		stored, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var old struct {
			Status int             `json:"status"`
			Says   string          `json:"says"`
			Body   json.RawMessage `json:"body"`
		}
		if err := json.Unmarshal(stored, &old); err != nil {
			t.Fatal(err)
		}
		got := p.ask(http.MethodPost, "/v1/sync", token, map[string]string{"Content-Type": "application/json"}, bytes.NewReader(old.Body))
		if got.status != old.Status || !strings.Contains(got.body, old.Says) {
			t.Errorf("%s: %d %s", file, got.status, got.body)
		}
	}
}

// A bundle is fetched without a token where a device was told that it lies, whole, packed or as a
// delta, and caches may keep it; without the key of its path it is the token's workspace's alone.
func TestBundlesMayBeKeptByCaches(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	token := p.pair(p.at.PairingCode).Tokens.Access
	before := p.sync(token, wire.SyncRequest{}).Rules
	base := p.ask(http.MethodGet, before.Path, "", map[string]string{"Accept-Encoding": "identity"}, nil)
	if base.status != http.StatusOK || len(base.body) != before.Bytes ||
		base.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || base.header.Get("ETag") == "" {
		t.Fatalf("whole: %d, %d bytes of %d, %v", base.status, len(base.body), before.Bytes, base.header)
	}
	decode[wire.PublishResponse](t, p.post("/v1/packs", admin.serviceToken(),
		wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "A test"}), http.StatusOK)
	after := p.sync(token, wire.SyncRequest{}).Rules
	whole := p.ask(http.MethodGet, after.Path, "", map[string]string{"Accept-Encoding": "identity"}, nil)
	packed := p.ask(http.MethodGet, after.Path, "", map[string]string{"Accept-Encoding": "br, gzip"}, nil)
	apart := p.ask(http.MethodGet, after.Path+"&from="+before.Digest, "", nil, nil)
	if packed.header.Get("Content-Encoding") != "gzip" || len(packed.body) >= len(whole.body) {
		t.Errorf("packed: %d bytes, %v", len(packed.body), packed.header)
	}
	if apart.header.Get("Content-Type") != wire.DeltaType || len(apart.body) >= len(packed.body) {
		t.Errorf("a delta: %d bytes, %v", len(apart.body), apart.header)
	}
	made, err := delta.Apply([]byte(base.body), []byte(apart.body), after.Bytes)
	if err != nil || string(made) != whole.body {
		t.Errorf("the delta makes %d bytes: %v", len(made), err)
	}
	t.Logf("one rule more: whole %d, packed %d, delta %d bytes", len(whole.body), len(packed.body), len(apart.body))
	again := p.ask(http.MethodGet, after.Path, "", map[string]string{
		"Accept-Encoding": "identity", "If-None-Match": whole.header.Get("ETag"),
	}, nil)
	if again.status != http.StatusNotModified || again.body != "" {
		t.Errorf("what is held: %d", again.status)
	}
	at, err := url.Parse(after.Path)
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		query string
		token string
		want  int
	}{
		"no key, no token":      {"", "", http.StatusUnauthorized},
		"a token":               {"", token, http.StatusOK},
		"another key":           {"?for=" + at.Query().Get("for") + "&key=00", "", http.StatusNotFound},
		"another workspace":     {"?for=other&key=" + at.Query().Get("key"), "", http.StatusNotFound},
		"another, with a token": {"?for=other&key=" + at.Query().Get("key"), token, http.StatusNotFound},
	} {
		if got := p.ask(http.MethodGet, at.Path+c.query, c.token, nil, nil); got.status != c.want ||
			c.want != http.StatusOK && strings.Contains(got.header.Get("Cache-Control"), "public") {
			t.Errorf("%s: %d %v", what, got.status, got.header)
		}
	}
}

// However an outbox is shuffled, repeated, cut, sent at once or broken off, each fact counts once
// and has a receipt in the end.
func TestOutboxesCountOnceHoweverTheyArrive(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	before := p.sync(token, wire.SyncRequest{}).Standing.Shares
	recorded := 0
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		var facts []wire.Fact
		for n := range 24 {
			facts = append(facts, share(fmt.Sprintf("%x%x", seed+1, n%16), time.Now()))
			facts[n].ID = fmt.Sprintf("00000000-0000-4000-8000-%012x", seed<<8+uint64(n)+1)
		}
		statuses := map[string][]wire.ReceiptStatus{}
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 5 { // pieces, shuffled, some of them twice and at once, some broken off
			piece := slices.Clone(facts[random.IntN(8) : 16+random.IntN(9)])
			random.Shuffle(len(piece), func(i, j int) { piece[i], piece[j] = piece[j], piece[i] })
			piece = append(piece, piece[:random.IntN(4)]...)
			if random.IntN(2) == 0 {
				p.breakOff(token, piece, random)
			}
			for range 1 + random.IntN(2) {
				all.Go(func() {
					got := p.sync(token, wire.SyncRequest{Outbox: piece})
					mu.Lock()
					defer mu.Unlock()
					for i, receipt := range got.Receipts {
						if receipt.ID != piece[i].ID {
							t.Errorf("seed %d: a receipt of another fact", seed)
						}
						statuses[receipt.ID] = append(statuses[receipt.ID], receipt.Status)
					}
				})
			}
		}
		all.Wait()
		for _, receipt := range p.sync(token, wire.SyncRequest{Outbox: facts}).Receipts {
			statuses[receipt.ID] = append(statuses[receipt.ID], receipt.Status)
		}
		for id, said := range statuses {
			fresh := 0
			for _, s := range said {
				if s == wire.Recorded {
					fresh++
				} else if s != wire.Duplicate {
					t.Errorf("seed %d: %s was %s", seed, id, s)
				}
			}
			if fresh > 1 { // 0 when the exchange that recorded it was broken off
				t.Errorf("seed %d: %s was recorded %d times", seed, id, fresh)
			}
		}
		recorded += len(facts)
	}
	if got := p.sync(token, wire.SyncRequest{}).Standing.Shares - before; got != int64(recorded) {
		t.Errorf("%d facts counted as %d shares", recorded, got)
	}
}

// breakOff sends an exchange and hangs up at any point of it: within the body, or before the answer.
func (p *program) breakOff(token string, facts []wire.Fact, random *rand.Rand) {
	p.t.Helper()
	body, err := json.Marshal(wire.SyncRequest{Protocol: wire.Protocol, Outbox: facts})
	if err != nil {
		p.t.Fatal(err)
	}
	conn := p.dial()
	defer func() { _ = conn.Close() }()
	text := "POST /v1/sync HTTP/1.1\r\nHost: vouch\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token +
		fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	cut := len(text)
	if random.IntN(2) == 0 {
		cut -= random.IntN(len(body))
	}
	if _, err := io.WriteString(conn, text[:cut]); err != nil {
		p.t.Fatal(err)
	}
}

func (p *program) dial() net.Conn {
	p.t.Helper()
	at, err := url.Parse(p.at.URL)
	if err != nil {
		p.t.Fatal(err)
	}
	conn, err := (&net.Dialer{}).DialContext(p.t.Context(), "tcp", at.Host)
	if err != nil {
		p.t.Fatal(err)
	}
	return conn
}

func TestHugeBodiesAreCut(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	json := map[string]string{"Content-Type": "application/json"}
	huge := strings.NewReader(`{"protocol":1,"outbox":[],"x":"` + strings.Repeat("x", 2<<20) + `"}`)
	if got := p.ask(http.MethodPost, "/v1/sync", token, json, huge); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("two megabytes: %d", got.status)
	}
}

// A stream speaks HTTP/1.0 as well, which is what some proxies ask with, ends with its connection,
// and goes to whoever hung up before without a trace.
func TestAStreamIsPlainEnoughForAnyProxy(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	for _, version := range []string{"1.0", "1.1"} {
		conn := p.dial()
		if _, err := fmt.Fprintf(conn, "GET /v1/stream HTTP/%s\r\nHost: vouch\r\nAuthorization: Bearer %s\r\n\r\n", version, token); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil) //nolint:bodyclose // it ends with the connection
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != http.StatusOK || !response.Close || response.TransferEncoding != nil ||
			response.Header.Get("Content-Type") != "text/event-stream" || response.Header.Get("X-Accel-Buffering") != "no" ||
			response.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("HTTP/%s: %d %v", version, response.StatusCode, response.Header)
		}
		heard := &stream{t: t, lines: bufio.NewScanner(response.Body)}
		event := heard.next()
		if event.Rules == 0 || event.RulesAt == nil || event.RulesAt.Revision != event.Rules {
			t.Errorf("HTTP/%s: %+v", version, event)
		}
		if got := p.ask(http.MethodGet, event.RulesAt.Path, "", nil, nil); got.status != http.StatusOK {
			t.Errorf("where the stream says: %d", got.status)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Over HTTP/2 a connection is shared, and cannot be taken out: the stream is written the ordinary
// way, and says the same.
func TestAStreamOverHTTP2SaysTheSame(t *testing.T) {
	p := boot(t)
	token := p.pair(p.at.PairingCode).Tokens.Access
	second := httptest.NewUnstartedServer(p.Handler())
	second.EnableHTTP2 = true
	second.StartTLS()
	t.Cleanup(second.Close)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, second.URL+"/v1/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := second.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.ProtoMajor != 2 || response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s %s %v", response.Proto, response.Status, response.Header)
	}
	heard := &stream{t: t, lines: bufio.NewScanner(response.Body)}
	before := heard.next().Rules
	admin := p.signIn(p.at.SignIn)
	decode[wire.PublishResponse](t, p.post("/v1/packs", admin.serviceToken(),
		wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "A test"}), http.StatusOK)
	if after := heard.next().Rules; after <= before {
		t.Errorf("after revision %d it hears of %d", before, after)
	}
	p.listen(token) // the device's newest is its only one
	heard.ended()
}
