package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/app"
	"vouch/server/demo"
	"vouch/server/kv"
)

// serveDemo runs a server with a month of invented facts, until the test ends.
func serveDemo(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	server, err := app.Open(t.Context(), app.Config{
		Addr: "127.0.0.1:0", Data: data, Demo: true, Now: time.Now, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- server.Run(ctx, func() { close(ready) }) }()
	<-ready
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return data
}

// call runs a command as main does.
func call(t *testing.T, args ...string) (code int, out, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), Env{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Now: time.Now}, args)
	return code, stdout.String(), stderr.String()
}

// spoil makes a live number of the demo wrong.
func spoil(t *testing.T, data string) {
	t.Helper()
	address, ok := kv.Running(t.Context(), filepath.Join(data, "redis"))
	if !ok {
		t.Fatal("there is no Redis")
	}
	store, err := kv.Open(t.Context(), []string{address})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	err = activity.ReadLive(t.Context(), store, demo.Workspace, "counters", func(live activity.Generation) error {
		day := string(activity.DayOf(time.Now().AddDate(0, 0, -3)))
		return store.HIncrBy(t.Context(), live.Key(day, "story"), "clicks:spoilt", 3).Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A difference is found, told with its place, and mended, all beside a running server.
func TestUpkeepByHand(t *testing.T) {
	data := serveDemo(t)
	steps := []struct {
		before func()
		args   string
		code   int
		out    []string // each stands in the output
	}{
		{nil, "verify", 0, []string{"counters is what the facts say", "points is what the facts say"}},
		{nil, "verify --json", 0, []string{`"projection":"counters","differences":0`}},
		{func() { spoil(t, data) }, "verify", 1, []string{"counters differs from the facts in 1 numbers", "clicks:spoilt: shown 3, by the facts nothing"}},
		{nil, "rebuild", 0, []string{"counters rebuilt from ", "points rebuilt from ", "100 %"}},
		{nil, "verify", 0, []string{"counters is what the facts say", "points is what the facts say"}},
		{nil, "rebuild --json --workspace " + string(demo.Workspace), 0, []string{`"done":true`}},
		{nil, "archive", 0, []string{" facts archived"}},
		{nil, "rebuild", 0, []string{"counters rebuilt from "}},
		{nil, "verify", 0, []string{"counters is what the facts say"}},
		{nil, "verify --workspace nobody", 2, nil},
		{nil, "rebuild --loud", 2, nil},
		{nil, "export", 2, nil},
		{nil, "export --workspace demo --from 2026-13-01", 2, nil},
		{nil, "export --workspace demo --format xml", 2, nil},
		{nil, "export --workspace demo --from 2026-11-02 --to 2026-11-01", 2, nil},
	}
	for _, step := range steps {
		if step.before != nil {
			step.before()
		}
		code, out, said := call(t, append(strings.Fields(step.args), "--data", data)...)
		if code != step.code {
			t.Fatalf("%s: exit %d, want %d: %s%s", step.args, code, step.code, out, said)
		}
		for _, want := range step.out {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q does not say %q", step.args, out, want)
			}
		}
	}
	if code, _, said := call(t, "verify", "--data", t.TempDir()); code != 2 {
		t.Errorf("a folder without data: %d, %s", code, said)
	}
	exports(t, data)
}

func exports(t *testing.T, data string) {
	t.Helper()
	_, lines, _ := call(t, "export", "--workspace", string(demo.Workspace), "--data", data)
	_, table, _ := call(t, "export", "--workspace", string(demo.Workspace), "--data", data, "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if n := strings.Count(lines, "\n"); err != nil || n < 500 || len(rows) != n+1 {
		t.Errorf("%d lines and %d rows, %v", n, len(rows), err)
	}
	first, _, _ := strings.Cut(lines, "\n")
	var fact struct{ ID, Kind string }
	if err := json.Unmarshal([]byte(first), &fact); err != nil || fact.ID == "" || fact.Kind == "" {
		t.Errorf("%s: %v", first, err)
	}
}
