package app

import "github.com/labstack/echo/v4"

// Routes are all the server has, for tests that walk them.
func (a *App) Routes() []*echo.Route {
	e, _ := a.server.Handler.(*echo.Echo)
	return e.Routes()
}

// RedisPid is of the private redis-server, for tests that kill it.
func (a *App) RedisPid() int { return a.embedded.Pid() }
