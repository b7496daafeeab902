package app_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"vouch/shared/wire"
)

func itoa(n int) string { return strconv.Itoa(n) }

// stream is GET /v1/stream, open.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
}

func (p *program) listen(token string) *stream {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.at.URL+"/v1/stream", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = response.Body.Close() })
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || kind != "text/event-stream" {
		p.t.Fatalf("the stream: %d %q", response.StatusCode, kind)
	}
	return &stream{t: p.t, lines: bufio.NewScanner(response.Body)}
}

// next waits for an event.
func (s *stream) next() (event wire.StreamEvent) {
	s.t.Helper()
	for s.lines.Scan() {
		data, ok := strings.CutPrefix(s.lines.Text(), "data: ")
		if !ok {
			continue
		}
		if err := json.Unmarshal([]byte(data), &event); err != nil {
			s.t.Fatal(err)
		}
		return event
	}
	s.t.Fatalf("the stream ended: %v", s.lines.Err())
	return event
}

// ended waits until the server closed the stream in good order.
func (s *stream) ended() {
	s.t.Helper()
	for s.lines.Scan() {
	}
	if err := s.lines.Err(); err != nil {
		s.t.Errorf("the stream broke off: %v", err)
	}
}
