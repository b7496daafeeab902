// Package redirect is the public edge: GET /l/:code and nothing else.
//
// It promises:
//
//   - A 302 goes out only after its click is stored: in Redis, or in the local journal while Redis
//     is away. Then codes that are known here lead on, for a minute; others get 503 with
//     Retry-After.
//   - Where the journal's disk is full too a reader is led on all the same: nobody is kept from a
//     page for our books. Such clicks are counted and told (activity.Lost).
//   - Where it leads comes from the stored link alone: nothing of the request gets into it but
//     parameters, where the link lets them pass.
//   - No address of a visitor is kept or logged.
//   - Machines are led as people are, and stored as what they are; HEAD is answered and not
//     stored.
package redirect

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/web"
)

// Options are what the edge needs.
type Options struct {
	Links  *links.Service
	Clicks *activity.Clicks
	Now    kv.Clock
	Logger *slog.Logger
	// ClickToken makes what a destination is told of a click; nil tells it nothing.
	ClickToken func(code activity.Code, at time.Time) string
	// Owner tells whose name for links a Host is; nil when no company has one.
	Owner func(host string) (kv.Workspace, bool)
	// Desk is the address under which people sign in, without a slash at its end; "" is the
	// request's own.
	Desk string
	// Address tells the visitor's address; nil takes the connection's. Behind a proxy it must
	// read only what that proxy wrote.
	Address func(*http.Request) netip.Addr
}

// Edge answers links.
type Edge struct {
	options Options
	leading web.Headers // of every redirect
}

// New makes the edge.
func New(options Options) *Edge {
	if options.Owner == nil {
		options.Owner = func(string) (kv.Workspace, bool) { return "", false }
	}
	if options.Address == nil {
		options.Address = web.Address(web.Proxies{})
	}
	return &Edge{options: options, leading: web.NewHeaders(
		// Never cached: later clicks would not be seen, and a destination taken back would live on.
		[2]string{"Cache-Control", "private, no-store"},
		[2]string{"X-Robots-Tag", "noindex"},
	)}
}

// Register adds the edge's routes. The router must come from web.New, which answers the faults.
func (e *Edge) Register(router *echo.Echo) {
	router.GET("/l/:code", calm(e.follow))
	router.HEAD("/l/:code", calm(e.look))
}

// calm answers a failure with the page; it costs nothing when there is none.
func calm(handle echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := handle(c)
		if err == nil {
			return nil
		}
		return web.AnswerWith(answerPage)(func(echo.Context) error { return err })(c)
	}
}

// follow leads a reader on, once the click is stored.
func (e *Edge) follow(c echo.Context) error {
	if code, asks := strings.CutSuffix(c.Param("code"), "+"); asks {
		return e.toOwner(c, code)
	}
	r := c.Request()
	link, err := e.resolve(c)
	if err != nil {
		return err
	}
	click, err := e.options.Links.Describe(r.Context(), link, links.Seen{
		Agent:   links.Agent{UserAgent: r.UserAgent(), Method: r.Method, Header: r.Header},
		Address: e.options.Address(r), At: e.options.Now(),
	})
	if err != nil {
		return err
	}
	if err := e.options.Clicks.Record(r.Context(), link.Workspace, click); err != nil && !activity.Lost(err) {
		return err
	}
	return e.lead(c, e.destination(r, link, click))
}

// toOwner answers an address with a plus behind it: the page with the link's numbers, which shows
// itself to the link's owner alone. Nothing is looked up, so that strangers learn nothing here.
func (e *Edge) toOwner(c echo.Context, code string) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Redirect(http.StatusFound, e.options.Desk+"/console/links/"+url.PathEscape(code))
}

// destination is where the link leads, with what of this click it may be told.
func (e *Edge) destination(r *http.Request, link *links.Link, click activity.Click) string {
	to := link.Destination
	if link.Forward {
		to = links.Forwarded(to, r.URL.RawQuery)
	}
	if link.Conversions && click.Class == activity.Person && e.options.ClickToken != nil {
		to = links.WithParameter(to, links.ConversionParameter, e.options.ClickToken(link.Code, click.At))
	}
	return to
}

// look answers HEAD: programs ask so to show or check a link, never to follow it.
func (e *Edge) look(c echo.Context) error {
	link, err := e.resolve(c)
	if err != nil {
		return err
	}
	return e.lead(c, link.Destination)
}

// lead sends the reader on. Attribution comes from UTM, so the referrer that web withholds from
// every answer's target is not missed.
func (e *Edge) lead(c echo.Context, destination string) error {
	e.leading.AddTo(c.Response().Header())
	return c.Redirect(http.StatusFound, destination)
}
