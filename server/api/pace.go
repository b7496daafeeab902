package api

import (
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/web"
)

// pace is how often something may be done by a person, from a network and in a workspace.
type pace struct{ person, network, workspace web.Rate }

// factsPace is far above any person's: a laptop that was away for weeks empties its outbox, twelve
// thousand facts, in one go; an office of a thousand stands behind one address.
func factsPace() pace {
	return pace{
		person:    web.Rate{Name: "facts-person", Every: 5 * time.Second, Burst: 60},
		network:   web.Rate{Name: "facts-network", Every: 20 * time.Millisecond, Burst: 5000},
		workspace: web.Rate{Name: "facts-workspace", Every: time.Millisecond, Burst: 50_000},
	}
}

func mintPace() pace {
	return pace{
		person:    web.Rate{Name: "mint-person", Every: 2 * time.Second, Burst: 60},
		network:   web.Rate{Name: "mint-network", Every: 20 * time.Millisecond, Burst: 2000},
		workspace: web.Rate{Name: "mint-workspace", Every: 5 * time.Millisecond, Burst: 10_000},
	}
}

// pace refuses whoever goes beyond one of the three.
func (a *API) pace(c echo.Context, caller auth.Caller, p pace) error {
	return a.rooms.Limiter.Pace(c, caller.Workspace,
		p.person.Of(string(caller.Person.ID)), p.network.Of(web.Network(c.RealIP())), p.workspace.Of(""))
}
