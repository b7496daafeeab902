package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/tracing"
)

// observe gives a request its id, times it, and writes one line and one sample about it. Both
// name the route's template, never the path, since a path may hold a token.
func observe(config Config) echo.MiddlewareFunc {
	seconds := newSamples(config.Metrics)
	ids := newIDs()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			started := config.Now()
			id := ids.next()
			c.Response().Header()["X-Request-Id"] = []string{id}
			err := next(c)
			if err != nil {
				c.Error(err)
			}
			took := config.Now().Sub(started)
			what := sample{methodOf(c.Request().Method), routeOf(c), c.Response().Status}
			seconds.of(what).Observe(took.Seconds())
			logRequest(config.Logger, c, err, id, what, took)
			return nil
		}
	}
}

// sample is what a request is counted under.
type sample struct {
	method, route string
	status        int
}

// samples finds a histogram by what it counts: making its labels anew took a tenth of a redirect.
// There are as many as routes, methods and statuses, which no caller can make more.
type samples struct {
	seconds *prometheus.HistogramVec
	mu      sync.RWMutex
	known   map[sample]prometheus.Observer
}

func newSamples(metrics prometheus.Registerer) *samples {
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "vouch_http_request_seconds",
		Help:    "Time to answer, by route template and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "route", "status"})
	metrics.MustRegister(seconds)
	return &samples{seconds: seconds, known: map[sample]prometheus.Observer{}}
}

func (s *samples) of(what sample) prometheus.Observer {
	s.mu.RLock()
	found, ok := s.known[what]
	s.mu.RUnlock()
	if ok {
		return found
	}
	found = s.seconds.WithLabelValues(what.method, what.route, strconv.Itoa(what.status))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[what] = found
	return found
}

// ids tell requests apart in the log: a random start that is this run's, and a count. They are no
// secret.
type ids struct {
	run   string
	count atomic.Uint64
}

func newIDs() *ids { return &ids{run: strings.ToLower(rand.Text()[:10]) + "-"} }

func (i *ids) next() string {
	var room [32]byte
	return string(strconv.AppendUint(append(room[:0], i.run...), i.count.Add(1), 36))
}

func logRequest(logger *slog.Logger, c echo.Context, err error, id string, what sample, took time.Duration) {
	level := slog.LevelDebug
	if what.status < http.StatusInternalServerError && !logger.Enabled(c.Request().Context(), level) {
		return // before anything is gathered: this runs once per request
	}
	attributes := []slog.Attr{
		slog.String("id", id), slog.String("method", what.method), slog.String("route", what.route),
		slog.Int("status", what.status), slog.Duration("took", took),
	}
	if what.status >= http.StatusInternalServerError {
		level = slog.LevelError
		attributes = append(attributes, slog.Any("error", err))
	}
	if trace := tracing.ID(c.Request().Context()); trace != "" {
		attributes = append(attributes, slog.String("trace", trace))
	}
	logger.LogAttrs(c.Request().Context(), level, "request", attributes...)
}

// routeOf is the template, so that metrics have as many series as there are routes.
func routeOf(c echo.Context) string {
	if c.Path() == "" {
		return "none"
	}
	return c.Path()
}

// methodOf keeps a made-up method from becoming a series of its own.
func methodOf(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions:
		return method
	default:
		return "OTHER"
	}
}

// recoverAs500 keeps one broken handler from ending the program; the log has the stack.
func recoverAs500(logger *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				reason := recover()
				if reason == nil {
					return
				}
				if thrown, ok := reason.(error); ok && errors.Is(thrown, http.ErrAbortHandler) {
					panic(reason)
				}
				logger.Error("a handler panicked", "route", routeOf(c), "stack", string(debug.Stack()))
				err = fmt.Errorf("panic: %v", reason)
			}()
			return next(c)
		}
	}
}
