package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/fault"
	"vouch/server/web"
	"vouch/shared/wire"
)

// edge is an Echo with one route of each sort, and what it logged.
func edge(t *testing.T) (*echo.Echo, *prometheus.Registry, *bytes.Buffer) {
	t.Helper()
	var logged bytes.Buffer
	registry := prometheus.NewRegistry()
	e := web.New(web.Config{
		Logger:  slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Metrics: registry, Now: time.Now, Secure: true,
	})
	cause := errors.New("the disk of 192.0.2.7")
	for path, err := range map[string]error{
		"/invalid":      fault.New(fault.Invalid, "The name is empty.").At("name").OnLine(3),
		"/unauthorized": fault.New(fault.Unauthorized, "Sign in."),
		"/forbidden":    fault.New(fault.Forbidden, "Not you."),
		"/not-found":    fault.New(fault.NotFound, "Nothing."),
		"/conflict":     fault.New(fault.Conflict, "Changed."),
		"/unavailable":  fault.New(fault.Unavailable, "Later.").Because(cause),
		"/defect":       cause,
	} {
		e.GET(path, func(echo.Context) error { return err })
	}
	e.GET("/panic", func(echo.Context) error { panic("broken") })
	e.GET("/token/:secret", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	e.POST("/body", func(c echo.Context) error {
		_, err := io.Copy(io.Discard, c.Request().Body)
		return err
	})
	pages := e.Group("/pages", web.AnswerWith(web.AnswerPage))
	pages.GET("/forbidden", func(echo.Context) error { return fault.New(fault.Forbidden, "Not <you>.") })
	return e, registry, &logged
}

func ask(t *testing.T, e *echo.Echo, method, path string, body io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), method, path, body)
	request.RemoteAddr = "192.0.2.7:1234"
	e.ServeHTTP(answer, request)
	return answer
}

func TestAFaultBecomesAStatusOnce(t *testing.T) {
	e, _, _ := edge(t)
	cases := map[string]wire.Problem{
		"/invalid":      {Status: 400, Kind: "invalid", Title: "The name is empty.", Field: "name", Line: 3},
		"/unauthorized": {Status: 401, Kind: "unauthorized", Title: "Sign in."},
		"/forbidden":    {Status: 403, Kind: "forbidden", Title: "Not you."},
		"/not-found":    {Status: 404, Kind: "not_found", Title: "Nothing."},
		"/conflict":     {Status: 409, Kind: "conflict", Title: "Changed."},
		"/unavailable":  {Status: 503, Kind: "unavailable", Title: "Later."},
		"/defect":       {Status: 500, Kind: "unavailable", Title: "Something went wrong on our side. Try again in a moment."},
		"/panic":        {Status: 500, Kind: "unavailable", Title: "Something went wrong on our side. Try again in a moment."},
		"/nowhere":      {Status: 404, Kind: "not_found", Title: "There is nothing at this address."},
	}
	for path, want := range cases {
		answer := ask(t, e, http.MethodGet, path, nil)
		var got wire.Problem
		if err := json.Unmarshal(answer.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s: %v in %q", path, err, answer.Body)
		}
		if answer.Code != want.Status || got.Status != want.Status || got.Kind != want.Kind || got.Title != want.Title ||
			got.Field != want.Field || got.Line != want.Line {
			t.Errorf("%s: %d %+v", path, answer.Code, got)
		}
		if kind := answer.Header().Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: content type %q", path, kind)
		}
		if (answer.Code == 503) != (answer.Header().Get("Retry-After") != "") {
			t.Errorf("%s: Retry-After %q", path, answer.Header().Get("Retry-After"))
		}
	}
	if answer := ask(t, e, http.MethodPost, "/invalid", nil); answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("another method: %d", answer.Code)
	}
}

func TestPagesAnswerInTheirOwnWay(t *testing.T) {
	e, _, _ := edge(t)
	for path, status := range map[string]int{"/pages/forbidden": 403, "/pages/nowhere": 404} {
		answer := ask(t, e, http.MethodGet, path, nil)
		if answer.Code != status || !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d %q", path, answer.Code, answer.Header().Get("Content-Type"))
		}
		if strings.Contains(answer.Body.String(), "<you>") {
			t.Error("the title is not escaped")
		}
	}
}

func TestEveryAnswerHasSafeHeaders(t *testing.T) {
	e, _, _ := edge(t)
	for _, path := range []string{"/token/x", "/forbidden", "/panic", "/nowhere"} {
		header := ask(t, e, http.MethodGet, path, nil).Header()
		for _, name := range []string{
			"X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Content-Security-Policy",
			"Strict-Transport-Security", "X-Request-Id",
		} {
			if header.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
	}
}

func TestLogsAndMetricsTellNoSecret(t *testing.T) {
	e, registry, logged := edge(t)
	secret := "can" + "ary"
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/token/"+secret+"?q="+secret, nil)
	request.RemoteAddr = "192.0.2.7:1234"
	for _, name := range []string{"Authorization", "Cookie", "Referer", "User-Agent", "X-Forwarded-For", "X-Request-Id"} {
		request.Header.Set(name, secret)
	}
	e.ServeHTTP(httptest.NewRecorder(), request)
	ask(t, e, "MADE-UP-"+secret, "/"+secret, strings.NewReader(secret))

	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	text := logged.String()
	for _, family := range families {
		text += family.String()
	}
	if strings.Contains(text, secret) || strings.Contains(text, "192.0.2.7") {
		t.Errorf("it was told:\n%s", text)
	}
	if !strings.Contains(text, "/token/:secret") {
		t.Errorf("the route is missing:\n%s", text)
	}
}

// Whoever sends or takes a byte a minute holds a connection, and there are only so many.
func TestSlowPeersAreGivenUp(t *testing.T) {
	server := web.Serve(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	for what, limit := range map[string]time.Duration{
		"headers": server.ReadHeaderTimeout, "bodies": server.ReadTimeout,
		"answers": server.WriteTimeout, "silence": server.IdleTimeout,
	} {
		if limit <= 0 {
			t.Errorf("no limit on %s", what)
		}
	}
}

func TestBodiesAreLimited(t *testing.T) {
	e, _, _ := edge(t)
	for size, want := range map[int]int{1 << 20: http.StatusOK, 1<<20 + 1: http.StatusRequestEntityTooLarge} {
		body := struct{ io.Reader }{strings.NewReader(strings.Repeat("a", size))} // of unknown length
		if answer := ask(t, e, http.MethodPost, "/body", body); answer.Code != want {
			t.Errorf("%d bytes: %d", size, answer.Code)
		}
	}
}
