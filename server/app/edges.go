package app

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vouch/server/api"
	"vouch/server/console"
	"vouch/server/practice"
	"vouch/server/redirect"
	"vouch/server/web"
)

// pingEvery keeps a quiet stream open through proxies, which cut after thirty seconds or more.
const pingEvery = 20 * time.Second

// edges puts every edge on one Echo.
func (a *App) edges() (*echo.Echo, error) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "vouch_streams", Help: "Browsers that listen for revisions now.",
		}, func() float64 { return float64(a.rooms.hub.Streams()) }),
		a.heldMetric(),
	)
	registry.MustRegister(a.rooms.clickMetrics()...)
	registry.MustRegister(a.rooms.upkeepMetrics()...)
	registry.MustRegister(a.traceMetrics()...)
	e := web.New(web.Config{
		Logger: a.config.Logger, Metrics: registry, Now: a.config.Now,
		Secure: secure(a.url), Proxies: a.config.Proxies, Tracer: a.tracer,
	})
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", a.ready)
	e.GET("/metrics", echo.WrapHandler(promhttp.HandlerFor(registry, promhttp.HandlerOpts{})), nearbyOnly)
	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/console") })
	a.apiEdge().Register(e)
	e.Use(a.rooms.limiter.Misses(missRate(), "/l/:code"))
	leads := redirect.New(redirect.Options{
		Links: a.rooms.links, Clicks: a.rooms.clicks, Now: a.config.Now, Logger: a.config.Logger,
		Address: web.Address(a.config.Proxies), ClickToken: a.rooms.conversions.Token,
		Owner: a.rooms.domains.Owner, Desk: a.url,
	})
	e.Pre(leads.OnlyLinks)
	leads.Register(e)
	a.postbackEdge().Register(e)
	desk, err := a.consoleEdge()
	if err != nil {
		return nil, err
	}
	desk.Register(e)
	if err := practiceEdge(e, desk.Tokens()); err != nil {
		return nil, err
	}
	a.nameRoutes(e)
	return e, nil
}

// missRate is of unknown codes: a person mistypes one, a guesser thousands.
func missRate() web.Rate { return web.Rate{Name: "miss", Every: time.Second, Burst: 60} }

func (a *App) apiEdge() *api.API {
	r := a.rooms
	return api.New(api.Rooms{
		Devices: r.devices, Services: r.services, Workspaces: r.workspaces, Exchange: r.exchange,
		Hub: r.hub, Library: r.library, Links: r.links, Rules: r.rules, Surfaces: r.surfaces, Limiter: r.limiter,
	}, api.Options{LinkBase: a.rooms.domains.Base, Extensions: a.config.Origins, Signer: r.signer, Keys: r.access.Turns, Now: a.config.Now, Logger: a.config.Logger})
}

func (a *App) consoleEdge() (*console.Console, error) {
	r := a.rooms
	return console.New(console.Rooms{
		Desk: r.desk, People: r.people, Devices: r.devices, Services: r.services,
		Workspaces: r.workspaces, Domains: r.domains, Rules: r.rules, Library: r.library, Links: r.links, Counters: r.counters,
		Ledger: r.ledger, Rewards: r.rewards, Postbacks: r.conversions, CatchUp: r.follower.CatchUp, Verdicts: r.upkeep.Verdicts,
	}, console.Options{
		PublicURL: a.url, Extension: a.config.Extension, Practice: a.url + "/practice",
		Secure: secure(a.url), Now: a.config.Now,
		Doors: []echo.MiddlewareFunc{r.limiter.Closed(signInRate())},
	})
}

// signInRate is of one network: an office opens its links on a Monday, a guesser goes on and on.
func signInRate() web.Rate { return web.Rate{Name: "sign-in", Every: 3 * time.Second, Burst: 60} }

func practiceEdge(e *echo.Echo, tokens string) error {
	page, err := practice.Handler(tokens)
	if err != nil {
		return err
	}
	e.GET("/practice", echo.WrapHandler(page))
	e.GET("/practice/*", echo.WrapHandler(page))
	return nil
}

// nearbyOnly hides a route from the world: it answers on this machine and in private networks,
// and never to what a proxy passes on.
func nearbyOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		from, err := netip.ParseAddrPort(r.RemoteAddr)
		address := from.Addr().Unmap()
		if err != nil || r.Header.Get("X-Forwarded-For") != "" || !address.IsLoopback() && !address.IsPrivate() {
			return echo.ErrNotFound
		}
		return next(c)
	}
}
