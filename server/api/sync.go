package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/devicesync"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// bodyWithin is how long an exchange's body may take to arrive: 200 facts are some 60 KB, which
// the slowest line that a browser is used on carries in this time.
const bodyWithin = 10 * time.Second

// sync is POST /v1/sync.
func (a *API) sync(c echo.Context, caller auth.Caller) error {
	// Where there is no deadline to set, the server's own, of half a minute, stands.
	_ = http.NewResponseController(c.Response()).SetReadDeadline(a.options.Now().Add(bodyWithin))
	asked, err := read[wire.SyncRequest](c)
	if err != nil {
		return err
	}
	if len(asked.Outbox) > 0 {
		if err := a.pace(c, caller, factsPace()); err != nil {
			return err
		}
	}
	leave, err := a.enter(c)
	if err != nil {
		return err
	}
	defer leave()
	answer, tag, err := a.rooms.Exchange.Sync(c.Request().Context(), senderOf(caller), asked)
	if err != nil {
		return err
	}
	c.Response().Header().Set("ETag", tag)
	return c.JSON(http.StatusOK, answer)
}

// news is GET /v1/sync: an exchange without an outbox, and 304 when nothing changed.
func (a *API) news(c echo.Context, caller auth.Caller) error {
	asked, err := askedNews(c)
	if err != nil {
		return err
	}
	held := c.Request().Header.Get("If-None-Match")
	if held == "" {
		leave, err := a.enter(c)
		if err != nil {
			return err
		}
		defer leave()
	}
	answer, tag, err := a.rooms.Exchange.News(c.Request().Context(), senderOf(caller), asked, held)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("ETag", tag)
	header.Set("Cache-Control", "private, no-cache")
	if devicesync.Unchanged(answer, tag, held) {
		header.Set(wire.NextPollHeader, strconv.Itoa(answer.NextPoll))
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSON(http.StatusOK, answer)
}

// askedNews reads the query; what is missing is 0, and a protocol of 0 is refused as any other.
func askedNews(c echo.Context) (asked wire.SyncRequest, err error) {
	query := c.QueryParams()
	var protocol int64
	for name, into := range map[string]*int64{
		"protocol": &protocol, "rules": &asked.Rules, "library": &asked.Library, "surfaces": &asked.Surfaces,
	} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		if *into, err = strconv.ParseInt(text, 10, 32); err != nil {
			return asked, fault.New(fault.Invalid, "That is not a number.").At(name)
		}
	}
	asked.Protocol, asked.Extension = int(protocol), query.Get("extension")
	return asked, nil
}

// enter takes a place among the exchanges; whoever finds none is told when to come back, each at
// another time.
func (a *API) enter(c echo.Context) (leave func(), err error) {
	leave, err = a.rooms.Exchange.Enter(c.Request().Context())
	if err != nil {
		c.Response().Header().Set("Retry-After", strconv.Itoa(a.rooms.Exchange.Later()))
	}
	return leave, err
}

func senderOf(caller auth.Caller) devicesync.Sender {
	return devicesync.Sender{
		Workspace: caller.Workspace, Device: string(caller.Device),
		Pseudonym: string(caller.Person.Pseudonym), Team: caller.Person.Team,
		Context: wire.Context{
			Country: caller.Person.Country, Role: caller.Person.Position.Role(), Team: caller.Person.Team,
			Licence: caller.Person.Licence,
		},
	}
}

// bundle is GET /v1/bundles/:digest. Who knows the key of its path needs no token, and anybody
// between may keep the answer; else the token's workspace counts, and nobody may.
func (a *API) bundle(c echo.Context) error {
	key := c.QueryParam("key")
	if key == "" {
		return a.device(func(c echo.Context, caller auth.Caller) error {
			return a.sendBundle(c, caller.Workspace, "private")
		})(c)
	}
	ws := kv.Workspace(c.QueryParam("for"))
	if !a.rooms.Exchange.Opens(ws, c.Param("digest"), key) {
		return fault.New(fault.NotFound, "There is no such bundle. It may have been replaced: sync again.")
	}
	return a.sendBundle(c, ws, "public")
}

// sendBundle sends the smallest of what the receiver can read. What a digest names never changes.
func (a *API) sendBundle(c echo.Context, ws kv.Workspace, who string) error {
	digest, from := c.Param("digest"), c.QueryParam("from")
	parcel, err := a.rooms.Exchange.Bundle(c.Request().Context(), ws, digest, from)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("Cache-Control", who+", max-age=31536000, immutable")
	header.Add("Vary", "Accept-Encoding")
	body, kind, name := parcel.Whole, echo.MIMEOctetStream, digest
	switch {
	case parcel.Delta != nil:
		body, kind, name = parcel.Delta, wire.DeltaType, digest+"-from-"+from
	case takesGzip(c.Request()):
		body, name = parcel.Packed, digest+"-gzip"
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("ETag", `"`+name+`"`)
	if c.Request().Header.Get("If-None-Match") == `"`+name+`"` {
		header.Del("Content-Encoding")
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, kind, body)
}

// takesGzip: browsers say so plainly; who gives it a weight of 0 does not mean it.
func takesGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(coding, " ", ""), ";")
		if strings.EqualFold(name, "gzip") {
			return weight != "q=0" && weight != "q=0.0"
		}
	}
	return false
}
