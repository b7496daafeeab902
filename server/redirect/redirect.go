// Package redirect is the public edge: GET /l/:code and nothing else.
//
// It promises:
//
//   - A 302 goes out only after its click is stored; while Redis is away the answer is 503 with
//     Retry-After.
//   - Where it leads comes from the stored link alone: nothing of the request gets into it.
//   - No address of a visitor is kept or logged.
package redirect

import (
	"log/slog"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/links"
)

// Options are what the edge needs.
type Options struct {
	Links  *links.Service
	Clicks *activity.Clicks
	Now    kv.Clock
	Logger *slog.Logger
	// Address tells the visitor's address; nil takes the connection's. Behind a proxy it must
	// read only what that proxy wrote.
	Address func(*http.Request) netip.Addr
}

// Edge answers links.
type Edge struct{ options Options }

// New makes the edge.
func New(options Options) *Edge { return &Edge{options: options} }

// Register adds the edge's routes.
func (e *Edge) Register(router *echo.Echo) {}
