// Package web is the Echo plumbing of the edges: a fault becomes a status once, every answer has
// safe headers, bodies and times are limited, and what is logged or counted holds no query
// string, token, draft or raw address.
package web

import (
	"log/slog"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// Config of the plumbing.
type Config struct {
	Logger  *slog.Logger
	Metrics prometheus.Registerer
	Now     kv.Clock
	Secure  bool // the public address is https: say so to browsers for a year
	Proxies int  // how many proxies in front append to X-Forwarded-For; 0 trusts none
}

// Answer writes a problem for one audience. The problem's title is safe to show.
type Answer func(c echo.Context, problem wire.Problem) error
