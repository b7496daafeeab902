package app

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/kv"
)

// Routes are all the server has, for tests that walk them.
func (a *App) Routes() []*echo.Route {
	e, _ := a.server.Handler.(*echo.Echo)
	return e.Routes()
}

// RedisPid is of the private redis-server, for tests that kill it.
func (a *App) RedisPid() int { return a.embedded.Pid() }

// Counters are behind the console's numbers, for tests that ask what no page shows.
func (a *App) Counters() *activity.Counters { return a.rooms.counters }

// Store is what the server keeps everything in, for tests that read all of it.
func (a *App) Store() *kv.Store { return a.store }

// People tell who a pseudonym is, which no page does.
func (a *App) People() *auth.Directory { return a.rooms.people }

// Listens is the address that requests go to, also where browsers see another.
func (a *App) Listens() string { return a.listener.Addr().String() }

// Handler is everything the server answers with, for tests that speak to it in another way.
func (a *App) Handler() http.Handler { return a.server.Handler }
