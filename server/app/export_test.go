package app

import (
	"github.com/labstack/echo/v4"

	"vouch/server/activity"
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
