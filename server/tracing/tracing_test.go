package tracing

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"vouch/server/fault"
	"vouch/server/tracing/tracingtest"
)

// open sends everything to url, and is closed by the test.
func open(tb testing.TB, url string, logged *bytes.Buffer) *Tracer {
	tb.Helper()
	logger := slog.New(slog.DiscardHandler)
	if logged != nil {
		logger = slog.New(slog.NewTextHandler(logged, nil))
	}
	t, err := Open(tb.Context(), Settings{URL: url, Share: 1, Links: 1, Version: "1.2.3", Instance: "abc"}, logger)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func ended(t *testing.T, tracer *Tracer) {
	t.Helper()
	if err := tracer.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, spans []tracingtest.Span, name string) tracingtest.Span {
	t.Helper()
	for _, span := range spans {
		if span.GetName() == name {
			return span
		}
	}
	t.Fatalf("there is no span %q in %v", name, spans)
	return tracingtest.Span{}
}

func TestARequestIsASpanAndItsPartsAreBelowIt(t *testing.T) {
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	tracer.Know("/v1/sync")
	ctx, request := tracer.Request(t.Context(), Asked{Method: "POST", Route: "/v1/sync"})
	ctx, exchange := Begin(ctx, Exchange)
	exchange.Count(3)
	_, trip := RoundTrip(ctx, "evalsha", 1)
	trip.Refused("NOSCRIPT")
	_, pipe := RoundTrip(ctx, "hget", 4)
	pipe.End(nil)
	exchange.End(fault.New(fault.Conflict, "It changed."))
	request.Answered(http.StatusServiceUnavailable)
	ended(t, tracer)

	spans := collector.Spans()
	whole, part := find(t, spans, "POST /v1/sync"), find(t, spans, "exchange")
	script, pipeline := find(t, spans, "redis evalsha"), find(t, spans, "redis pipeline")
	if len(spans) != 4 || !part.Under(whole) || !script.Under(part) || !pipeline.Under(part) || len(whole.GetParentSpanId()) != 0 {
		t.Errorf("they do not lie in each other: %v", spans)
	}
	for _, has := range []struct {
		span       tracingtest.Span
		key, value string
	}{
		{whole, "http.request.method", "POST"},
		{whole, "http.route", "/v1/sync"},
		{whole, "http.response.status_code", "503"},
		{whole, "error.type", "503"},
		{part, "vouch.count", "3"},
		{part, "error.type", "conflict"},
		{script, "db.system.name", "redis"},
		{script, "db.operation.name", "evalsha"},
		{script, "error.type", "NOSCRIPT"},
		{pipeline, "db.operation.name", "pipeline"},
		{pipeline, "db.operation.batch.size", "4"},
	} {
		if got := has.span.Get(has.key); got != has.value {
			t.Errorf("%s: %s is %q, want %q", has.span.GetName(), has.key, got, has.value)
		}
	}
	if said := collector.Said(); !said["service.name"]["vouch"] || !said["service.version"]["1.2.3"] {
		t.Errorf("who speaks: %v", said)
	}
}

// Whatever finds its way into a span, by a mistake here or in the SDK, is held back at the door.
func TestNothingLeavesThatIsNotOnTheLists(t *testing.T) {
	secret := "can" + "ary"
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	marked := []attribute.KeyValue{
		attribute.String("who", secret), attribute.String(secret, "GET"), attribute.String(keyMethod, secret),
		attribute.String(keyRoute, "/l/"+secret), attribute.String(keyOutcome, secret), attribute.StringSlice(keyCommand, []string{secret}),
		attribute.String(keyCount, secret), attribute.String(keyError, secret),
	}
	state, err := trace.ParseTraceState("vendor=" + secret)
	if err != nil {
		t.Fatal(err)
	}
	far := trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled, TraceState: state,
	})
	_, span := tracer.tracer.Start(t.Context(), "GET /l/"+secret,
		trace.WithAttributes(marked...), trace.WithLinks(trace.Link{SpanContext: far, Attributes: marked}))
	span.AddEvent(secret, trace.WithAttributes(marked...))
	span.RecordError(errors.New(secret))
	span.SetStatus(codes.Error, secret)
	span.End()
	_, trip := RoundTrip(trace.ContextWithSpan(t.Context(), span), secret, 1)
	trip.Refused(secret)
	_, parted := tracer.Request(t.Context(), Asked{Method: secret, Route: "/" + secret})
	parted.End(errors.New(secret))
	ended(t, tracer)

	spans := collector.Spans()
	if len(spans) != 2 {
		t.Fatalf("%d spans", len(spans))
	}
	if text := collector.Text(); strings.Contains(text, secret) {
		t.Errorf("it was told:\n%s", text)
	}
	for _, span := range spans {
		if span.GetName() != "other" || len(span.GetEvents()) != 0 {
			t.Errorf("%v", span)
		}
	}
}

func TestOffIsNothing(t *testing.T) {
	tracer, err := Open(t.Context(), Settings{Share: 1, Links: 1}, slog.New(slog.DiscardHandler))
	if tracer != nil || err != nil {
		t.Fatalf("%v, %v", tracer, err)
	}
	ctx, wrong := t.Context(), errors.New("x")
	var carried Carried
	allocated := testing.AllocsPerRun(100, func() {
		same, span := tracer.Request(ctx, Asked{Method: "GET", Route: "/l/:code", Parent: "x"})
		part, click := tracer.Begin(same, StoreClick)
		carried.Add(click)
		_, commit := tracer.For(part, CommitClicks, carried)
		commit.Count(1)
		commit.End(nil)
		click.End(wrong)
		span.Answered(http.StatusFound)
		if same != ctx || part != ctx || tracer.Background(ctx) != ctx {
			t.Error("the context was wrapped")
		}
	})
	if allocated != 0 {
		t.Errorf("%v allocations", allocated)
	}
	if err := tracer.Close(ctx); err != nil || (tracer.State() != State{}) {
		t.Error(err)
	}
}

// A request that is not drawn keeps its context, and nothing below it asks anything.
func TestAShareIsDrawn(t *testing.T) {
	for _, share := range []float64{0, 0.01, 0.3, 1} {
		const calls = 100_000
		drawn, d := 0, draws{seed: 7}
		for range calls {
			if d.hit(share) {
				drawn++
			}
		}
		if got := float64(drawn) / calls; got < 0.9*share || got > 1.1*share {
			t.Errorf("%v of them, want %v", got, share)
		}
	}
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	tracer.settings.Links = 0
	if ctx, span := tracer.Request(t.Context(), Asked{Method: "GET", Route: "/l/:code"}); span.On() || ctx != t.Context() || Active(ctx) {
		t.Error("a redirect was traced")
	}
	tracer.settings.Share = 0
	if ctx, span := Job(tracer.Background(t.Context()), CountFacts); span.On() || Active(ctx) {
		t.Error("a job was traced")
	}
	ended(t, tracer)
	if spans := collector.Spans(); len(spans) != 0 {
		t.Errorf("%v", spans)
	}
}

const proxied = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0"

func TestATraceOfAProxyIsJoined(t *testing.T) {
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	tracer.settings.Share, tracer.settings.Links = 0, 1
	tracer.Know("/a", "/l/:code")
	for _, asked := range []Asked{
		{Method: "GET", Route: "/a", Parent: proxied + "1"},
		{Method: "GET", Route: "/l/:code", Parent: proxied + "0"}, // it decided against
		{Method: "GET", Route: "/a", Parent: "00-" + strings.Repeat("0", 32) + "-b7ad6b7169203331-01"},
		{Method: "GET", Route: "/a", Parent: "no such thing"},
	} {
		_, span := tracer.Request(t.Context(), asked)
		span.Answered(http.StatusOK)
	}
	ended(t, tracer)
	spans := collector.Spans()
	if len(spans) != 1 {
		t.Fatalf("%v", spans)
	}
	if hex.EncodeToString(spans[0].GetTraceId()) != proxied[3:35] || hex.EncodeToString(spans[0].GetParentSpanId()) != proxied[36:52] {
		t.Errorf("%v", spans[0])
	}
}

func TestABatchIsLinkedToTheRequestsItCarries(t *testing.T) {
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	var carried Carried
	carried.Add(Span{})
	if _, span := tracer.For(t.Context(), CommitClicks, carried); span.On() {
		t.Error("a batch of requests that are not traced is")
	}
	for range 2 {
		_, span := tracer.Request(t.Context(), Asked{Method: "GET", Route: "/l/:code"})
		carried.Add(span)
		span.Answered(http.StatusFound)
	}
	_, span := tracer.For(t.Context(), CommitClicks, carried)
	span.Bytes(88)
	span.Outcome("journal")
	span.End(nil)
	ended(t, tracer)
	commit := find(t, collector.Spans(), "commit clicks")
	if len(commit.GetLinks()) != 2 || commit.Get("vouch.bytes") != "88" || commit.Get("vouch.outcome") != "journal" {
		t.Errorf("%v", commit)
	}
}

// A collector that is away costs nobody anything, and is told of once.
func TestACollectorThatIsAway(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once: nobody listens there
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	var logged bytes.Buffer
	tracer := open(t, "http://"+listener.Addr().String(), &logged)
	ask(t, tracer, 3*longestSend)
	ended(t, tracer)
	if n := strings.Count(logged.String(), "takes no traces"); n != 1 {
		t.Errorf("told %d times: %s", n, &logged)
	}
	if state := tracer.State(); state.Sent != 0 || state.Made != 3*longestSend {
		t.Errorf("%+v", state)
	}
}

func ask(t *testing.T, tracer *Tracer, n int) {
	t.Helper()
	for range n {
		_, span := tracer.Request(t.Context(), Asked{Method: "GET", Route: "/l/:code"})
		span.Answered(http.StatusFound)
	}
}

// hanging is a collector that takes a message and answers nothing until release is closed.
func hanging(t *testing.T) (url string, taking, given <-chan struct{}, release chan struct{}) {
	t.Helper()
	took, gave := make(chan struct{}, 100), make(chan struct{}, 100)
	release = make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then is it noticed that the caller left
		took <- struct{}{}
		select {
		case <-release:
		case <-r.Context().Done():
			gave <- struct{}{}
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, took, gave, release
}

// While the collector hangs, so many spans are kept as the queue is long, and one message besides.
func TestWhatWaitsIsBounded(t *testing.T) {
	url, taking, _, release := hanging(t)
	tracer := open(t, url, nil)
	ask(t, tracer, longestSend)
	<-taking
	ask(t, tracer, 10*longestQueue)
	close(release)
	ended(t, tracer)
	if kept := tracer.State().Sent; kept < longestQueue || kept > longestQueue+2*longestSend {
		t.Errorf("%d spans were kept", kept)
	}
}

// A server that stops does not wait for a collector, and leaves nothing under way.
func TestStoppingDoesNotWait(t *testing.T) {
	url, taking, given, release := hanging(t)
	defer close(release)
	tracer := open(t, url, nil)
	ask(t, tracer, longestSend)
	<-taking
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := tracer.Close(ctx); err != nil {
		t.Errorf("%v", err)
	}
	<-given
}

func TestWhereTracesGo(t *testing.T) {
	for _, wrong := range []string{"", "collector:4318", "ftp://collector", "http://", "http://a:b@collector", "http://collector/?x"} {
		var settings Settings
		if err := settings.Send(wrong); !fault.Is(err, fault.Invalid) || settings.On() {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	var settings Settings
	if err := settings.Send("http://127.0.0.1:4318/"); err != nil || settings.URL != "http://127.0.0.1:4318" {
		t.Errorf("%+v, %v", settings, err)
	}
	for names, on := range map[string]bool{
		"": false, "OTEL_EXPORTER_OTLP_ENDPOINT": true, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": true, "OTEL_SERVICE_NAME": false,
		"OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SDK_DISABLED": false, "OTEL_EXPORTER_OTLP_ENDPOINT OTEL_TRACES_EXPORTER": false,
	} {
		var settings Settings
		settings.Standards(func(name string) string {
			values := map[string]string{"OTEL_SDK_DISABLED": "true", "OTEL_TRACES_EXPORTER": "none"}
			switch {
			case !strings.Contains(" "+names+" ", " "+name+" "):
				return ""
			case values[name] != "":
				return values[name]
			}
			return "http://127.0.0.1:4318"
		})
		if settings.On() != on {
			t.Errorf("%q: %v", names, settings)
		}
	}
}

// The standard variable alone is enough.
func TestTheEnvironmentNamesTheCollector(t *testing.T) {
	collector := tracingtest.Start(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip")
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=trial")
	t.Setenv("OTEL_SERVICE_NAME", "vouch-links")
	tracer, err := Open(t.Context(), Settings{Standard: true, Share: 1, Links: 1}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ask(t, tracer, 1)
	ended(t, tracer)
	said := collector.Said()
	if len(collector.Spans()) != 1 || !said["service.name"]["vouch-links"] || !said["deployment.environment.name"]["trial"] {
		t.Errorf("%v", said)
	}
}

// Many requests at once share one tracer.
func TestManyAtOnce(t *testing.T) {
	collector := tracingtest.Start(t)
	tracer := open(t, collector.URL, nil)
	var made atomic.Int64
	done := make(chan struct{})
	for range 8 {
		go func() {
			defer func() { done <- struct{}{} }()
			for n := range 50 {
				ctx, span := tracer.Request(t.Context(), Asked{Method: "GET", Route: "/" + strconv.Itoa(n)})
				_, part := Begin(ctx, Exchange)
				part.End(nil)
				span.Answered(http.StatusOK)
				made.Add(2)
			}
		}()
	}
	for range 8 {
		<-done
	}
	ended(t, tracer)
	if got := int64(len(collector.Spans())); got != made.Load() || tracer.State().Sent != got {
		t.Errorf("%d of %d spans came", got, made.Load())
	}
}
