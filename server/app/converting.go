package app

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/conversions"
	"vouch/server/links"
	"vouch/server/postback"
	"vouch/server/web"
)

// clickedLinks implements conversions.Links.
type clickedLinks struct{ links *links.Service }

func (l clickedLinks) Link(ctx context.Context, code activity.Code) (conversions.Link, error) {
	found, err := l.links.Known(ctx, code)
	if err != nil {
		return conversions.Link{}, err
	}
	return conversions.Link{
		Workspace: found.Workspace, Code: found.Code, Story: found.Story, Advocate: found.Advocate, Team: found.Team,
	}, nil
}

func (a *App) postbackEdge() *postback.Edge {
	return postback.New(postback.Options{
		Conversions: a.rooms.conversions, Logger: a.config.Logger,
		Doors: []echo.MiddlewareFunc{a.rooms.limiter.Closed(conversionRate())},
	})
}

// conversionRate is of one network: a shop's server may tell hundreds after an outage.
func conversionRate() web.Rate {
	return web.Rate{Name: "conversion", Every: 50 * time.Millisecond, Burst: 1000}
}
