package web_test

import (
	"context"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/tracing"
	"vouch/server/tracing/tracingtest"
	"vouch/server/web"
)

// traced is an Echo whose requests are told to a collector; end sends what waits.
func traced(t *testing.T, share float64, proxies string) (e *echo.Echo, collector *tracingtest.Collector, end func()) {
	t.Helper()
	collector = tracingtest.Start(t)
	logger := slog.New(slog.DiscardHandler)
	tracer, err := tracing.Open(t.Context(), tracing.Settings{URL: collector.URL, Share: share, Links: share}, logger)
	if err != nil {
		t.Fatal(err)
	}
	believed, err := web.ParseProxies(proxies)
	if err != nil {
		t.Fatal(err)
	}
	e = web.New(web.Config{Logger: logger, Metrics: prometheus.NewRegistry(), Now: time.Now, Proxies: believed, Tracer: tracer})
	e.GET("/token/:secret", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	e.GET("/panic", func(echo.Context) error { panic("broken") })
	tracer.Know("/token/:secret", "/panic")
	return e, collector, func() {
		if err := tracer.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

func TestASpanNamesTheTemplateAndNothingElse(t *testing.T) {
	e, collector, end := traced(t, 1, "1")
	secret := "can" + "ary"
	for path, method := range map[string]string{
		"/token/" + secret + "?q=" + secret: http.MethodGet, "/" + secret: http.MethodGet, "/panic": http.MethodGet,
		"/token/" + secret: "MADE-UP-" + strings.ToUpper(secret),
	} {
		request := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(secret))
		request.RemoteAddr = "192.0.2.7:1234"
		for _, name := range []string{"Authorization", "Cookie", "Referer", "User-Agent", "X-Forwarded-For", "Tracestate", "Baggage"} {
			request.Header.Set(name, "k="+secret)
		}
		e.ServeHTTP(httptest.NewRecorder(), request)
	}
	end()
	want := map[string]string{"GET /token/:secret": "204", "GET none": "404", "GET /panic": "500", "OTHER /token/:secret": "405"}
	for _, span := range collector.Spans() {
		if status, ok := want[span.GetName()]; !ok || span.Get("http.response.status_code") != status {
			t.Errorf("%v", span)
		}
		delete(want, span.GetName())
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if text := collector.Text(); strings.Contains(strings.ToLower(text), secret) || strings.Contains(text, "192.0.2") {
		t.Errorf("it was told:\n%s", text)
	}
}

// What is not drawn, or not even on, passes as it came: the handler gets the very request.
func TestWhatIsNotTracedIsNotTouched(t *testing.T) {
	drawnNever, _, end := traced(t, 0, "0")
	defer end()
	off, _, _ := edge(t)
	for what, e := range map[string]*echo.Echo{"off": off, "not drawn": drawnNever} {
		asked := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/look", nil)
		var got *http.Request
		e.GET("/look", func(c echo.Context) error { got = c.Request(); return nil })
		e.ServeHTTP(httptest.NewRecorder(), asked)
		if got != asked {
			t.Errorf("%s: the request was wrapped", what)
		}
	}
}

// A caller cannot choose to be traced, nor mark its requests: only what a believed proxy says about
// a trace counts.
func TestATraceIsJoinedForBelievedProxiesAlone(t *testing.T) {
	const trace = "0af7651916cd43dd8448eb211c80319c"
	for _, c := range []struct {
		proxies, peer, forwarded string
		headers                  []string
		joins                    bool
	}{
		{"0", "192.0.2.7:1", "", []string{trace}, false},
		{"0", "192.0.2.7:1", "203.0.113.9", []string{trace}, false},
		{"1", "192.0.2.7:1", "203.0.113.9", []string{trace}, true},
		{"1", "192.0.2.7:1", "", []string{trace}, false}, // past the proxy
		{"2", "192.0.2.7:1", "203.0.113.9", []string{trace}, false},
		{"192.0.2.0/24", "192.0.2.7:1", "203.0.113.9", []string{trace}, true},
		{"192.0.2.0/24", "198.51.100.1:1", "203.0.113.9", []string{trace}, false},
		{"192.0.2.0/24", "192.0.2.7:1", "203.0.113.9", []string{trace, trace}, false},
		{"192.0.2.0/24", "192.0.2.7:1", "203.0.113.9", nil, false},
	} {
		e, collector, end := traced(t, 1, c.proxies)
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/token/x", nil)
		request.RemoteAddr = c.peer
		if c.forwarded != "" {
			request.Header.Set("X-Forwarded-For", c.forwarded)
		}
		for _, id := range c.headers {
			request.Header.Add("Traceparent", "00-"+id+"-b7ad6b7169203331-01")
		}
		answer := httptest.NewRecorder()
		e.ServeHTTP(answer, request)
		_, _ = io.Copy(io.Discard, answer.Body)
		end()
		spans := collector.Spans()
		if len(spans) != 1 {
			t.Fatalf("%+v: %d spans", c, len(spans))
		}
		if joined := hex.EncodeToString(spans[0].GetTraceId()) == trace; joined != c.joins || joined != (len(spans[0].GetParentSpanId()) > 0) {
			t.Errorf("%+v: %v", c, spans[0])
		}
	}
}
