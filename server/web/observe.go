package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
)

// observe gives a request its id, times it, and writes one line and one sample about it. Both
// name the route's template, never the path, since a path may hold a token.
func observe(config Config) echo.MiddlewareFunc {
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "vouch_http_request_seconds",
		Help:    "Time to answer, by route template and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "route", "status"})
	config.Metrics.MustRegister(seconds)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			started := config.Now()
			id := rand.Text()[:16]
			c.Response().Header().Set(echo.HeaderXRequestID, id)
			err := next(c)
			if err != nil {
				c.Error(err)
			}
			took := config.Now().Sub(started)
			route, method := routeOf(c), methodOf(c.Request().Method)
			status := c.Response().Status
			seconds.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
			logRequest(config.Logger, c, err, id, method, route, status, took)
			return nil
		}
	}
}

func logRequest(logger *slog.Logger, c echo.Context, err error, id, method, route string, status int, took time.Duration) {
	level := slog.LevelDebug
	if status < http.StatusInternalServerError && !logger.Enabled(c.Request().Context(), level) {
		return // before anything is gathered: this runs once per request
	}
	attributes := []slog.Attr{
		slog.String("id", id), slog.String("method", method), slog.String("route", route),
		slog.Int("status", status), slog.Duration("took", took),
	}
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
		attributes = append(attributes, slog.Any("error", err))
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
