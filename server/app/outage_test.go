package app_test

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"vouch/server/app"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

// A Redis that others run goes away, and the server is restarted meanwhile: whoever was led on is
// led on, and every click is there once Redis is.
func TestARestartWithoutRedisLeadsOn(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	p := &program{t: t, data: t.TempDir()}
	p.startAt(redis.URL(), true)
	admin, paired := p.signIn(p.at.SignIn), p.pair(p.at.PairingCode)
	link := decode[wire.LinkResponse](t, p.post("/v1/links", paired.Tokens.Access,
		wire.LinkRequest{Story: admin.firstStory(), Channel: "linkedin"}), http.StatusOK)
	p.click(link.Code, http.StatusFound)
	p.end()

	away := "unix://" + filepath.Join(p.data, "nobody.sock")
	p.startAt(away, false)
	p.click(link.Code, http.StatusFound)
	if got := p.click("zzzzzzzz", http.StatusServiceUnavailable); got.header.Get("Retry-After") == "" {
		t.Error("503 without Retry-After")
	}
	if got := p.get("/metrics", "").body; !strings.Contains(got, "vouch_clicks_spilled_total 1\n") || !strings.Contains(got, "vouch_journal_records 1\n") {
		t.Errorf("metrics: %s", got)
	}
	p.end()

	p.startAt(redis.URL(), false)
	defer p.end()
	for strings.Contains(p.get("/metrics", "").body, "vouch_journal_records 1\n") {
		if t.Context().Err() != nil {
			t.Fatal("the journal is not emptied")
		}
	}
	instance, err := os.ReadFile(filepath.Join(p.data, "instance"))
	if err != nil {
		t.Fatal(err)
	}
	source := "{" + paired.Workspace + "}:activity:facts:clicks." + strings.TrimSpace(string(instance))
	if n, err := store.XLen(t.Context(), source).Result(); err != nil || n < 2 {
		t.Errorf("%s has %d entries, %v", source, n, err)
	}
}

// A snapshot that another wrote sends readers nowhere.
func TestAForeignSnapshotIsNotBelieved(t *testing.T) {
	p := &program{t: t, data: t.TempDir()}
	forged := strings.Repeat("x", 32) + `{"confirmed":` + strconv.Quote(time.Now().Format(time.RFC3339)) +
		`,"links":[{"code":"abcdefgh","workspace":"acme","destination":"https://evil.example/"}]}`
	if err := os.WriteFile(filepath.Join(p.data, "links.snapshot"), []byte(forged), 0o600); err != nil {
		t.Fatal(err)
	}
	p.startAt("unix://"+filepath.Join(p.data, "nobody.sock"), false)
	defer p.end()
	p.click("abcdefgh", http.StatusServiceUnavailable)
}

func (p *program) click(code string, want int) answer {
	p.t.Helper()
	got := p.get("/l/"+code, "")
	if got.status != want {
		p.t.Errorf("/l/%s: %d, want %d", code, got.status, want)
	}
	return got
}

// startAt runs the program on a Redis that is not its own.
func (p *program) startAt(redis string, demo bool) {
	p.t.Helper()
	opened, err := app.Open(p.t.Context(), app.Config{
		Addr: "127.0.0.1:0", Data: p.data, Demo: demo, Redis: []string{redis}, Now: time.Now,
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready := make(chan struct{})
	p.App, p.at, p.stop, p.done = opened, opened.Where(), stop, make(chan error, 1)
	go func() { p.done <- opened.Run(ctx, func() { close(ready) }) }()
	<-ready
}
