package app

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/kv"
)

// ready is GET /readyz: 200 when a request would be served now; else 503 and, a line each, what is
// wrong and what helps. The world may ask, so no line names a path or an address.
func (a *App) ready(c echo.Context) error {
	if troubles := a.troubles(c.Request().Context()); len(troubles) > 0 {
		return c.String(http.StatusServiceUnavailable, "not ready\n"+strings.Join(troubles, "\n")+"\n")
	}
	return c.String(http.StatusOK, "ready\n")
}

// troubles are for whoever is paged. A Redis with a full memory or disk answers and takes nothing,
// so it is asked to take something.
func (a *App) troubles(ctx context.Context) []string {
	if a.stopping.Load() {
		return []string{"The server is stopping."}
	}
	const patience = time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := a.store.Set(ctx, kv.Shared("ready"), "", time.Minute).Err()
	if err == nil {
		return nil
	}
	why := kv.Trouble(err)
	if a.held() {
		why = "The disk of the data folder is full or broken: Redis answers what is read and takes nothing. Make room; it goes on by itself."
	}
	return []string{why, a.clicksMeanwhile()}
}

func (a *App) clicksMeanwhile() string {
	state := a.rooms.clicks.State()
	if state.Losing {
		return fmt.Sprintf("Known links lead on, but their clicks are lost (%d so far): the journal's disk takes nothing either.", state.Lost)
	}
	return fmt.Sprintf("Known links lead on; %d batches of their clicks wait in the journal.", a.rooms.journal.Waiting())
}

// held tells of the private Redis.
func (a *App) held() bool { return a.embedded != nil && a.embedded.Held() }

func (a *App) heldMetric() prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "vouch_redis_held", Help: "1 while the private Redis takes nothing, since its disk is full or broken.",
	}, func() float64 {
		if a.held() {
			return 1
		}
		return 0
	})
}
