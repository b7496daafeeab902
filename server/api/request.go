package api

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
	"vouch/shared/wire"
)

// bearer is the token of the Authorization header; "" when there is none.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// read takes a JSON body of a known type. Fields it does not know are left alone, so that a newer
// extension can speak to an older server.
func read[T any](c echo.Context) (body T, err error) {
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get("Content-Type"))
	if err != nil || kind != echo.MIMEApplicationJSON {
		return body, echo.ErrUnsupportedMediaType
	}
	decoder := json.NewDecoder(c.Request().Body)
	if err := decoder.Decode(&body); err != nil {
		return body, unreadable(err)
	}
	if decoder.More() {
		return body, fault.New(fault.Invalid, "The body holds more than one JSON value.")
	}
	return body, nil
}

// unreadable names the field when the decoder knows it.
func unreadable(err error) error {
	if large, ok := errors.AsType[*echo.HTTPError](err); ok {
		return large // the body limit
	}
	made := fault.New(fault.Invalid, "The body is not the JSON that is expected here.").Because(err)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		made = made.At(wrong.Field)
	}
	return made
}

// allowExtensions lets extensions read answers, and no page of any site: a page could otherwise
// use a server on the author's own machine or network. Pages of this server need no leave. With a
// list of origins, only those extensions may: an installation that gives its people one extension
// names it. Without, any may, for an unpacked one has another id on every machine; a token is
// needed all the same.
func (a *API) allowExtensions(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Add("Vary", "Origin")
		origin := c.Request().Header.Get("Origin")
		if isExtension(origin) && a.known(origin) {
			header.Set("Access-Control-Allow-Origin", origin)
			header.Set("Access-Control-Allow-Methods", "GET, POST")
			header.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match")
			header.Set("Access-Control-Expose-Headers", "ETag, Retry-After, "+wire.NextPollHeader)
			header.Set("Access-Control-Max-Age", "600") // seconds
		}
		return next(c)
	}
}

func (a *API) known(origin string) bool {
	return len(a.options.Extensions) == 0 || slices.Contains(a.options.Extensions, origin)
}

func isExtension(origin string) bool {
	for _, scheme := range []string{"chrome-extension://", "moz-extension://"} {
		if id, ok := strings.CutPrefix(origin, scheme); ok && id != "" {
			return !strings.ContainsAny(id, "/ ,")
		}
	}
	return false
}
