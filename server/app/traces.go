package app

import (
	"context"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/kv"
	"vouch/server/tracing"
)

// SendTraces reads where traces go.
func (c *Config) SendTraces(address string) error { return c.Traces.Send(address) }

// trace begins to tell the collector, when the operator named one. Without, a.tracer stays nil and
// nothing is wrapped.
func (a *App) trace(ctx context.Context) (err error) {
	settings := a.config.Traces
	if !settings.On() {
		return nil
	}
	if settings.Instance, err = instanceName(a.config.Data); err != nil {
		return err
	}
	settings.Version = a.config.Version
	a.tracer, err = tracing.Open(ctx, settings, a.config.Logger)
	return err
}

// storeOptions let the store tell of its round trips.
func (a *App) storeOptions() []kv.Option {
	if a.tracer == nil {
		return nil
	}
	return []kv.Option{kv.Traced}
}

// nameRoutes lets spans name the routes, once all of them are there.
func (a *App) nameRoutes(e *echo.Echo) {
	for _, route := range e.Routes() {
		a.tracer.Know(route.Path)
	}
}

// traceMetrics tell whether the collector keeps up.
func (a *App) traceMetrics() []prometheus.Collector {
	if a.tracer == nil {
		return nil
	}
	counter := func(name, help string, read func(tracing.State) int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help},
			func() float64 { return float64(read(a.tracer.State())) })
	}
	return []prometheus.Collector{
		counter("vouch_spans_made_total", "Spans of traced requests and jobs.", func(s tracing.State) int64 { return s.Made }),
		counter("vouch_spans_sent_total", "Spans that the collector of traces took.", func(s tracing.State) int64 { return s.Sent }),
	}
}

// closeTraces sends what waits, and does not wait long.
func (a *App) closeTraces() error {
	ctx, cancel := context.WithTimeout(context.Background(), traceWithin)
	defer cancel()
	return a.tracer.Close(ctx)
}
