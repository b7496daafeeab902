package postback_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/conversions"
	"vouch/server/fault"
	"vouch/server/postback"
	"vouch/server/web"
)

// room remembers what it was told and answers as it is set.
type room struct {
	postbacks, told []conversions.Report
	signed          string
	err             error
}

func (r *room) Postback(_ context.Context, report conversions.Report, _ []byte, header string) (conversions.Outcome, error) {
	r.postbacks, r.signed = append(r.postbacks, report), header
	return conversions.Recorded, r.err
}

func (r *room) Told(_ context.Context, report conversions.Report) (conversions.Outcome, error) {
	r.told = append(r.told, report)
	return conversions.Recorded, r.err
}

func open(t *testing.T) (*room, string) {
	t.Helper()
	r := &room{}
	logger := slog.New(slog.DiscardHandler)
	router := web.New(web.Config{Logger: logger, Metrics: prometheus.NewRegistry(), Now: time.Now})
	postback.New(postback.Options{Conversions: r, Logger: logger}).Register(router)
	server := httptest.NewServer(router)
	t.Cleanup(server.Close)
	return r, server.URL
}

func ask(t *testing.T, method, address, body string) (status int, header http.Header, text string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set(conversions.SignatureHeader, "t=1,v1=00")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(read)
}

func TestAPostback(t *testing.T) {
	r, url := open(t)
	status, _, text := ask(t, http.MethodPost, url+"/c", `{"cid":"x","order":"1","goal":"sale","value":1999,"currency":"EUR"}`)
	if status != http.StatusOK || strings.TrimSpace(text) != `{"outcome":"recorded"}` || r.signed != "t=1,v1=00" {
		t.Errorf("%d %s, signed %q", status, text, r.signed)
	}
	if got := r.postbacks[0]; got != (conversions.Report{Click: "x", Order: "1", Goal: "sale", Value: 1999, Currency: "EUR"}) {
		t.Errorf("%+v", got)
	}
	for name, body := range map[string]string{"no JSON": "cid=x", "too much": `{"cid":"` + strings.Repeat("x", 5000) + `"}`} {
		if status, _, _ := ask(t, http.MethodPost, url+"/c", body); status != http.StatusBadRequest && status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %d", name, status)
		}
	}
	r.err = fault.New(fault.Unauthorized, "Not signed.")
	if status, _, text := ask(t, http.MethodPost, url+"/c", "{}"); status != http.StatusUnauthorized || !strings.Contains(text, "Not signed.") {
		t.Errorf("unsigned: %d %s", status, text)
	}
}

// Nobody learns from the pixel what there is.
func TestThePixelAnswersTheSameWhateverItIsAsked(t *testing.T) {
	r, url := open(t)
	_, _, good := ask(t, http.MethodGet, url+"/c/pixel.gif?cid=x&order=1&goal=lead&value=7&currency=EUR", "")
	if got := r.told[0]; got != (conversions.Report{Click: "x", Order: "1", Goal: "lead", Value: 7, Currency: "EUR"}) {
		t.Errorf("%+v", got)
	}
	for _, err := range []error{fault.New(fault.Invalid, "No cid of ours."), errors.New("the store is away")} {
		r.err = err
		status, header, text := ask(t, http.MethodGet, url+"/c/pixel.gif?value=x", "")
		if status != http.StatusOK || text != good || header.Get("Content-Type") != "image/gif" || header.Get("Set-Cookie") != "" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%v: %d %v", err, status, header)
		}
	}
}

func TestTheScript(t *testing.T) {
	_, url := open(t)
	status, header, text := ask(t, http.MethodGet, url+"/c/vouch.js", "")
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/javascript") || strings.Contains(text, "document.cookie") {
		t.Errorf("%d %v", status, header)
	}
}
