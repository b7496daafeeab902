// Package api is the edge for the extension and for programs: JSON under /v1 with a bearer token.
//
// It promises that the workspace of a request comes from its token alone, that every error is a
// wire.Problem, and that openapi.json, which it serves, names exactly the routes it has.
// Handlers read, call one room, and write; they decide nothing.
package api

import (
	"context"
	"crypto/ed25519"
	_ "embed"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/content"
	"vouch/server/devicesync"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/rollout"
	"vouch/server/surfaces"
	"vouch/server/web"
	"vouch/server/workspace"
)

// Rooms are what the edge leads to.
type Rooms struct {
	Devices    *auth.Devices
	Services   *auth.Services
	Workspaces *workspace.Workspaces
	Exchange   *devicesync.Exchange
	Hub        *devicesync.Hub
	Library    *content.Library
	Links      *links.Service
	Rules      *rollout.Rollout
	Surfaces   *surfaces.Surfaces
	Limiter    *web.Limiter
}

// Options of the edge.
type Options struct {
	LinkBase func(kv.Workspace) string // what the path of a link follows; no slash at its end
	// Extensions are the origins that may read answers, "chrome-extension://…"; none is any extension.
	Extensions []string
	Signer     func(kv.Workspace) (ed25519.PrivateKey, error)
	Keys       func() []keyring.Turn // that sign access tokens, and those that will or did
	Now        kv.Clock
	Logger     *slog.Logger
}

// API is the edge.
type API struct {
	rooms   Rooms
	options Options
}

// New over the rooms.
func New(rooms Rooms, options Options) *API { return &API{rooms: rooms, options: options} }

// document is written by hand: it is the contract, and the client of the extension is made of it.
//
//go:embed openapi.json
var document []byte

// The paces of one network. A pairing code has 5 in 160,000 chances per try at a record, and a
// network three tries a minute after the first ten; an office of hundreds shares one address and
// pairs everybody on a Monday, hence the bursts.
func pairingRate() web.Rate {
	return web.Rate{Name: "pairing", Every: 20 * time.Second, Burst: 10}
}

func tokenRate() web.Rate {
	return web.Rate{Name: "token", Every: 100 * time.Millisecond, Burst: 600}
}

// answerWithin bounds what a handler may wait for the store; provenWithin what proving and compiling
// rules may take as well, a second or two of work and many more on a loaded machine.
const (
	answerWithin = 15 * time.Second
	provenWithin = 90 * time.Second
)

// Register adds the routes.
func (a *API) Register(e *echo.Echo) {
	e.GET("/openapi.json", func(c echo.Context) error {
		return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, document)
	})
	e.GET("/.well-known/jwks.json", a.keyList)
	v1 := e.Group("/v1", web.AnswerWith(web.AnswerJSON), a.allowExtensions)
	v1.OPTIONS("/*", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	v1.GET("/stream", a.device(a.stream))

	quick := web.Deadline(answerWithin)
	limiter := a.rooms.Limiter
	v1.POST("/pair", a.pair, quick, limiter.Closed(pairingRate()))
	v1.POST("/token", a.token, quick, limiter.Closed(tokenRate()))
	v1.POST("/sync", a.device(a.sync), quick)
	v1.GET("/sync", a.device(a.news), quick)
	v1.POST("/links", a.device(a.mint), quick)
	v1.GET("/bundles/:digest", a.bundle, quick)
	v1.GET("/surfaces", a.service(a.surfaceHistory), quick)

	proving := web.Deadline(provenWithin)
	v1.POST("/packs", a.service(a.publish), proving)
	v1.POST("/packs/rollback", a.service(a.rollback), proving)
	v1.POST("/surfaces", a.service(a.publishSurfaces), proving)
	v1.POST("/surfaces/rollback", a.service(a.rollbackSurfaces), proving)
}

// asCaller is a handler that knows who calls.
type asCaller func(c echo.Context, caller auth.Caller) error

// device lets paired extensions in.
func (a *API) device(handle asCaller) echo.HandlerFunc {
	return identify(a.rooms.Devices.Verify, a.noting(handle))
}

// service lets programs in.
func (a *API) service(handle asCaller) echo.HandlerFunc {
	return identify(a.rooms.Services.Verify, handle)
}

func identify(verify func(context.Context, string) (auth.Caller, error), handle asCaller) echo.HandlerFunc {
	return func(c echo.Context) error {
		caller, err := verify(c.Request().Context(), bearer(c.Request()))
		if err != nil {
			return err
		}
		c.Response().Header().Set("Cache-Control", "private, no-store")
		return handle(c, caller)
	}
}
