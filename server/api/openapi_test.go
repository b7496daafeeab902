package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/labstack/echo/v4"

	"vouch/server/api"
	"vouch/server/app"
	"vouch/shared/wire"
)

func document(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDocumentNamesExactlyTheRoutes(t *testing.T) {
	var written []string
	for path, item := range document(t).Paths.Map() {
		for method := range item.Operations() {
			written = append(written, method+" "+path)
		}
	}
	e := echo.New()
	api.New(api.Rooms{}, api.Options{}).Register(e)
	var served []string
	parameter := regexp.MustCompile(`:(\w+)`)
	for _, route := range e.Routes() {
		if !strings.HasPrefix(route.Path, "/v1/") || strings.HasSuffix(route.Path, "*") {
			continue // the document itself, and what answers for every path
		}
		served = append(served, route.Method+" "+parameter.ReplaceAllString(route.Path, "{$1}"))
	}
	slices.Sort(written)
	slices.Sort(served)
	if !slices.Equal(written, served) {
		t.Errorf("written %q\nserved  %q", written, served)
	}
}

// contract sends requests to a real server and holds both sides to the document.
type contract struct {
	t      *testing.T
	router routers.Router
	url    string
}

// exchange sends a request that the document allows and checks the answer against it.
func (c contract) exchange(method, path, token string, body any) (status int, text []byte) {
	c.t.Helper()
	sent := []byte(nil)
	if body != nil {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			c.t.Fatal(err)
		}
	}
	request, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, bytes.NewReader(sent))
	if err != nil {
		c.t.Fatal(err)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("Authorization", "Bearer "+token)
	route, parameters, err := c.router.FindRoute(request)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: parameters, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}
	if err := openapi3filter.ValidateRequest(c.t.Context(), input); err != nil {
		c.t.Errorf("%s %s: the request: %v", method, path, err)
	}
	request.Body = io.NopCloser(bytes.NewReader(sent))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if text, err = io.ReadAll(response.Body); err != nil {
		c.t.Fatal(err)
	}
	err = openapi3filter.ValidateResponse(c.t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: response.StatusCode, Header: response.Header,
		Body: io.NopCloser(bytes.NewReader(text)), Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		c.t.Errorf("%s %s: the answer %s: %v", method, path, text, err)
	}
	return response.StatusCode, text
}

func serve(t *testing.T) app.RunFile {
	t.Helper()
	opened, err := app.Open(t.Context(), app.Config{
		Addr: "127.0.0.1:0", Data: t.TempDir(), Demo: true, Extension: "extension/dist/chrome",
		Now: time.Now, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- opened.Run(ctx, func() { close(ready) }) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	<-ready
	return opened.Where()
}

func TestRealAnswersAreAsTheDocumentSays(t *testing.T) {
	doc, at := document(t), serve(t)
	doc.Servers = openapi3.Servers{{URL: at.URL}}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	openapi3filter.RegisterBodyDecoder("application/octet-stream", openapi3filter.FileBodyDecoder)
	c := contract{t: t, router: router, url: at.URL}

	var paired wire.PairResponse
	status, text := c.exchange(http.MethodPost, "/v1/pair", "", wire.PairRequest{Code: at.PairingCode, Device: "a test"})
	if err := json.Unmarshal(text, &paired); status != http.StatusOK || err != nil {
		t.Fatalf("pair: %d, %v", status, err)
	}
	token := paired.Tokens.Access
	sync := wire.SyncRequest{Protocol: wire.Protocol, Outbox: []wire.Fact{{
		ID: "00000000-0000-4000-8000-000000000001", Kind: wire.Shared, AtMs: time.Now().UnixMilli(), Surface: "post",
	}}}
	var synced wire.SyncResponse
	status, text = c.exchange(http.MethodPost, "/v1/sync", token, sync)
	if err := json.Unmarshal(text, &synced); status != http.StatusOK || err != nil {
		t.Fatalf("sync: %d, %v", status, err)
	}
	publish := wire.PublishRequest{File: "a.yaml", YAML: "pack: [", Why: "A test"}
	rest := []struct {
		method, path, token string
		body                any
		want                int
	}{
		{http.MethodPost, "/v1/pair", "", wire.PairRequest{Code: "BBBB-BBBB"}, http.StatusUnauthorized},
		{http.MethodPost, "/v1/token", "", wire.RefreshRequest{Refresh: paired.Tokens.Refresh}, http.StatusOK},
		{http.MethodPost, "/v1/token", "", wire.RefreshRequest{Refresh: "made up"}, http.StatusUnauthorized},
		{http.MethodPost, "/v1/sync", token, wire.SyncRequest{Protocol: 99, Outbox: []wire.Fact{}}, http.StatusBadRequest},
		{http.MethodPost, "/v1/sync", "", sync, http.StatusUnauthorized},
		{http.MethodGet, "/v1/bundles/" + synced.Rules.Digest, token, nil, http.StatusOK},
		{http.MethodGet, "/v1/bundles/" + strings.Repeat("0", 64), token, nil, http.StatusNotFound},
		{http.MethodPost, "/v1/links", token, wire.LinkRequest{Story: "nothing", Channel: "linkedin"}, http.StatusNotFound},
		{http.MethodGet, "/v1/stream", "", nil, http.StatusUnauthorized},
		{http.MethodPost, "/v1/packs", "", publish, http.StatusUnauthorized},
		{http.MethodPost, "/v1/packs/rollback", "", wire.RollbackRequest{To: 1}, http.StatusUnauthorized},
	}
	for _, r := range rest {
		if got, text := c.exchange(r.method, r.path, r.token, r.body); got != r.want {
			t.Errorf("%s %s: %d, want %d: %s", r.method, r.path, got, r.want, text)
		}
	}
}
