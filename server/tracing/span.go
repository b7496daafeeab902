package tracing

import (
	"context"
	"errors"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"vouch/server/fault"
)

// Span is something that takes time, from Begin to End. The zero value is of what is not traced:
// its methods do nothing.
type Span struct{ of trace.Span }

// On reports whether anybody will read what is said.
func (s Span) On() bool { return s.of != nil }

// Begin begins a part of what the context's span does; nothing when that is not traced.
func Begin(ctx context.Context, kind Kind) (context.Context, Span) {
	return begin(ctx, string(kind), trace.SpanKindInternal)
}

func begin(ctx context.Context, name string, kind trace.SpanKind) (context.Context, Span) {
	whole := trace.SpanFromContext(ctx)
	if !whole.IsRecording() {
		return ctx, Span{}
	}
	ctx, part := whole.TracerProvider().Tracer(scope).Start(ctx, name, trace.WithSpanKind(kind))
	return ctx, Span{part}
}

// Begin is the function of this name, for paths so hot that traces which are off may not even look
// into the context.
func (t *Tracer) Begin(ctx context.Context, kind Kind) (context.Context, Span) {
	if t == nil {
		return ctx, Span{}
	}
	return Begin(ctx, kind)
}

// Active reports whether the context's work is traced.
func Active(ctx context.Context) bool { return trace.SpanFromContext(ctx).IsRecording() }

// ID of the context's trace, for a line in the log; "" when it is not traced.
func ID(ctx context.Context) string {
	if !Active(ctx) {
		return ""
	}
	return trace.SpanContextFromContext(ctx).TraceID().String()
}

// RoundTrip begins one to Redis: the command's name, or how many go in a pipeline. Keys and
// arguments have no way in here.
func RoundTrip(ctx context.Context, command string, count int) (context.Context, Span) {
	if count > 1 {
		command = pipeline
	}
	ctx, span := begin(ctx, roundTrip+command, trace.SpanKindClient)
	if span.On() {
		span.say(attribute.String(keySystem, "redis"), attribute.String(keyCommand, command))
		if count > 1 {
			span.say(attribute.Int(keyCommands, count))
		}
	}
	return ctx, span
}

// Count says how many clicks, facts or commands there were.
func (s Span) Count(n int) { s.number(keyCount, n) }

// Bytes says how long it was.
func (s Span) Bytes(n int) { s.number(keyBytes, n) }

// Projection says which one counts.
func (s Span) Projection(name string) { s.text(keyProjection, name) }

// Outcome says what became of it.
func (s Span) Outcome(word string) { s.text(keyOutcome, word) }

// Refused ends a span that Redis answered with a refusal: the first word of its answer.
func (s Span) Refused(word string) {
	if s.On() {
		s.fail(word)
		s.of.End()
	}
}

// End ends it; an error becomes its kind, and nothing of its text.
func (s Span) End(err error) {
	if !s.On() {
		return
	}
	if err != nil {
		s.fail(failure(err))
	}
	s.of.End()
}

// Answered ends a request with its status.
func (s Span) Answered(status int) {
	const serverErrors = 500
	if !s.On() {
		return
	}
	s.say(attribute.Int(keyStatus, status))
	if status >= serverErrors {
		s.fail(strconv.Itoa(status))
	}
	s.of.End()
}

func (s Span) fail(word string) {
	s.say(attribute.String(keyError, word))
	s.of.SetStatus(codes.Error, "")
}

func (s Span) number(key attribute.Key, n int) {
	if s.On() {
		s.say(key.Int(n))
	}
}

func (s Span) text(key attribute.Key, word string) {
	if s.On() {
		s.say(key.String(word))
	}
}

func (s Span) say(what ...attribute.KeyValue) { s.of.SetAttributes(what...) }

// failure is a word for an error.
func failure(err error) string {
	if f, ok := fault.As(err); ok {
		return string(f.Kind)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	}
	return "failed"
}
