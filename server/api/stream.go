package api

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/devicesync"
)

// stream is GET /v1/stream: server-sent events that say which revisions are out, the first at
// once. A comment every while keeps proxies from cutting it; it ends when the token does, when
// the device is shut out or opens another, and when the server stops. A peer that takes nothing
// is given up.
//
// Over HTTP/1 the connection is taken out of net/http, which keeps 27 KB for each, and given to
// the hub, which keeps one or two. Over HTTP/2, which shares a connection, this goroutine stays.
func (a *API) stream(c echo.Context, caller auth.Caller) error {
	header := c.Response().Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // nginx would hold events back
	var held *pipe
	joined, err := a.rooms.Hub.Join(c.Request().Context(), a.listener(c, caller), func() (line devicesync.Line, err error) {
		if line, err = takeOver(c); !errors.Is(err, http.ErrNotSupported) {
			return line, err
		}
		held = newPipe()
		return held, nil
	})
	if err != nil || held == nil {
		return err
	}
	defer a.rooms.Hub.Leave(joined)
	return held.pour(c, a.options.Now)
}

// listener copies what it keeps: a header's value is a piece of all headers, and would keep them.
func (a *API) listener(c echo.Context, caller auth.Caller) devicesync.Listener {
	token := strings.Clone(bearer(c.Request()))
	return devicesync.Listener{
		Workspace: caller.Workspace, Device: string(caller.Device), Person: string(caller.Person.ID),
		Address: strings.Clone(c.RealIP()),
		Still:   a.still(token),
	}
}
