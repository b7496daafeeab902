package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// stream is GET /v1/stream: server-sent events that say which revisions are out, the first at
// once. A comment every while keeps proxies from cutting it; it ends when the token does, when
// the device is shut out or opens another, and when the server stops. A peer that takes nothing
// is given up.
func (a *API) stream(c echo.Context, caller auth.Caller) error {
	ctx := c.Request().Context()
	joined, err := a.rooms.Hub.Join(ctx, caller.Workspace, string(caller.Device))
	if err != nil {
		return err
	}
	defer a.rooms.Hub.Leave(caller.Workspace, joined)
	header := c.Response().Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // nginx would hold events back
	c.Response().WriteHeader(http.StatusOK)
	// The end of the body is written after this handler; a peer that is gone is no matter.
	defer func() { _ = allowTime(c, a.options.Now) }()

	ping := time.NewTicker(a.options.Ping)
	defer ping.Stop()
	token := bearer(c.Request())
	for {
		text := ": ping\n\n"
		select {
		case <-ctx.Done():
			return nil
		case <-ping.C:
			if _, err := a.rooms.Devices.Verify(ctx, token); err != nil {
				return nil // the end of the stream is the answer
			}
		case event, open := <-joined.Events():
			if !open {
				return nil
			}
			if text, err = revisionEvent(event); err != nil {
				return err
			}
		}
		if err := send(c, a.options.Now, text); err != nil {
			return nil // the browser went away
		}
	}
}

func revisionEvent(event wire.StreamEvent) (string, error) {
	data, err := json.Marshal(event)
	return fmt.Sprintf("event: revision\ndata: %s\n\n", data), err
}

// allowTime gives the peer a moment for what is written next.
func allowTime(c echo.Context, now kv.Clock) error {
	const patience = 10 * time.Second
	return http.NewResponseController(c.Response()).SetWriteDeadline(now().Add(patience))
}

func send(c echo.Context, now kv.Clock, text string) error {
	if err := allowTime(c, now); err != nil {
		return err
	}
	if _, err := c.Response().Write([]byte(text)); err != nil {
		return err
	}
	return http.NewResponseController(c.Response()).Flush()
}
