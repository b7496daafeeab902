package console

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/web"
)

// patience bounds how long a page may wait for its rooms; provingPatience how long when rules are
// proved and compiled first, which is a second or two of work and many more on a loaded machine.
const (
	patience        = 10 * time.Second
	provingPatience = 90 * time.Second
)

// route is one door: who may pass and what stands behind it.
type route struct {
	method, path string
	role         auth.Role
	do           func(*Console, *visit) error
}

// quickRoutes are those of everybody who is signed in, but for what changes the rules. What an
// advocate may see, everybody may: the rules bind them all, and the numbers are theirs.
func quickRoutes() []route {
	return slices.Concat(deskRoutes(), pointsRoutes(), ruleRoutes(), storyRoutes(), companyRoutes())
}

const get, post = http.MethodGet, http.MethodPost

func deskRoutes() []route {
	return []route{
		{get, "", auth.Advocate, (*Console).home},
		{post, "/sign-out", auth.Advocate, (*Console).signOut},

		{get, "/start", auth.Advocate, (*Console).start},
		{post, "/start/code", auth.Advocate, (*Console).pairingCode},
		{post, "/start/devices/:id/unpair", auth.Advocate, (*Console).unpair},
		{post, "/start/tokens", auth.Compliance, (*Console).createToken},
		{post, "/start/tokens/:id/revoke", auth.Compliance, (*Console).revokeToken},

		{get, "/overview", auth.Advocate, (*Console).overview},
		{get, "/readers", auth.Advocate, (*Console).readers},
	}
}

func pointsRoutes() []route {
	return []route{
		{get, "/points", auth.Advocate, (*Console).points},
		{post, "/points/shown", auth.Advocate, (*Console).saveShown},
		{get, "/points/policy", auth.Advocate, (*Console).policy},
		{post, "/points/policy", auth.Administrator, (*Console).savePolicy},
		{get, "/points/rewards", auth.Administrator, (*Console).rewards},
		{post, "/points/rewards", auth.Administrator, (*Console).offerReward},
		{post, "/points/rewards/:reward/withdraw", auth.Administrator, (*Console).withdrawReward},
		{post, "/points/rewards/:reward/ask", auth.Advocate, (*Console).askReward},
		{post, "/points/reservations", auth.Administrator, (*Console).endReservation},
	}
}

func ruleRoutes() []route {
	return []route{
		{get, "/rules", auth.Advocate, (*Console).rules},
		{get, "/rules/packs/:pack", auth.Advocate, (*Console).pack},
		{get, "/rules/history", auth.Advocate, (*Console).history},
		{get, "/rules/history/:revision", auth.Advocate, (*Console).revision},
		{get, "/rules/new", auth.Compliance, (*Console).newPack},
		{get, "/rules/packs/:pack/edit", auth.Compliance, (*Console).editPack},
		{get, "/rules/profile", auth.Compliance, (*Console).editProfile},
	}
}

// provingRoutes change the rules.
func provingRoutes() []route {
	return []route{
		{post, "/rules/history/:revision/rollback", auth.Compliance, (*Console).rollback},
		{post, "/rules/new", auth.Compliance, (*Console).submitPack},
		{post, "/rules/packs/:pack/edit", auth.Compliance, (*Console).submitPack},
		{post, "/rules/packs/:pack/retire", auth.Compliance, (*Console).retirePack},
		{post, "/rules/profile", auth.Compliance, (*Console).submitProfile},
	}
}

func storyRoutes() []route {
	return []route{
		{get, "/stories", auth.Advocate, (*Console).stories},
		{get, "/stories/new", auth.Author, (*Console).newStory},
		{post, "/stories/new", auth.Author, (*Console).saveStory},
		{get, "/stories/:id", auth.Author, (*Console).editStory},
		{post, "/stories/:id", auth.Author, (*Console).saveStory},
		{post, "/stories/:id/expire", auth.Author, (*Console).expireStory},
		{get, "/stories/:id/links", auth.Author, (*Console).storyLinks},
		{post, "/stories/:id/links", auth.Author, (*Console).saveStoryLinks},
		{get, "/links/:code", auth.Advocate, (*Console).link},
		{get, "/links/:code/:form", auth.Advocate, (*Console).linkQR},
	}
}

func companyRoutes() []route {
	return []route{
		{get, "/people", auth.Administrator, (*Console).people},
		{post, "/people", auth.Administrator, (*Console).invite},
		{get, "/people/:id", auth.Administrator, (*Console).person},
		{post, "/people/:id", auth.Administrator, (*Console).savePerson},
		{post, "/people/:id/link", auth.Administrator, (*Console).signInLink},
		{post, "/people/:id/code", auth.Administrator, (*Console).codeFor},
		{post, "/people/:id/disable", auth.Administrator, (*Console).disable},
		{post, "/people/:id/enable", auth.Administrator, (*Console).enable},
		{post, "/people/:id/remove", auth.Administrator, (*Console).remove},
		{post, "/people/:id/devices/:device/unpair", auth.Administrator, (*Console).unpairOf},

		{get, "/settings", auth.Administrator, (*Console).settings},
		{get, "/settings/conversions", auth.Administrator, (*Console).conversions},
		{post, "/settings/conversions", auth.Administrator, (*Console).conversionSecret},
		{post, "/settings/switches", auth.Administrator, (*Console).saveSwitches},
		{post, "/settings/aggregate", auth.Administrator, (*Console).beginAggregate},
		{post, "/settings/aggregate/ask", auth.Administrator, (*Console).askToEndAggregate},
		{post, "/settings/aggregate/keep", auth.Administrator, (*Console).keepAggregate},
		{post, "/settings/aggregate/end", auth.Administrator, (*Console).endAggregate},
		{post, "/settings/name", auth.Administrator, (*Console).saveName},
		{post, "/settings/destinations", auth.Administrator, (*Console).saveDestinations},
		{post, "/settings/teams", auth.Administrator, (*Console).saveTeams},
		{post, "/settings/counting", auth.Administrator, (*Console).saveCounting},
		{post, "/settings/domain", auth.Administrator, (*Console).saveDomain},
		{post, "/settings/domain/release", auth.Administrator, (*Console).releaseDomain},
		{post, "/settings/ages", auth.Administrator, (*Console).saveAges},
	}
}

// Register adds the routes, all under /console.
func (c *Console) Register(e *echo.Echo) {
	g := e.Group("/console", web.AnswerWith(c.answer))
	quick, proving := web.Deadline(patience), web.Deadline(provingPatience)
	g.GET("/assets/:name", c.assets.serve)
	g.GET("/sign-in", c.signInHelp, quick)
	g.GET("/sign-in/:token", c.signInButton, append(slices.Clone(c.options.Doors), quick)...)
	g.POST("/sign-in/:token", c.signIn, append(slices.Clone(c.options.Doors), quick)...)
	c.add(g, quickRoutes(), quick)
	c.add(g, provingRoutes(), proving)
}

func (c *Console) add(g *echo.Group, routes []route, within echo.MiddlewareFunc) {
	for _, r := range routes {
		g.Add(r.method, r.path, c.handle(r), within)
	}
}
