package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/app"
	"vouch/server/tracing"
)

const published = "https://vouch.acme.example"

// bootBare is a server without a workspace. With a public address it stands behind a proxy.
func bootBare(t *testing.T, public string, traces ...tracing.Settings) *program {
	t.Helper()
	p := &program{t: t, data: t.TempDir(), done: make(chan error, 1), log: &bytes.Buffer{}}
	for _, given := range traces {
		p.traces = given
	}
	opened, err := app.Open(t.Context(), app.Config{
		Addr: "127.0.0.1:0", Data: p.data, PublicURL: public, Now: time.Now, Traces: p.traces,
		Origins: []string{"chrome-extension://abcdefghijklmnopabcdefghijklmnop"},
		Logger:  slog.New(slog.NewTextHandler(p.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready := make(chan struct{})
	p.App, p.at, p.stop = opened, opened.Where(), stop
	go func() { p.done <- opened.Run(ctx, func() { close(ready) }) }()
	<-ready
	p.at.URL = "http://" + opened.Listens()
	t.Cleanup(p.end)
	return p
}

// doors are an address and a method for each route.
func (p *program) doors() map[string]string {
	doors := map[string]string{}
	for _, route := range p.Routes() {
		if route.Method != echo.RouteNotFound {
			doors[route.Method+" "+parameter.ReplaceAllString(route.Path, "x")] = route.Path
		}
	}
	return doors
}

func (p *program) knock(method, path string, header http.Header, body string) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.at.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	if header != nil {
		request.Header = header
	}
	response, err := stranger().Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = response.Body.Close()
	return answer{response.StatusCode, response.Header, ""}
}

// Every answer of every door, whatever it is, tells browsers to be careful with it.
func TestEveryDoorHasSafeHeaders(t *testing.T) {
	p := bootBare(t, published)
	for door := range p.doors() {
		method, path, _ := strings.Cut(door, " ")
		header := p.knock(method, path, nil, "").header
		policy := header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", door, policy)
		}
		if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "unsafe-eval'") {
			t.Errorf("%s: the policy lets anything in: %q", door, policy)
		}
		if !strings.Contains(header.Get("Strict-Transport-Security"), "max-age=31536000") {
			t.Errorf("%s: a browser may come back without TLS", door)
		}
		if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Referrer-Policy") == "" {
			t.Errorf("%s: %v", door, header)
		}
		if strings.Contains(header.Get("Server"), "/") || header.Get("X-Powered-By") != "" {
			t.Errorf("%s says what it is made of", door)
		}
	}
}

// The extension that is named may read answers under /v1; nobody else may read any.
func TestOnlyTheNamedExtensionReadsAnswers(t *testing.T) {
	p := bootBare(t, published)
	named := "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
	for door := range p.doors() {
		method, path, _ := strings.Cut(door, " ")
		for _, origin := range []string{
			named, "null", "https://evil.example", "https://vouch.acme.example.evil.example", "chrome-extension://other",
			"chrome-extension://abcdefghijklmnopabcdefghijklmno", "moz-extension://01234567-89ab-cdef-0123-456789abcdef",
		} {
			header := p.knock(method, path, http.Header{"Origin": {origin}}, "").header
			got := header.Get("Access-Control-Allow-Origin")
			may := origin == named && strings.HasPrefix(path, "/v1/")
			if may && got != origin || !may && got != "" {
				t.Errorf("%s from %s: allowed %q", door, origin, got)
			}
			if header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: cookies are no way in here", door)
			}
		}
	}
}

// Ten megabytes are refused at every door that takes a body, and headers without end at all.
func TestWhatIsTooLargeIsRefused(t *testing.T) {
	p := bootBare(t, published)
	large := strings.Repeat("a", 10<<20)
	for door := range p.doors() {
		method, path, _ := strings.Cut(door, " ")
		if method != http.MethodPost {
			continue
		}
		kind := "application/json"
		if strings.HasPrefix(path, "/console") {
			kind = "application/x-www-form-urlencoded"
		}
		response := p.knock(method, path, http.Header{"Content-Type": {kind}}, large)
		if response.status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", door, response.status)
		}
	}
	endless := http.Header{"X-Endless": {strings.Repeat("a", 64<<10)}}
	if got := p.knock(http.MethodGet, "/healthz", endless, "").status; got != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("endless headers: %d", got)
	}
}

// Guessing at sign-in links and codes is slowed down, whatever address a caller claims to have.
func TestGuessersAreSlowedDown(t *testing.T) {
	p := bootBare(t, published)
	for _, at := range []struct {
		door  string
		burst int
	}{
		{"GET /console/sign-in/acme.guess", 60},
		{"POST /console/sign-in/acme.guess", 0}, // the same limit, used up by now
		{"POST /v1/pair", 10},
	} {
		door := at.door
		method, path, _ := strings.Cut(door, " ")
		limited := 0
		for n := range at.burst + 20 {
			header := http.Header{"Content-Type": {"application/json"}, "X-Forwarded-For": {itoa(n) + ".0.2.1"}}
			response := p.knock(method, path, header, `{"code":"BBBB-BBBB"}`)
			switch response.status {
			case http.StatusUnauthorized:
			case http.StatusTooManyRequests:
				limited++
				if response.header.Get("Retry-After") == "" {
					t.Errorf("%s: nobody says when to come back", door)
				}
			default:
				t.Errorf("%s: %d", door, response.status)
			}
		}
		if limited == 0 {
			t.Errorf("%s: guessing goes on and on", door)
		}
	}
}
