package tracing

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Asked is a request as a trace knows it.
type Asked struct {
	Method string // of the usual ones, or OTHER
	Route  string // the template
	Parent string // the traceparent of a proxy that is believed; "" is none
}

// Request begins a trace, or joins that of the proxy. When this request is not traced, the context
// comes back as it is.
func (t *Tracer) Request(ctx context.Context, asked Asked) (context.Context, Span) {
	if t == nil {
		return ctx, Span{}
	}
	before := parent(asked.Parent)
	switch {
	case before.IsValid() && !before.IsSampled(): // the proxy decided for the whole trace
		return ctx, Span{}
	case !before.IsValid() && !t.draws.hit(t.share(asked.Route)):
		return ctx, Span{}
	}
	if before.IsValid() {
		ctx = trace.ContextWithRemoteSpanContext(ctx, before)
	}
	ctx, span := t.tracer.Start(ctx, asked.Method+" "+asked.Route, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String(keyMethod, asked.Method), attribute.String(keyRoute, asked.Route)))
	return ctx, Span{span}
}

func (t *Tracer) share(route string) float64 {
	if route == linkRoute {
		return t.settings.Links
	}
	return t.settings.Share
}

// parent reads two ids and a flag. What else a caller may send along, tracestate and baggage, can
// hold anything and is not read.
func parent(header string) trace.SpanContext {
	if header == "" {
		return trace.SpanContext{}
	}
	carrier := propagation.MapCarrier{"traceparent": header}
	return trace.SpanContextFromContext(propagation.TraceContext{}.Extract(context.Background(), carrier))
}

// background marks a context whose work may begin traces.
type background struct{}

// Background gives the context of work that no request asked for; Job traces a share of it.
func (t *Tracer) Background(ctx context.Context) context.Context {
	if t == nil {
		return ctx
	}
	return context.WithValue(ctx, background{}, t)
}

// Job is Begin, which in a context of Background begins a trace for its share.
func Job(ctx context.Context, kind Kind) (context.Context, Span) {
	if Active(ctx) {
		return Begin(ctx, kind)
	}
	t, ok := ctx.Value(background{}).(*Tracer)
	if !ok || !t.draws.hit(t.settings.Share) {
		return ctx, Span{}
	}
	ctx, span := t.tracer.Start(ctx, string(kind), trace.WithNewRoot())
	return ctx, Span{span}
}

// Carried are the traced requests that something done for many at once is done for.
type Carried []trace.Link

// Add notes a request that waits for it.
func (c *Carried) Add(s Span) {
	if s.On() {
		*c = append(*c, trace.Link{SpanContext: s.of.SpanContext()})
	}
}

// For begins a trace of what is done for many requests, linked to those that are traced; nothing
// when none of them is.
func (t *Tracer) For(ctx context.Context, kind Kind, carried Carried) (context.Context, Span) {
	if t == nil || len(carried) == 0 {
		return ctx, Span{}
	}
	ctx, span := t.tracer.Start(ctx, string(kind), trace.WithNewRoot(), trace.WithLinks(carried...))
	return ctx, Span{span}
}
