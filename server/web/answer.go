package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
	"vouch/shared/wire"
)

// statusOf is the one map from kinds to statuses.
func statusOf(kind fault.Kind) int {
	switch kind {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.Unauthorized:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError // no kind of ours
}

// Problem turns any error into what the person is told. An error that is no fault is ours: its
// text stays in the log.
func Problem(err error) wire.Problem {
	if f, ok := fault.As(err); ok {
		return wire.Problem{
			Status: statusOf(f.Kind), Kind: string(f.Kind), Title: f.Message, Field: f.Field, Line: f.Line,
		}
	}
	if thrown, ok := errors.AsType[*echo.HTTPError](err); ok {
		return fromEcho(thrown)
	}
	return wire.Problem{
		Status: http.StatusInternalServerError, Kind: string(fault.Unavailable),
		Title: "Something went wrong on our side. Try again in a moment.",
	}
}

// fromEcho words what the router and its middleware refuse by themselves.
func fromEcho(thrown *echo.HTTPError) wire.Problem {
	kind, title := fault.Invalid, "This request cannot be read."
	switch thrown.Code {
	case http.StatusNotFound:
		kind, title = fault.NotFound, "There is nothing at this address."
	case http.StatusMethodNotAllowed:
		title = "This address does not take that method."
	case http.StatusRequestEntityTooLarge:
		title = "This is too large to be taken."
	case http.StatusUnsupportedMediaType:
		title = "The body must be JSON."
	case http.StatusTooManyRequests:
		kind, title = fault.Unavailable, "Too many requests. Wait a moment and try again."
	case http.StatusUnauthorized:
		kind, title = fault.Unauthorized, "Sign in first."
	case http.StatusForbidden:
		kind, title = fault.Forbidden, "This is not allowed."
	}
	if thrown.Code >= http.StatusInternalServerError {
		kind, title = fault.Unavailable, "Something went wrong on our side. Try again in a moment."
	}
	return wire.Problem{Status: thrown.Code, Kind: string(kind), Title: title}
}

// AnswerJSON writes application/problem+json, the default.
func AnswerJSON(c echo.Context, problem wire.Problem) error {
	body, err := json.Marshal(problem)
	if err != nil {
		return err
	}
	return c.Blob(problem.Status, "application/problem+json", body)
}

// AnswerPage writes a small page of its own, for people who meet a problem outside the console.
func AnswerPage(c echo.Context, problem wire.Problem) error {
	return c.HTML(problem.Status, fmt.Sprintf(problemPage, escapeHTML(problem.Title), problem.Status))
}

const problemPage = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Vouch</title>
<body><main><h1>%s</h1><p>%d</p></main></body></html>
`

const answerKey = "vouch.answer"

// AnswerWith makes a group of routes answer problems in its own way.
func AnswerWith(answer Answer) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.Set(answerKey, answer)
			return next(c)
		}
	}
}

// retryAfter in seconds tells a client when asking again may help.
const retryAfter = "5"

// answer is Echo's error handler: it runs once per request, after the middleware.
func answer(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	problem := Problem(err)
	header := c.Response().Header()
	if problem.Status == http.StatusServiceUnavailable && header.Get("Retry-After") == "" {
		header.Set("Retry-After", retryAfter)
	}
	header.Set("Cache-Control", "no-store")
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(problem.Status) // a client that went away cannot be told
		return
	}
	write, ok := c.Get(answerKey).(Answer)
	if !ok {
		write = AnswerJSON
	}
	_ = write(c, problem) // a client that went away cannot be told
}
