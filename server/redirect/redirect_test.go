package redirect_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
	"vouch/server/redirect"
	"vouch/server/web"
)

const (
	chrome      = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
	destination = "https://acme.example/news"
)

type list []string

func (l list) Destinations(context.Context, kv.Workspace) ([]string, error) { return l, nil }

// world is the edge as it is served, with one link.
type world struct {
	t      *testing.T
	ws     kv.Workspace
	store  *kv.Store
	server *httptest.Server
	room   *links.Service
	code   activity.Code
}

func newWorld(t *testing.T, store *kv.Store) *world {
	t.Helper()
	room := links.New(store, links.Options{Destinations: list{"acme.example"}, Now: time.Now, Rand: rand.Reader, UTM: links.UTM{"utm_medium": "advocacy"}})
	quiet := slog.New(slog.DiscardHandler)
	router := web.New(web.Config{Logger: quiet, Metrics: prometheus.NewRegistry(), Now: time.Now})
	redirect.New(redirect.Options{
		Links: room, Clicks: activity.NewClicks(store, "a", time.Now), Now: time.Now, Logger: quiet,
		ClickToken: func(code activity.Code, _ time.Time) string { return "click-on-" + string(code) },
	}).Register(router)
	w := &world{t: t, ws: kvtest.Workspace(t), store: store, room: room, server: httptest.NewServer(router)}
	t.Cleanup(w.server.Close)
	link, err := room.Mint(t.Context(), w.ws, links.Request{
		Story: "s1", Advocate: "p-ada", Team: "field", Channel: "linkedin", Destination: destination,
	})
	if err != nil {
		t.Fatal(err)
	}
	w.code = link.Code
	return w
}

// answer is a response that was read to its end.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask makes one request and does not follow where it leads.
func (w *world) ask(method, path string, header http.Header) answer {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.server.URL+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header = header
	response, err := w.server.Client().Transport.RoundTrip(request)
	if err != nil {
		w.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		w.t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(body)}
}

func agent(name string) http.Header { return http.Header{"User-Agent": {name}} }

func (w *world) numbers() activity.Numbers {
	w.t.Helper()
	counters := activity.NewCounters(w.store)
	if err := activity.NewFollower(w.store, counters).CatchUp(w.t.Context(), w.ws); err != nil {
		w.t.Fatal(err)
	}
	now := time.Now()
	report, err := counters.Query(w.t.Context(), w.ws, activity.Query{First: now.Add(-24 * time.Hour), Last: now, By: activity.ByStory})
	if err != nil {
		w.t.Fatal(err)
	}
	return report.Total
}

func TestAReaderIsLedOnAndCounted(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	answered := w.ask(http.MethodGet, "/l/"+string(w.code), agent(chrome))
	got := map[string]string{"status": strconv.Itoa(answered.status)}
	for _, name := range []string{"Location", "Cache-Control", "X-Robots-Tag", "Referrer-Policy", "Set-Cookie"} {
		got[name] = answered.header.Get(name)
	}
	want := map[string]string{
		"status": "302", "Location": destination + "?utm_medium=advocacy", "Cache-Control": "private, no-store",
		"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Set-Cookie": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(activity.Numbers{Clicks: 1, Visitors: 1}, w.numbers()); diff != "" {
		t.Error(diff)
	}
}

func TestMachinesAreLedOnAndNotCountedAsClicks(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	for _, name := range []string{"LinkedInBot/1.0", "curl/8.5.0", ""} {
		if got := w.ask(http.MethodGet, "/l/"+string(w.code), agent(name)); got.status != http.StatusFound {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	ahead := agent(chrome)
	ahead.Set("Sec-Purpose", "prefetch")
	w.ask(http.MethodGet, "/l/"+string(w.code), ahead)
	if diff := cmp.Diff(activity.Numbers{Bots: 2, Previews: 1, Prefetches: 1}, w.numbers()); diff != "" {
		t.Error(diff)
	}
}

func TestHeadIsAnsweredAndNotStored(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	got := w.ask(http.MethodHead, "/l/"+string(w.code), agent(chrome))
	if got.status != http.StatusFound || !strings.HasPrefix(got.header.Get("Location"), destination) || got.body != "" {
		t.Errorf("%d, %q, %q", got.status, got.header.Get("Location"), got.body)
	}
	if got := w.numbers(); got != (activity.Numbers{}) {
		t.Errorf("%+v", got)
	}
}

// Nothing that a request says may get into where it leads.
func TestTheRequestCannotChooseTheDestination(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	header := agent(chrome)
	header.Set("X-Forwarded-Host", "evil.example")
	header.Set("Referer", "https://evil.example/")
	for _, query := range []string{
		"?redir_url=https://evil.example", "?next=//evil.example", "?url=evil.example&utm_medium=evil", "?%0d%0aLocation:https://evil.example",
	} {
		got := w.ask(http.MethodGet, "/l/"+string(w.code)+query, header)
		if to := got.header.Get("Location"); to != destination+"?utm_medium=advocacy" {
			t.Errorf("%s leads to %q", query, to)
		}
	}
	for _, path := range []string{"/l/https:%2f%2fevil.example", "/l//evil.example", "/l/%5cevil.example", "/l/" + string(w.code) + "/evil"} {
		if got := w.ask(http.MethodGet, path, header); got.status != http.StatusNotFound {
			t.Errorf("%s: %d to %q", path, got.status, got.header.Get("Location"))
		}
	}
}

func TestAnUnknownCodeGetsACalmPage(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	got := w.ask(http.MethodGet, "/l/zzzzzzzz", agent(chrome))
	if got.status != http.StatusNotFound || !strings.Contains(got.body, "This link leads nowhere") {
		t.Errorf("%d: %s", got.status, got.body)
	}
	policy := got.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "style-src 'sha256-") {
		t.Errorf("policy %q", policy)
	}
	if got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the page may be cached: %q", got.header.Get("Cache-Control"))
	}
}

// While Redis is away readers are asked to come back; what was answered before stands after.
func TestAnAnsweredClickOutlivesRedis(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	w := newWorld(t, store)
	const clicks = 120
	var answered int64
	for n := range clicks {
		if n == clicks/2 {
			if err := syscall.Kill(redis.Pid(), syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
		}
		got := w.ask(http.MethodGet, "/l/"+string(w.code), agent(chrome+" "+strconv.Itoa(n)))
		switch got.status {
		case http.StatusFound:
			answered++
		case http.StatusServiceUnavailable:
			if got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "Please try it again") {
				t.Fatalf("503 without a word on when to come back: %s", got.body)
			}
		default:
			t.Fatalf("status %d", got.status)
		}
	}
	for store.Ping(t.Context()).Err() != nil {
		if t.Context().Err() != nil {
			t.Fatal("redis did not come back")
		}
	}
	if stored := w.numbers().Clicks; stored < answered || answered < clicks/2 {
		t.Errorf("answered %d, stored %d", answered, stored)
	}
}

// Canaries in every place a visitor's address could get into must not be in Redis.
func TestNoAddressIsKept(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { w.ask(http.MethodGet, "/l/"+string(w.code), agent(chrome)) })
	}
	all.Wait()
	keys := kvtest.Keys(t, w.store, "{"+string(w.ws)+"}:*")
	if len(keys) == 0 {
		t.Fatal("no keys")
	}
	for _, key := range keys {
		dump, err := w.store.Dump(t.Context(), key).Result()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(dump, "127.0.0") || strings.Contains(dump, "Chrome/142") {
			t.Errorf("%s holds what a visitor said", key)
		}
	}
}
