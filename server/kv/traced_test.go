package kv_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/tracing"
	"vouch/server/tracing/tracingtest"
)

// TestARoundTripTellsItsCommandAlone: on one server and on a cluster, each round trip of traced
// work is a span, which holds no key and no argument, also where Redis names them in its answer.
func TestARoundTripTellsItsCommandAlone(t *testing.T) {
	server, _ := kvtest.StartServer(t)
	servers, _ := kvtest.StartCluster(t)
	for where, urls := range map[string][]string{"one server": {server.URL()}, "a cluster": servers.URLs()} {
		t.Run(where, func(t *testing.T) {
			store, err := kv.Open(t.Context(), urls, kv.Traced)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = store.Close() }()
			collector := tracingtest.Start(t)
			tracer, err := tracing.Open(t.Context(), tracing.Settings{URL: collector.URL, Share: 1}, slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			marked := "can" + "ary"
			ctx, span := tracer.Request(t.Context(), tracing.Asked{Method: "GET", Route: "none"})
			tripAll(t, ctx, store, marked)
			tripAll(t, t.Context(), store, marked) // and none of these
			span.End(nil)
			if err := tracer.Close(context.Background()); err != nil {
				t.Fatal(err)
			}
			told := map[string]string{}
			for _, each := range collector.Spans() {
				told[each.GetName()] += each.Get("error.type") + each.Get("db.operation.batch.size") + " "
			}
			for name, want := range map[string]string{
				"redis set": " ", "redis get": " ", "redis hget": "WRONGTYPE ", "redis pipeline": "2 ", "redis xrange": "cancelled ",
			} {
				if !strings.Contains(told[name], want) {
					t.Errorf("%s: %q, want %q (of %v)", name, told[name], want, told)
				}
			}
			if text := collector.Text(); strings.Contains(text, marked) {
				t.Errorf("it was told:\n%s", text)
			}
		})
	}
}

func tripAll(t *testing.T, ctx context.Context, store *kv.Store, marked string) {
	t.Helper()
	key := kv.Key(kv.Workspace(marked), marked)
	if err := store.Set(ctx, key, marked, 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := store.Get(ctx, key+marked).Err(); !kv.Missing(err) {
		t.Fatal(err)
	}
	if err := store.HGet(ctx, key, marked).Err(); !kv.Refused(err) {
		t.Fatal(err)
	}
	err := store.Together(ctx, key, 0, func(pipe kv.Pipeliner) {
		pipe.Get(ctx, key)
		pipe.Set(ctx, key, marked, 0)
	})
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := store.XRange(gone, key, "-", "+").Err(); err == nil {
		t.Fatal("it answered who was gone")
	}
}
