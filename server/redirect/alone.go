package redirect

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/web"
)

// anywhere is the list of a workspace that measures.
type anywhere struct{}

func (anywhere) Destinations(context.Context, kv.Workspace) ([]string, error) {
	return []string{"acme.example"}, nil
}

// Alone is the edge by itself with n links of one workspace, and their codes: for measuring it
// against a bare redirect. Everything else is as in service: the same plumbing, the click
// classified, hashed and stored before the answer.
func Alone(ctx context.Context, store *kv.Store, now func() time.Time, n int) (*echo.Echo, []activity.Code, error) {
	room := links.New(store, links.Options{Destinations: anywhere{}, Now: now, Rand: rand.Reader})
	codes := make([]activity.Code, n)
	for i := range codes {
		link, err := room.Mint(ctx, "bench", links.Request{
			Story: activity.Story(fmt.Sprint("story-", i)), Advocate: "p-bench", Team: "bench", Channel: "linkedin",
			Destination: "https://acme.example/news",
		})
		if err != nil {
			return nil, nil, err
		}
		codes[i] = link.Code
	}
	quiet := slog.New(slog.DiscardHandler)
	router := web.New(web.Config{Logger: quiet, Metrics: prometheus.NewRegistry(), Now: now})
	New(Options{
		Links: room, Clicks: activity.NewClicks(store, "bench", now), Now: now, Logger: quiet,
	}).Register(router)
	return router, codes, nil
}
