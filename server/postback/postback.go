// Package postback is the edge for the sites that links lead to: they tell what a click led to.
//
//	POST /c             from the site's server, signed: verified
//	GET  /c/pixel.gif   from a reader's browser: recorded as unverified, worth no points
//	GET  /c/vouch.js    a script that keeps the cid for thirty days and asks for the pixel
//
// It promises that the pixel answers the same whatever it is asked, so that nobody learns from it
// which orders or links there are; and that no cookie is set or read.
package postback

import (
	"context"
	_ "embed"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/conversions"
	"vouch/server/fault"
	"vouch/server/web"
)

// Conversions is the room behind the edge.
type Conversions interface {
	Postback(ctx context.Context, report conversions.Report, body []byte, header string) (conversions.Outcome, error)
	Told(ctx context.Context, report conversions.Report) (conversions.Outcome, error)
}

// Options are what the edge needs.
type Options struct {
	Conversions Conversions
	Logger      *slog.Logger
	Doors       []echo.MiddlewareFunc // slow down whoever tells a great deal
}

// Edge takes what sites tell.
type Edge struct{ options Options }

// New makes the edge.
func New(options Options) *Edge { return &Edge{options} }

// answerWithin bounds what a handler may wait for the store.
const answerWithin = 10 * time.Second

// Register adds the routes. The router must come from web.New, which answers the faults.
func (e *Edge) Register(router *echo.Echo) {
	doors := append([]echo.MiddlewareFunc{web.AnswerWith(web.AnswerJSON), web.Deadline(answerWithin)}, e.options.Doors...)
	router.POST("/c", e.postback, doors...)
	router.GET("/c/pixel.gif", e.pixel, doors...)
	router.GET("/c/vouch.js", script)
}

// longestBody of a postback, in bytes: a report has seven short fields.
const longestBody = 4096

// postback answers {"outcome":"recorded"} or {"outcome":"duplicate"}.
func (e *Edge) postback(c echo.Context) error {
	body, err := io.ReadAll(io.LimitReader(c.Request().Body, longestBody+1))
	if err != nil {
		return err
	}
	if len(body) > longestBody {
		return echo.ErrStatusRequestEntityTooLarge
	}
	var report conversions.Report
	if err := json.Unmarshal(body, &report); err != nil {
		return fault.New(fault.Invalid, "The body is not a report in JSON.").Because(err)
	}
	outcome, err := e.options.Conversions.Postback(c.Request().Context(), report, body,
		c.Request().Header.Get(conversions.SignatureHeader))
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, map[string]conversions.Outcome{"outcome": outcome})
}

// dot is one transparent pixel.
//
//go:embed dot.gif
var dot []byte

func (e *Edge) pixel(c echo.Context) error {
	value, _ := strconv.ParseInt(c.QueryParam("value"), 10, 64) // what is no number is worth nothing
	_, err := e.options.Conversions.Told(c.Request().Context(), conversions.Report{
		Click: c.QueryParam("cid"), First: c.QueryParam("first_cid"), Order: c.QueryParam("order"),
		Goal: c.QueryParam("goal"), Value: value, Currency: c.QueryParam("currency"),
	})
	if err != nil && !fault.Is(err, fault.Invalid) {
		e.options.Logger.Warn("a conversion told by a browser was not recorded", "error", err)
	}
	header := c.Response().Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return c.Blob(http.StatusOK, "image/gif", dot)
}

//go:embed vouch.js
var siteScript []byte

func script(c echo.Context) error {
	header := c.Response().Header()
	header.Set("Cache-Control", "public, max-age=3600")
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return c.Blob(http.StatusOK, "text/javascript; charset=utf-8", siteScript)
}
