package redirect_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
	"vouch/server/redirect"
	"vouch/server/web"
)

func TestUnderItsOwnNameACompanyIsAlone(t *testing.T) {
	store, acme := kvtest.Start(t), kvtest.Workspace(t)
	globex := acme + "-globex"
	room := links.New(store, links.Options{Destinations: list{"acme.example"}, Now: time.Now, Rand: rand.Reader})
	mint := func(ws kv.Workspace) string {
		link, err := room.Mint(t.Context(), ws, links.Request{
			Story: "s1", Advocate: "p-ada", Team: "field", Channel: "linkedin", Destination: destination,
		})
		if err != nil {
			t.Fatal(err)
		}
		return "/l/" + string(link.Code)
	}
	edge := redirect.New(redirect.Options{
		Links: room, Clicks: activity.NewClicks(store, "a", time.Now), Now: time.Now, Desk: "https://vouch.example",
		Owner: func(host string) (kv.Workspace, bool) { return acme, host == "go.acme.example" },
	})
	router := web.New(web.Config{Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Now: time.Now})
	router.Pre(edge.OnlyLinks)
	router.GET("/console", func(c echo.Context) error { return c.NoContent(http.StatusOK) })
	edge.Register(router)
	own, foreign := mint(acme), mint(globex)
	for _, c := range []struct {
		host, path string
		status     int
	}{
		{"go.acme.example", own, http.StatusFound},
		{"go.acme.example", foreign, http.StatusNotFound},
		{"go.acme.example", "/console", http.StatusNotFound},
		{"vouch.example", own, http.StatusFound},
		{"vouch.example", foreign, http.StatusFound},
		{"vouch.example", "/console", http.StatusOK},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			if method == http.MethodHead && c.path == "/console" {
				continue // it has no such route
			}
			request := httptest.NewRequestWithContext(t.Context(), method, c.path, nil)
			request.Host = c.host
			answer := httptest.NewRecorder()
			router.ServeHTTP(answer, request)
			if answer.Code != c.status {
				t.Errorf("%s %s%s: %d, want %d", method, c.host, c.path, answer.Code, c.status)
			}
		}
	}
	plus := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, own+"+", nil)
	request.Host = "go.acme.example"
	router.ServeHTTP(plus, request)
	if to := plus.Header().Get("Location"); to != "https://vouch.example/console/links/"+own[len("/l/"):] {
		t.Error("the owner is led to", to)
	}
}
