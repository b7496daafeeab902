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

var shared struct {
	sync.Mutex
	tests  int
	server *kv.Embedded
	dir    string
}

// Start connects to the shared server; it ends with the last test that uses it.
func Start(t testing.TB) *kv.Store {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.tests == 0 {
		shared.dir = shortDir(t)
		shared.server = start(t, shared.dir)
	}
	shared.tests++
	t.Cleanup(func() { leave(t) })
	return open(t, shared.server)
}

// StartServer runs a server of the test's own, which the test may kill.
func StartServer(t testing.TB) (*kv.Embedded, *kv.Store) {
	t.Helper()
	dir := shortDir(t)
	server := start(t, dir)
	t.Cleanup(func() { stop(t, server, dir) })
	return server, open(t, server)
}

// Workspace is a fresh id that no other test has.
func Workspace(t testing.TB) kv.Workspace {
	t.Helper()
	return kv.Workspace("w" + strings.ToLower(rand.Text()[:12]))
}

func open(t testing.TB, server *kv.Embedded) *kv.Store {
	t.Helper()
	store, err := kv.Open(context.Background(), []string{server.URL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func start(t testing.TB, dir string) *kv.Embedded {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	server, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func leave(t testing.TB) {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	shared.tests--
	if shared.tests == 0 {
		stop(t, shared.server, shared.dir)
	}
}

func stop(t testing.TB, server *kv.Embedded, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Stop(ctx); err != nil {
		t.Error(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Error(err)
	}
}

// shortDir: names under t.TempDir hold the test's name and may be too long for a socket.
func shortDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "vouch-kv-")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
