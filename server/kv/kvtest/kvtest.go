// Package kvtest gives tests a real redis-server.
//
// One server serves every test of a test binary that runs at the same time; each test works in
// a workspace of its own. A machine without redis-server fails the test and says what to install.
package kvtest

import (
	"context"
	"crypto/rand"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/kv"
)

// shared is the one server of a test binary; there is nothing else that outlives a test.
//
//nolint:gochecknoglobals // tests of different packages' files have no other place to meet
var shared struct {
	sync.Mutex
	tests  int
	server *kv.Embedded
	dir    string
}

// Start connects to the shared server; it ends with the last test that uses it.
func Start(tb testing.TB) *kv.Store {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.tests == 0 {
		shared.dir = shortDir(tb)
		shared.server = start(tb, shared.dir)
	}
	shared.tests++
	tb.Cleanup(func() { leave(tb) })
	return open(tb, shared.server)
}

// StartServer runs a server of the test's own, which the test may kill.
func StartServer(tb testing.TB) (*kv.Embedded, *kv.Store) {
	tb.Helper()
	dir := shortDir(tb)
	server := start(tb, dir)
	tb.Cleanup(func() { stop(tb, server, dir) })
	return server, open(tb, server)
}

// Workspace is a fresh id that no other test has.
func Workspace(tb testing.TB) kv.Workspace {
	tb.Helper()
	return kv.Workspace("w" + strings.ToLower(rand.Text()[:12]))
}

func open(tb testing.TB, server *kv.Embedded) *kv.Store {
	tb.Helper()
	store, err := kv.Open(context.Background(), []string{server.URL()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	return store
}

func start(tb testing.TB, dir string) *kv.Embedded {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	server, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler))
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

func leave(tb testing.TB) {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	shared.tests--
	if shared.tests == 0 {
		stop(tb, shared.server, shared.dir)
	}
}

func stop(tb testing.TB, server *kv.Embedded, dir string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Stop(ctx); err != nil {
		tb.Error(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		tb.Error(err)
	}
}

// shortDir: names under t.TempDir hold the test's name and may be too long for a socket.
func shortDir(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("", "vouch-kv-")
	if err != nil {
		tb.Fatal(err)
	}
	return dir
}
