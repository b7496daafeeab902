// Package faultrun harms a whole installation while people use it, and counts afterwards.
//
// Servers run as processes of their own, each with its own connection to Redis that a test can
// cut, and keep what production keeps. It proves:
//
//   - What was answered is stored: every click and every fact, whatever was killed meanwhile.
//   - Nothing counts twice: each fact stands once in the log, each award once in the ledger, the
//     numbers are those of the facts, and the accounts sum to zero.
//   - Service returns by itself.
//
// Where and when harm is done follows from the run's seed alone; what it meets there is up to the
// machine, so a seed that failed is worth running many times.
package faultrun_test

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vouch/server/demo"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/kv/kvtest/cluster"
	"vouch/shared/wire"
)

// patience bounds every wait for a recovery: a cluster needs four seconds to replace a master, and
// the machine may have much else to do.
const patience = 40 * time.Second

// longest is for the sixty runs of a long test on a slow machine.
const longest = 20 * time.Minute

// world is an installation in use.
type world struct {
	*testing.T
	ctx     context.Context // ends before the test does
	store   *kv.Store       // beside the servers, and unharmed
	urls    []string        // of Redis
	servers []*server
	token   string // of a paired device
	code    string // of a link

	// Of this link, since the beginning.
	sent     *atomic.Int64 // clicks asked for
	answered *atomic.Int64 // clicks led on
}

// in is the same world for a test within the test.
func (w *world) in(t *testing.T) *world {
	t.Helper()
	same := *w
	same.T = t
	return &same
}

// settle makes the demo company, and servers that share its keys, its Redis and its address. Without
// a store the one server has a Redis of its own.
func settle(t *testing.T, store *kv.Store, plan plan, urls ...string) *world {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	t.Cleanup(cancel)
	w := &world{T: t, ctx: ctx, store: store, urls: urls, sent: &atomic.Int64{}, answered: &atomic.Int64{}}
	root := t.TempDir()
	ports, err := cluster.FreePorts(ctx, plan.servers)
	if err != nil {
		t.Fatal(err)
	}
	for i, port := range ports {
		data := filepath.Join(root, strconv.Itoa(i))
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			if err := os.Symlink(filepath.Join(root, "0", "keys"), filepath.Join(data, "keys")); err != nil {
				t.Fatal(err)
			}
		}
		s := &server{t: t, orders: orders{
			Data: data, Addr: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Redis: urls,
			Demo: i == 0, Replicas: plan.replicas, Flush: plan.flush,
		}}
		if len(urls) == 1 {
			s.wire = newWire(t, urls[0])
			s.orders.Redis = []string{s.wire.url()}
		}
		s.start()
		w.servers = append(w.servers, s)
	}
	if store == nil {
		w.ownRedis()
	}
	w.pair()
	return w
}

// plan says what is set up.
type plan struct {
	servers  int
	replicas kv.Sureness
	flush    kv.Flush // of a server's own Redis
}

// ownRedis finds the Redis of the first server.
func (w *world) ownRedis() {
	w.Helper()
	address, err := os.ReadFile(filepath.Join(w.servers[0].orders.Data, "redis", "address"))
	if err != nil {
		w.Fatal(err)
	}
	w.urls = []string{string(address)}
	w.store = kvtest.Open(w, w.urls...)
}

// pair makes a device and a link of its own.
func (w *world) pair() {
	w.Helper()
	code := w.servers[0].told().PairingCode
	paired := call[wire.PairResponse](w, w.request(http.MethodPost, "/v1/pair", wire.PairRequest{Code: code, Device: "a test"}))
	w.token = paired.Tokens.Access
	news := call[wire.SyncResponse](w, w.request(http.MethodPost, "/v1/sync", wire.SyncRequest{Protocol: wire.Protocol, Outbox: []wire.Fact{}}))
	status, library := w.send(w.ctx, w.servers[0], w.request(http.MethodGet, "/v1/bundles/"+news.Library.Digest, nil))
	story := regexp.MustCompile(`\bs-[a-z0-9]{8,}`).FindString(library)
	if status != http.StatusOK || story == "" {
		w.Fatalf("the library: %d", status)
	}
	w.code = call[wire.LinkResponse](w, w.request(http.MethodPost, "/v1/links", wire.LinkRequest{Story: story, Channel: "linkedin"})).Code
	w.servers[0].orders.Demo = false // it is made
}

// workspace is the demo's.
func (*world) workspace() kv.Workspace { return demo.Workspace }

// until waits for a condition, which answers "" when it holds, and otherwise what is missing.
func (w *world) until(condition func() string) {
	w.Helper()
	const pause = 20 * time.Millisecond
	limit, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	for {
		missing := condition()
		if missing == "" {
			return
		}
		select {
		case <-limit.Done():
			w.Fatalf("it did not come about: %s", missing)
		case <-time.After(pause):
		}
	}
}

// serves waits until every server says that it is ready.
func (w *world) serves() {
	w.Helper()
	for _, s := range w.servers {
		w.until(func() string {
			status, text := w.send(w.ctx, s, w.request(http.MethodGet, "/readyz", nil))
			if status == http.StatusOK {
				return ""
			}
			return s.orders.Addr + ": " + strconv.Itoa(status) + " " + strings.TrimSpace(text)
		})
	}
}
