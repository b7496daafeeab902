// Package tracingtest is a collector on loopback, for tests: it takes OTLP over HTTP as any does,
// and keeps every message.
package tracingtest

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	traces "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// Collector keeps what it was sent. It is safe for concurrent use.
type Collector struct {
	URL string

	mu    sync.Mutex
	taken []*traces.ResourceSpans
	texts []string // of headers and addresses of the messages
}

// Start takes messages until the test ends.
func Start(tb testing.TB) *Collector {
	tb.Helper()
	c := &Collector{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := c.take(r); err != nil {
			tb.Errorf("the collector: %v", err)
			w.WriteHeader(http.StatusBadRequest)
		}
	}))
	tb.Cleanup(server.Close)
	c.URL = server.URL
	return c
}

func (c *Collector) take(r *http.Request) error {
	if r.Method != http.MethodPost || r.URL.Path != "/v1/traces" {
		return fmt.Errorf("%s %s", r.Method, r.URL.Path)
	}
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		plain, err := gzip.NewReader(r.Body)
		if err != nil {
			return err
		}
		body = plain
	}
	packed, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	var message collector.ExportTraceServiceRequest
	if err := proto.Unmarshal(packed, &message); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.taken = append(c.taken, message.GetResourceSpans()...)
	c.texts = append(c.texts, fmt.Sprint(r.URL, r.Header))
	return nil
}

// Spans are all that came, in no order.
func (c *Collector) Spans() (spans []Span) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, each := range c.taken {
		for _, scope := range each.GetScopeSpans() {
			for _, span := range scope.GetSpans() {
				spans = append(spans, Span{span})
			}
		}
	}
	return spans
}

// Text is everything that came but for ids and instants, headers too, as one text in which a test
// looks for what must not be there: whatever field a name came in, it is in it.
func (c *Collector) Text() (text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, each := range c.taken {
		text += each.String() + "\n"
	}
	return text + fmt.Sprint(c.texts)
}

// Said are the keys of every attribute with their values: of resources, of scopes, of spans, of
// their events and links.
func (c *Collector) Said() map[string]map[string]bool {
	said := map[string]map[string]bool{}
	for _, each := range c.attributes() {
		if said[each.GetKey()] == nil {
			said[each.GetKey()] = map[string]bool{}
		}
		said[each.GetKey()][text(each.GetValue())] = true
	}
	return said
}

func (c *Collector) attributes() (all []*common.KeyValue) {
	for _, span := range c.Spans() {
		all = append(all, span.GetAttributes()...)
		for _, event := range span.GetEvents() {
			all = append(all, event.GetAttributes()...)
		}
		for _, link := range span.GetLinks() {
			all = append(all, link.GetAttributes()...)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, each := range c.taken {
		all = append(all, each.GetResource().GetAttributes()...)
		for _, scope := range each.GetScopeSpans() {
			all = append(all, scope.GetScope().GetAttributes()...)
		}
	}
	return all
}

// Span is one of them.
type Span struct{ *traces.Span }

// Is reports whether the attribute has this value.
func (s Span) Is(key, value string) bool { return s.Get(key) == value }

// Get is an attribute's value as text; "" when the span does not have it.
func (s Span) Get(key string) string {
	for _, each := range s.GetAttributes() {
		if each.GetKey() == key {
			return text(each.GetValue())
		}
	}
	return ""
}

// Under reports whether the span is a part of another.
func (s Span) Under(whole Span) bool {
	return string(s.GetParentSpanId()) == string(whole.GetSpanId()) && s.SameTrace(whole)
}

// SameTrace reports whether two belong to one trace.
func (s Span) SameTrace(as Span) bool { return string(s.GetTraceId()) == string(as.GetTraceId()) }

func text(value *common.AnyValue) string {
	switch of := value.GetValue().(type) {
	case *common.AnyValue_StringValue:
		return of.StringValue
	case *common.AnyValue_IntValue:
		return fmt.Sprint(of.IntValue)
	default:
		return value.String()
	}
}
