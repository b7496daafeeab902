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
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/web"
)

// hide is the key of subjects; every instance has the same.
var hide = []byte("a key of these tests")

func TestALimitIsExactUnderConcurrency(t *testing.T) {
	store, ctx := kvtest.Start(t), t.Context()
	at := time.Unix(1_800_000_000, 0)
	rate := web.Rate{Name: string(kvtest.Workspace(t)), Every: time.Second, Burst: 5}
	limiters := []*web.Limiter{
		web.NewLimiter(store, hide, func() time.Time { return at }), web.NewLimiter(store, hide, func() time.Time { return at }),
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
	limiter := web.NewLimiter(kvtest.Start(t), hide, func() time.Time { return at })
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

// A person, her network and her workspace are asked in one step: who is refused by one of them is
// charged at none.
func TestLimitsOfOneWorkspaceAreTakenTogether(t *testing.T) {
	store, ctx, ws := kvtest.Start(t), t.Context(), kvtest.Workspace(t)
	at := time.Unix(1_800_000_000, 0)
	now := func() time.Time { return at }
	limiters := []*web.Limiter{web.NewLimiter(store, hide, now), web.NewLimiter(store, hide, now)}
	person := web.Rate{Name: "person", Every: time.Second, Burst: 5}
	network := web.Rate{Name: "network", Every: time.Second, Burst: 8}
	take := func(who string) (allowed int32) {
		var count atomic.Int32
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				wait, err := limiters[i%2].TakeAll(ctx, ws, person.Of(who), network.Of("192.0.2.0/24"))
				if err != nil {
					t.Error(err)
				}
				if wait == 0 {
					count.Add(1)
				}
			})
		}
		all.Wait()
		return count.Load()
	}
	for i, step := range []struct {
		pass time.Duration
		who  string
		want int32
	}{{0, "ada", 5}, {0, "bo", 3}, {0, "bo", 0}, {2 * time.Second, "bo", 2}, {0, "ada", 0}, {5 * time.Second, "ada", 5}} {
		at = at.Add(step.pass)
		if got := take(step.who); got != step.want {
			t.Errorf("step %d: %s is allowed %d, want %d", i, step.who, got, step.want)
		}
	}
	keys := kvtest.Keys(t, store, kv.Key(ws)+"*") // of this workspace: others share the store
	if len(keys) == 0 {
		t.Error("nothing is kept")
	}
	for _, key := range keys {
		if strings.Contains(key, "ada") || strings.Contains(key, "192.0.2") {
			t.Errorf("the key %s names who", key)
		}
	}
}

// A clock that is set back by an hour locks nobody out for an hour.
func TestAClockThatIsSetBack(t *testing.T) {
	store, ctx := kvtest.Start(t), t.Context()
	at := time.Unix(1_800_000_000, 0)
	limiter := web.NewLimiter(store, hide, func() time.Time { return at })
	rate := web.Rate{Name: string(kvtest.Workspace(t)), Every: time.Second, Burst: 5}
	take := func() (allowed int) {
		for range 10 {
			wait, err := limiter.Take(ctx, rate, "somebody")
			if err != nil {
				t.Fatal(err)
			}
			if wait == 0 {
				allowed++
			}
			if wait > time.Second {
				t.Errorf("a wait of %v", wait)
			}
		}
		return allowed
	}
	for i, step := range []struct {
		pass time.Duration
		want int
	}{{0, 5}, {-time.Hour, 1}, {0, 0}, {time.Second, 1}, {2 * time.Hour, 5}} {
		at = at.Add(step.pass)
		if got := take(); got != step.want {
			t.Errorf("step %d: %d allowed, want %d", i, got, step.want)
		}
	}
}

// Without the store nobody can sign in or pair, for guessing would cost nothing; readers of links
// are let through.
func TestWithoutTheStoreDoorsCloseAndLinksStayOpen(t *testing.T) {
	store := kvtest.Start(t)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	limiter := web.NewLimiter(store, hide, time.Now)
	rate := web.Rate{Name: "without", Every: time.Minute, Burst: 1}
	e := web.New(web.Config{Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Now: time.Now})
	e.Use(limiter.Misses(rate, "/l/:code"))
	e.GET("/l/:code", func(echo.Context) error { return fault.New(fault.NotFound, "There is no such link.") })
	e.POST("/sign-in", func(c echo.Context) error { return c.NoContent(http.StatusOK) }, limiter.Closed(rate))
	e.POST("/sync", func(c echo.Context) error { return limiter.Pace(c, "acme", rate.Of("ada")) })
	for range 5 {
		for door, want := range map[string]int{
			"GET /l/guess": http.StatusNotFound, "POST /sign-in": http.StatusServiceUnavailable,
			"POST /sync": http.StatusServiceUnavailable,
		} {
			method, path, _ := strings.Cut(door, " ")
			answer := ask(t, e, method, path, nil)
			if answer.Code != want || (want == http.StatusServiceUnavailable) != (answer.Header().Get("Retry-After") != "") {
				t.Errorf("%s: %d, come back in %q", door, answer.Code, answer.Header().Get("Retry-After"))
			}
		}
	}
}

func TestWhoIsTooQuickHearsWhenToComeBack(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	limiter := web.NewLimiter(kvtest.Start(t), hide, func() time.Time { return at })
	rate := web.Rate{Name: string(kvtest.Workspace(t)), Every: 90 * time.Second, Burst: 1}
	e := web.New(web.Config{Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Now: time.Now})
	e.POST("/pair", func(c echo.Context) error { return c.NoContent(http.StatusOK) }, limiter.Closed(rate))
	for i, want := range []struct {
		pass   time.Duration
		status int
		after  string
	}{{0, 200, ""}, {0, 429, "90"}, {500 * time.Millisecond, 429, "90"}, {time.Second, 429, "89"}, {89 * time.Second, 200, ""}} {
		at = at.Add(want.pass)
		answer := ask(t, e, http.MethodPost, "/pair", nil)
		if answer.Code != want.status || answer.Header().Get("Retry-After") != want.after {
			t.Errorf("step %d: %d, come back in %q", i, answer.Code, answer.Header().Get("Retry-After"))
		}
	}
}
