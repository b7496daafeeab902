package activity

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"vouch/server/fault"
	"vouch/server/journal"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// What too few replicas have received stands in the journal too, and once they are back it has
// reached them, once.
func TestClicksWaitInTheJournalForReplicas(t *testing.T) {
	master := startRedis(t)
	replica := startRedis(t, "--replicaof", strings.Replace(master.address, ":", " ", 1))
	store, copied := master.open(t), replica.open(t)
	awaitReplicas(t, store)
	s := newSpilling(t, store, t.TempDir(), journal.Options{}, WithReplicas(1))
	s.clicks.stream.patience = patience // two busy cores may take longer than a reader should wait
	answered := s.clickWhile(4, 5, func(*atomic.Int64) {})
	if spilled := s.clicks.State().Spilled; spilled > 0 {
		t.Errorf("%d clicks went to the journal though a replica has them", spilled)
	}
	if err := replica.process.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	late := Click{At: time.Now(), Code: "c1", Class: Person, Visitor: numbered(7, 1).Visitor}
	if err := s.clicks.Record(t.Context(), s.ws, late); err != nil {
		t.Fatal(err)
	}
	if s.journal.Waiting() != 1 {
		t.Errorf("%d wait in the journal", s.journal.Waiting())
	}
	if err := s.clicks.replayOnce(t.Context()); err == nil {
		t.Error("the journal was emptied though no replica answers")
	}
	if err := replica.process.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	s.settle()
	answered[late.Visitor] = true
	s.expect(answered)
	(&spilling{t: t, store: copied, ws: s.ws}).expect(answered)
}

// server is a redis-server that listens on the loopback address, as replicas need it.
type server struct {
	address string
	process *exec.Cmd
}

func startRedis(t *testing.T, arguments ...string) server {
	t.Helper()
	var listen net.ListenConfig
	free, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(address)
	arguments = append([]string{"--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir(), "--repl-diskless-sync-delay", "0"}, arguments...)
	process := exec.CommandContext(context.WithoutCancel(t.Context()), "redis-server", splitLast(arguments)...)
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	})
	return server{address, process}
}

// splitLast: "--replicaof host port" is three arguments.
func splitLast(arguments []string) []string {
	last := len(arguments) - 1
	return append(arguments[:last:last], strings.Fields(arguments[last])...)
}

func (s server) open(t *testing.T) *kv.Store {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	store, err := kv.Open(ctx, []string{fmt.Sprintf("redis://%s", s.address)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func awaitReplicas(t *testing.T, store *kv.Store) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		err := store.Together(ctx, "ready", 1, func(pipe kv.Pipeliner) { pipe.Set(ctx, "ready", "yes", 0) })
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			t.Fatal(err)
		}
	}
}

// A fact that too few replicas have received is not acknowledged: the device sends it again, and
// is told that it is recorded once they have it.
func TestAFactIsNotAcknowledgedWithoutReplicas(t *testing.T) {
	master := startRedis(t)
	replica := startRedis(t, "--replicaof", strings.Replace(master.address, ":", " ", 1))
	store := master.open(t)
	awaitReplicas(t, store)
	log := NewLog(store, time.Now).Sure(1)
	record := func() (wire.ReceiptStatus, error) {
		receipts, err := log.Record(t.Context(), "acme", Who{Advocate: "p-ada"}, []wire.Fact{{
			ID: "00000000-0000-4000-8000-000000000001", Kind: wire.Shared, AtMs: time.Now().Truncate(24 * time.Hour).UnixMilli(),
			Surface: "post", Verdict: "clear",
		}})
		if err != nil {
			return "", err
		}
		return receipts[0].Status, nil
	}
	if err := replica.process.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds it recorded, and no surer
		if status, err := record(); !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s, %v", status, err)
		}
	}
	if err := replica.process.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	awaitReplicas(t, store)
	if status, err := record(); status != wire.Duplicate || err != nil {
		t.Errorf("%s, %v", status, err)
	}
}
