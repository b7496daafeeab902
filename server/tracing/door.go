package tracing

import (
	"context"
	"log/slog"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// door is the last that a span passes on its way out: it lets through what is on the lists, and
// says once when the collector stops taking spans and once when it takes them again.
type door struct {
	to     sdk.SpanExporter
	living context.Context //nolint:containedctx // ends what is under way when the server will not wait
	logger *slog.Logger
	words  *words
	made   counted
	sent   atomic.Int64
	failed atomic.Bool
}

// ExportSpans implements sdk.SpanExporter. Failures are told here: the SDK would write each to
// standard error.
func (d *door) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.living, cancel)()
	shown := make([]sdk.ReadOnlySpan, len(spans))
	for i, span := range spans {
		shown[i] = allowed{span, d.words}
	}
	err := d.to.ExportSpans(ctx, shown)
	if err == nil {
		d.sent.Add(int64(len(spans)))
	}
	if failed := err != nil; d.failed.Swap(failed) != failed && d.living.Err() == nil {
		d.tell(err)
	}
	return nil
}

func (d *door) tell(err error) {
	if err != nil {
		d.logger.Warn("the collector takes no traces; they are forgotten until it does", "error", err)
		return
	}
	d.logger.Info("the collector takes traces again")
}

// Shutdown implements sdk.SpanExporter.
func (d *door) Shutdown(ctx context.Context) error { return d.to.Shutdown(ctx) }

// allowed is a span as the lists have it.
type allowed struct {
	sdk.ReadOnlySpan
	words *words
}

// Name implements sdk.ReadOnlySpan.
func (a allowed) Name() string { return a.words.name(a.ReadOnlySpan.Name()) }

// Attributes implements sdk.ReadOnlySpan.
func (a allowed) Attributes() []attribute.KeyValue {
	return a.words.allow(a.ReadOnlySpan.Attributes())
}

// Events implements sdk.ReadOnlySpan: there are none.
func (allowed) Events() []sdk.Event { return nil }

// Status implements sdk.ReadOnlySpan, without a text.
func (a allowed) Status() sdk.Status { return sdk.Status{Code: a.ReadOnlySpan.Status().Code} }

// Links implements sdk.ReadOnlySpan: two ids and the flag of each.
func (a allowed) Links() []sdk.Link {
	links := make([]sdk.Link, len(a.ReadOnlySpan.Links()))
	for i, link := range a.ReadOnlySpan.Links() {
		links[i].SpanContext = link.SpanContext.WithTraceState(trace.TraceState{})
	}
	return links
}

// counted counts spans that ended.
type counted struct{ count atomic.Int64 }

// OnStart implements sdk.SpanProcessor.
func (*counted) OnStart(context.Context, sdk.ReadWriteSpan) {}

// OnEnd implements sdk.SpanProcessor.
func (c *counted) OnEnd(sdk.ReadOnlySpan) { c.count.Add(1) }

// Shutdown implements sdk.SpanProcessor.
func (*counted) Shutdown(context.Context) error { return nil }

// ForceFlush implements sdk.SpanProcessor.
func (*counted) ForceFlush(context.Context) error { return nil }
