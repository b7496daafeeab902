package tracing

import (
	"net/http"
	"testing"

	"vouch/server/tracing/tracingtest"
)

// redirected is what a redirect asks of this package: its span, that of its click, and one of a
// batch of 32.
func redirected(b *testing.B, tracer *Tracer) {
	b.Helper()
	b.ReportAllocs()
	ctx := b.Context()
	var carried Carried
	for n := 0; b.Loop(); n++ {
		same, request := tracer.Request(ctx, Asked{Method: "GET", Route: linkRoute})
		_, click := tracer.Begin(same, StoreClick)
		carried.Add(click)
		if n%32 == 0 {
			_, commit := tracer.For(ctx, CommitClicks, carried)
			commit.Count(32)
			commit.End(nil)
			carried = nil
		}
		click.End(nil)
		request.Answered(http.StatusFound)
	}
}

func BenchmarkRedirectOff(b *testing.B) { redirected(b, nil) }

func BenchmarkRedirectOnePercent(b *testing.B) { redirectedAt(b, 0.01) }

func BenchmarkRedirectEvery(b *testing.B) { redirectedAt(b, 1) }

func redirectedAt(b *testing.B, share float64) {
	b.Helper()
	tracer := open(b, tracingtest.Start(b).URL, nil)
	tracer.settings.Links = share
	redirected(b, tracer)
	if err := tracer.Close(b.Context()); err != nil {
		b.Fatal(err)
	}
}
