// Package web is the Echo plumbing of the edges: a fault becomes a status once, every answer has
// safe headers, bodies and times are limited, and what is logged or counted holds no query
// string, token, draft or raw address.
package web

import (
	"context"
	"html"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/shared/wire"
)

// Config of the plumbing.
type Config struct {
	Logger  *slog.Logger
	Metrics prometheus.Registerer
	Now     kv.Clock
	Secure  bool // the public address is https: browsers are told to insist on it for a year
	Proxies Proxies
	Tracer  *tracing.Tracer // nil traces nothing
}

// Answer writes a problem for one audience. The problem's title is safe to show.
type Answer func(c echo.Context, problem wire.Problem) error

// New makes an Echo on which edges register their routes.
func New(config Config) *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = answer
	e.IPExtractor = addressOf(config.Proxies)
	if config.Tracer != nil {
		e.Use(traced(config.Tracer, config.Proxies))
	}
	e.Use(
		observe(config),
		recoverAs500(config.Logger),
		safeHeaders(config.Secure),
		middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: "1MiB", Skipper: bodyless}),
	)
	return e
}

// Serve makes the server around the handler. A peer that sends or takes slowly is given up: the
// largest answer is a bundle of eight megabytes, which a poor line takes in two minutes. A stream
// moves its own deadline with every event; Deadline limits waits on the store.
func Serve(handler http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
}

// Deadline ends the request's context after d, and with it its waits on the store.
func Deadline(d time.Duration) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			ctx, cancel := context.WithTimeout(c.Request().Context(), d)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
			return next(c)
		}
	}
}

// bodyless requests need no limit: the server has read them whole, and most are such.
func bodyless(c echo.Context) bool { return c.Request().ContentLength == 0 }

// safeHeaders are the strictest that suit an answer which is no page; pages replace the policy.
func safeHeaders(secure bool) echo.MiddlewareFunc {
	headers := NewHeaders(
		[2]string{"X-Content-Type-Options", "nosniff"},
		[2]string{"Referrer-Policy", "no-referrer"},
		[2]string{"X-Frame-Options", "DENY"},
		[2]string{
			"Content-Security-Policy",
			"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		},
	)
	if secure {
		headers = append(headers, NewHeaders([2]string{"Strict-Transport-Security", "max-age=31536000"})...)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			headers.AddTo(c.Response().Header())
			return next(c)
		}
	}
}

func escapeHTML(text string) string { return html.EscapeString(text) }
