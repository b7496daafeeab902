package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/fault"
	"vouch/server/kv/kvtest"
	"vouch/server/web"
)

func TestALimitIsExactUnderConcurrency(t *testing.T) {
	store, ctx := kvtest.Start(t), t.Context()
	at := time.Unix(1_800_000_000, 0)
	rate := web.Rate{Name: string(kvtest.Workspace(t)), Every: time.Second, Burst: 5}
	limiters := []*web.Limiter{
		web.NewLimiter(store, func() time.Time { return at }), web.NewLimiter(store, func() time.Time { return at }),
	}
	take := func() int32 {
		var allowed atomic.Int32
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				wait, err := limiters[i%2].Take(ctx, rate, "192.0.2.0/24")
				if err != nil {
					t.Error(err)
				}
				if wait == 0 {
					allowed.Add(1)
				}
			})
		}
		all.Wait()
		return allowed.Load()
	}
	steps := []struct {
		pass time.Duration
		want int32
	}{{0, 5}, {0, 0}, {999 * time.Millisecond, 0}, {time.Millisecond, 1}, {3 * time.Second, 3}, {time.Hour, 5}}
	for i, step := range steps {
		at = at.Add(step.pass)
		if got := take(); got != step.want {
			t.Errorf("step %d: %d allowed, want %d", i, got, step.want)
		}
	}
	if wait, err := limiters[0].Take(ctx, rate, "198.51.100.0/24"); err != nil || wait != 0 {
		t.Errorf("another network waits %v, %v", wait, err)
	}
}

func TestWhoMissesTooOftenIsRefusedUnseen(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	limiter := web.NewLimiter(kvtest.Start(t), func() time.Time { return at })
	asked := 0
	e := web.New(web.Config{
		Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Now: time.Now,
	})
	e.Use(limiter.Misses(web.Rate{Name: string(kvtest.Workspace(t)), Every: time.Minute, Burst: 3}, "/l/:code"))
	e.GET("/l/:code", func(c echo.Context) error {
		asked++
		if c.Param("code") == "known" {
			return c.NoContent(http.StatusFound)
		}
		return fault.New(fault.NotFound, "There is no such link.")
	})
	kind := ""
	get := func(path, from string) int {
		answer := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		request.RemoteAddr = from
		request.Header.Set("X-Forwarded-For", "203.0.113.9") // nobody's proxy
		e.ServeHTTP(answer, request)
		kind = answer.Header().Get("Content-Type")
		return answer.Code
	}
	for range 20 {
		if got := get("/l/known", "192.0.2.1:1"); got != http.StatusFound {
			t.Fatalf("a known code: %d", got)
		}
	}
	for i := range 4 {
		if got := get("/l/guess", "192.0.2.1:1"); got != http.StatusNotFound {
			t.Fatalf("miss %d: %d", i, got)
		}
	}
	before := asked
	if got := get("/l/guess", "192.0.2.200:1"); got != http.StatusTooManyRequests || asked != before {
		t.Errorf("over the limit: %d, asked %d times", got, asked-before)
	}
	if !strings.HasPrefix(kind, "text/html") {
		t.Errorf("a reader behind the same address gets %s", kind)
	}
	if got := get("/l/guess", "198.51.100.1:1"); got != http.StatusNotFound {
		t.Errorf("another network: %d", got)
	}
	at = at.Add(time.Minute)
	if got := get("/l/known", "192.0.2.1:1"); got != http.StatusFound {
		t.Errorf("a minute later: %d", got)
	}
}

func TestAddresses(t *testing.T) {
	networks := map[string]string{
		"192.0.2.7": "192.0.2.0/24", "::ffff:192.0.2.7": "192.0.2.0/24",
		"2001:db8:1:2::3": "2001:db8:1::/48", "fe80::1%eth0": "fe80::/48", "": "unknown", "nonsense": "unknown",
	}
	for address, want := range networks {
		if got := web.Network(address); got != want {
			t.Errorf("Network(%q) = %q, want %q", address, got, want)
		}
	}
	cases := []struct {
		proxies   int
		forwarded []string
		want      string
	}{
		{0, nil, "192.0.2.7"},
		{0, []string{"203.0.113.9"}, "192.0.2.7"},
		{1, []string{"203.0.113.9"}, "203.0.113.9"},
		{1, []string{"1.2.3.4, 203.0.113.9"}, "203.0.113.9"},
		{1, []string{"1.2.3.4", "203.0.113.9"}, "203.0.113.9"},
		{2, []string{"1.2.3.4, 203.0.113.9, 198.51.100.1"}, "203.0.113.9"},
		{2, []string{"203.0.113.9"}, "192.0.2.7"},
		{1, []string{"nonsense"}, "invalid IP"},
		{1, nil, "192.0.2.7"},
		{1, []string{""}, "192.0.2.7"},
		{1, []string{"203.0.113.9:4711"}, "203.0.113.9"},
		{1, []string{"[2001:db8::1]:4711"}, "2001:db8::1"},
	}
	for _, c := range cases {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		request.RemoteAddr = "192.0.2.7:1234"
		request.Header["X-Forwarded-For"] = c.forwarded
		if got := web.Address(c.proxies)(request).String(); got != c.want {
			t.Errorf("Address with %d proxies and %q = %s, want %s", c.proxies, c.forwarded, got, c.want)
		}
	}
}
