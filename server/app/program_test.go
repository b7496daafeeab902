package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"vouch/server/app"
	"vouch/server/tracing"
	"vouch/shared/wire"
)

// program is the whole server with its demo, as `vouch serve --demo` runs it.
type program struct {
	*app.App
	t      *testing.T
	at     app.RunFile
	data   string
	traces tracing.Settings
	stop   context.CancelFunc
	done   chan error
	log    *bytes.Buffer // read it only when the program has stopped
}

func boot(t *testing.T) *program {
	t.Helper()
	p := &program{t: t}
	p.begin()
	return p
}

// begin starts the program for the first time; it ends with the test at the latest.
func (p *program) begin() {
	p.t.Helper()
	p.data, p.done, p.log = p.t.TempDir(), make(chan error, 1), &bytes.Buffer{}
	p.start()
	p.t.Cleanup(p.end)
}

func (p *program) start() {
	p.t.Helper()
	opened, err := app.Open(p.t.Context(), app.Config{
		Addr: "127.0.0.1:0", Data: p.data, Demo: true, Extension: "extension/dist/chrome", Now: time.Now,
		Traces: p.traces,
		Logger: slog.New(slog.NewTextHandler(p.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready := make(chan struct{})
	p.App, p.at, p.stop = opened, opened.Where(), stop
	go func() { p.done <- opened.Run(ctx, func() { close(ready) }) }()
	<-ready
}

// end stops the program; a second call finds it stopped.
func (p *program) end() {
	p.t.Helper()
	p.stop()
	if p.App == nil {
		return
	}
	p.App = nil
	if err := <-p.done; err != nil {
		p.t.Errorf("the program ended with %v", err)
	}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (p *program) send(client *http.Client, method, path, token, kind, body string) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.at.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(request)
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

// stranger follows no redirect and keeps no cookie.
func stranger() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (p *program) get(path, token string) answer {
	p.t.Helper()
	return p.send(stranger(), http.MethodGet, path, token, "", "")
}

// post sends JSON.
func (p *program) post(path, token string, body any) answer {
	p.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.send(stranger(), http.MethodPost, path, token, "application/json", string(text))
}

func decode[T any](t *testing.T, a answer, want int) (body T) {
	t.Helper()
	if a.status != want {
		t.Fatalf("status %d, want %d: %s", a.status, want, a.body)
	}
	if err := json.Unmarshal([]byte(a.body), &body); err != nil {
		t.Fatalf("%v in %q", err, a.body)
	}
	return body
}

func (p *program) pair(code string) wire.PairResponse {
	p.t.Helper()
	return decode[wire.PairResponse](p.t, p.post("/v1/pair", "", wire.PairRequest{Code: code, Device: "a test"}), http.StatusOK)
}

func (p *program) sync(token string, asked wire.SyncRequest) wire.SyncResponse {
	p.t.Helper()
	asked.Protocol = wire.Protocol
	if asked.Outbox == nil {
		asked.Outbox = []wire.Fact{}
	}
	return decode[wire.SyncResponse](p.t, p.post("/v1/sync", token, asked), http.StatusOK)
}

// desk is a browser signed in at the console.
type desk struct {
	*program
	client *http.Client
	csrf   string
}

var csrfField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// signIn uses a one-time link as a person does: look, press the button.
func (p *program) signIn(link string) *desk {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	d := &desk{program: p, client: stranger()}
	d.client.Jar = jar
	at, err := url.Parse(link)
	if err != nil {
		p.t.Fatal(err)
	}
	if seen := d.look(at.Path); seen.status != http.StatusOK {
		p.t.Fatalf("the link: %d", seen.status)
	}
	if in := p.send(d.client, http.MethodPost, at.Path, "", "", ""); in.status != http.StatusSeeOther {
		p.t.Fatalf("the button: %d %s", in.status, in.body)
	}
	found := csrfField.FindStringSubmatch(d.look("/console/start").body)
	if found == nil {
		p.t.Fatal("no form on the start page")
	}
	d.csrf = found[1]
	return d
}

func (d *desk) look(path string) answer {
	d.t.Helper()
	return d.send(d.client, http.MethodGet, path, "", "", "")
}

// press sends a form.
func (d *desk) press(path string, fields url.Values) answer {
	d.t.Helper()
	form := url.Values{"csrf": {d.csrf}}
	maps.Copy(form, fields)
	return d.send(d.client, http.MethodPost, path, "", "application/x-www-form-urlencoded", form.Encode())
}

var (
	codeShown  = regexp.MustCompile(`\b[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}\b`)
	tokenShown = regexp.MustCompile(`vouchsvc\.[a-z0-9.]+`)

	personShown = regexp.MustCompile(`action="(/console/people/[a-z0-9]+)/remove"`)
)

// pairingCode asks the start page for one.
func (d *desk) pairingCode() string {
	d.t.Helper()
	return d.shown("/console/start/code", nil, codeShown)
}

// serviceToken asks the start page for one.
func (d *desk) serviceToken() string {
	d.t.Helper()
	return d.shown("/console/start/tokens", url.Values{"name": {"a test"}}, tokenShown)
}

func (d *desk) shown(path string, fields url.Values, what *regexp.Regexp) string {
	d.t.Helper()
	page := d.press(path, fields)
	found := what.FindString(page.body)
	if found == "" {
		d.t.Fatalf("%s shows none: %d %s", path, page.status, page.body)
	}
	return found
}

// secondCompany is made beside the running server, as `vouch init` does.
func (p *program) secondCompany() *desk {
	p.t.Helper()
	link, err := app.Init(p.t.Context(), app.Config{
		Data: p.data, PublicURL: p.at.URL, Now: time.Now, Logger: slog.New(slog.DiscardHandler),
	}, "Second company")
	if err != nil {
		p.t.Fatal(err)
	}
	return p.signIn(link)
}

func TestTheProgramSaysWhereItIs(t *testing.T) {
	p := boot(t)
	path := filepath.Join(p.data, "run.json")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("run.json: %v, %v", info, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]string
	if err := json.Unmarshal(text, &fields); err != nil || len(fields) != 6 {
		t.Fatalf("run.json holds %v, %v", fields, err)
	}
	for _, name := range []string{"url", "console", "sign_in", "pairing_code", "extension", "practice"} {
		if fields[name] == "" {
			t.Errorf("run.json has no %s", name)
		}
	}
	for path, want := range map[string]int{
		"/healthz": 200, "/readyz": 200, "/metrics": 200, "/openapi.json": 200, "/practice": 200, "/": 303, "/console": 303,
		"/nothing": 404,
	} {
		if got := p.get(path, ""); got.status != want {
			t.Errorf("%s: %d, want %d", path, got.status, want)
		}
	}
}

func TestTheProgramStopsAndComesBack(t *testing.T) {
	p := boot(t)
	paired := p.pair(p.at.PairingCode)
	before := p.sync(paired.Tokens.Access, wire.SyncRequest{})
	stream := p.listen(paired.Tokens.Access)
	stream.next()
	pid := p.RedisPid()
	p.end()
	stream.ended()
	if _, err := os.Stat(filepath.Join("/proc", itoa(pid))); !os.IsNotExist(err) {
		t.Errorf("the redis-server is still there: %v", err)
	}

	p.start()
	// The port is another one, and with it the issuer: the device turns its tokens.
	tokens := decode[wire.Tokens](t, p.post("/v1/token", "", wire.RefreshRequest{Refresh: paired.Tokens.Refresh}), http.StatusOK)
	after := p.sync(tokens.Access, wire.SyncRequest{})
	if after.Rules == nil || *after.Rules != *before.Rules || after.Standing.Balance != before.Standing.Balance {
		t.Errorf("before %+v, after %+v", before, after)
	}
}
