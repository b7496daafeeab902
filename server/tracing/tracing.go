// Package tracing tells a collector, by OpenTelemetry, where the time of a request went.
//
// It promises:
//
//   - Who does not ask for traces pays nothing: a nil *Tracer is traces that are off, nothing is
//     wrapped for it, and every method of it does nothing.
//   - A span says what was done and never for whom: no code, person, workspace, address, user agent,
//     query or key of the store. The ways to say something are the methods of Span, and before
//     spans leave, every name, attribute, event and link is held against the lists in words.go.
//   - Nobody waits for a collector. Spans wait in a queue of fixed length; what does not fit, or is
//     not taken, is forgotten and counted.
//   - A trace that began elsewhere is joined only where the caller of Request says so, and of what
//     came with it nothing but the two ids and the flag is read.
//
// This package alone knows OpenTelemetry; there is no global tracer.
package tracing

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"log/slog"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Tracer begins traces. It is safe for concurrent use; nil is off.
type Tracer struct {
	settings Settings
	draws    draws
	provider *sdk.TracerProvider
	tracer   trace.Tracer
	door     *door
	abandon  context.CancelFunc // ends what is being sent
}

// What waits for the collector, at most. A span takes about a kilobyte here.
const (
	longestQueue = 2048
	longestSend  = 512             // spans of one message
	sendEvery    = 2 * time.Second // or as soon as a message is full
	sendWithin   = 5 * time.Second // a collector that takes longer gets the next message instead
	mostLinks    = 512             // of a span: as many as clicks in a batch
	longestValue = 64              // bytes; every word of words.go is shorter
	mostValues   = 16              // attributes of a span
)

// Open begins to send to the collector that the settings name; nil when they name none. It does not
// wait for the collector. Routes are the templates that spans may name, known by the time of the
// first request.
func Open(ctx context.Context, settings Settings, logger *slog.Logger) (*Tracer, error) {
	if !settings.On() {
		return nil, nil //nolint:nilnil // nil is off, as the type says
	}
	exporter, err := settings.exporter(ctx)
	if err != nil {
		return nil, err
	}
	from, err := settings.resource()
	if err != nil {
		return nil, err
	}
	var seed [8]byte
	_, _ = rand.Read(seed[:]) // never fails
	living, abandon := context.WithCancel(context.WithoutCancel(ctx))
	t := &Tracer{
		settings: settings, abandon: abandon,
		draws: draws{seed: binary.LittleEndian.Uint64(seed[:])},
		door:  &door{to: exporter, living: living, logger: logger, words: newWords()},
	}
	t.provider = sdk.NewTracerProvider(
		sdk.WithResource(from),
		sdk.WithSampler(sdk.AlwaysSample()), // who was drawn is decided before a span is made
		sdk.WithRawSpanLimits(sdk.SpanLimits{
			AttributeValueLengthLimit: longestValue, AttributeCountLimit: mostValues, LinkCountLimit: mostLinks,
		}),
		sdk.WithSpanProcessor(&t.door.made),
		sdk.WithBatcher(t.door,
			sdk.WithMaxQueueSize(longestQueue), sdk.WithMaxExportBatchSize(longestSend),
			sdk.WithBatchTimeout(sendEvery), sdk.WithExportTimeout(sendWithin)),
	)
	t.tracer = t.provider.Tracer(scope)
	return t, nil
}

// Know names the routes of the server, before the first request: a span names no other.
func (t *Tracer) Know(routes ...string) {
	if t != nil {
		t.door.words.know(routes)
	}
}

// Close sends what waits. When ctx ends first, the rest is forgotten.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	defer t.abandon()
	defer context.AfterFunc(ctx, t.abandon)()
	return t.provider.Shutdown(context.WithoutCancel(ctx))
}

// State is what an operator watches: spans that ended, and those that the collector took. What is
// missing between them waits, or was forgotten.
type State struct{ Made, Sent int64 }

// State tells it.
func (t *Tracer) State() State {
	if t == nil {
		return State{}
	}
	return State{Made: t.door.made.count.Load(), Sent: t.door.sent.Load()}
}
