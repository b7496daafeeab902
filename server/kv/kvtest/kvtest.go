// Package kvtest gives tests a real redis-server, or a real cluster of them.
//
// One server serves every test of a test binary that runs at the same time; each test works in
// a workspace of its own. The environment variable VOUCH_TEST_REDIS says otherwise: "cluster" runs
// a cluster in place of the server, and URLs with commas between them are of one that runs
// already, for many binaries. A machine without redis-server fails the test and says what to
// install.
package kvtest

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/kv"
	"vouch/server/kv/kvtest/cluster"
)

// shared is what serves a test binary; there is nothing else that outlives a test.
//
//nolint:gochecknoglobals // tests of different packages' files have no other place to meet
var shared struct {
	sync.Mutex
	tests int
	urls  []string
	stop  func() error
}

// Start connects to the shared server or cluster; it ends with the last test that uses it.
func Start(tb testing.TB) *kv.Store {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.tests == 0 {
		shared.urls, shared.stop = serve(tb)
	}
	shared.tests++
	tb.Cleanup(func() { leave(tb) })
	return Open(tb, shared.urls...)
}

// serve starts what the environment asks for.
func serve(tb testing.TB) (urls []string, stop func() error) {
	tb.Helper()
	switch asked := os.Getenv("VOUCH_TEST_REDIS"); asked {
	case "":
		dir := shortDir(tb)
		server := start(tb, dir)
		return []string{server.URL()}, func() error { return end(server, dir) }
	case "cluster":
		dir := shortDir(tb)
		c := startCluster(tb, dir)
		return c.URLs(), func() error { return errors.Join(c.Stop(), os.RemoveAll(dir)) }
	default:
		return strings.Split(asked, ","), func() error { return nil }
	}
}

// StartCluster runs a cluster of the test's own, whose servers the test may kill.
func StartCluster(tb testing.TB) (*cluster.Cluster, *kv.Store) {
	tb.Helper()
	dir := shortDir(tb)
	c := startCluster(tb, dir)
	tb.Cleanup(func() {
		if err := errors.Join(c.Stop(), os.RemoveAll(dir)); err != nil {
			tb.Error(err)
		}
	})
	return c, Open(tb, c.URLs()...)
}

// StartServer runs a server of the test's own, which the test may kill.
func StartServer(tb testing.TB) (*kv.Embedded, *kv.Store) {
	tb.Helper()
	dir := shortDir(tb)
	server := start(tb, dir)
	tb.Cleanup(func() {
		if err := end(server, dir); err != nil {
			tb.Error(err)
		}
	})
	return server, Open(tb, server.URL())
}

// Workspace is a fresh id that no other test has.
func Workspace(tb testing.TB) kv.Workspace {
	tb.Helper()
	return kv.Workspace("w" + strings.ToLower(rand.Text()[:12]))
}

// Open connects until the test ends; several URLs are a cluster's.
func Open(tb testing.TB, urls ...string) *kv.Store {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	store, err := kv.Open(ctx, urls)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	return store
}

// patience is for a machine with much else to do.
const patience = 30 * time.Second

func start(tb testing.TB, dir string) *kv.Embedded {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	server, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler))
	if err != nil {
		tb.Fatal(err)
	}
	return server
}

func startCluster(tb testing.TB, dir string) *cluster.Cluster {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := cluster.Start(ctx, dir)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func leave(tb testing.TB) {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	shared.tests--
	if shared.tests > 0 {
		return
	}
	if err := shared.stop(); err != nil {
		tb.Error(err)
	}
}

func end(server *kv.Embedded, dir string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(server.Stop(ctx), os.RemoveAll(dir))
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
