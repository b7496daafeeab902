package activity

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"vouch/server/fault"
	"vouch/server/journal"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// spilling is a server's write side with its journal.
type spilling struct {
	t       *testing.T
	store   *kv.Store
	ws      kv.Workspace
	journal *journal.Journal
	clicks  *Clicks
}

func newSpilling(t *testing.T, store *kv.Store, dir string, limits journal.Options, options ...Option) *spilling {
	t.Helper()
	kept, err := journal.Open(dir, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	options = append(options, WithJournal(kept, slog.New(slog.DiscardHandler)))
	return &spilling{t, store, kvtest.Workspace(t), kept, NewClicks(store, "a", time.Now, options...)}
}

// numbered is the n-th click of a caller, told from all others by its visitor.
func numbered(caller, n int) Click {
	return Click{At: time.Now(), Code: "c1", Class: Person, Visitor: Visitor(caller<<32 | n)}
}

// settle replays until nothing waits.
func (s *spilling) settle() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	for {
		err := s.clicks.replayOnce(ctx)
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			s.t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
}

// stored reads the stream from end to end.
func (s *spilling) stored() (visitors []Visitor) {
	s.t.Helper()
	entries, err := s.store.XRange(s.t.Context(), factsKey(s.ws, "clicks.a"), "-", "+").Result()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, e := range entries {
		facts, err := unpack("clicks.a", e.ID, e.Values["b"].(string))
		if err != nil {
			s.t.Fatal(err)
		}
		for _, f := range facts {
			visitors = append(visitors, f.Visitor)
		}
	}
	return visitors
}

// expect wants each caller's clicks once and in order; callers that were refused none have all.
func (s *spilling) expect(answered map[Visitor]bool) {
	s.t.Helper()
	last, times := map[Visitor]Visitor{}, map[Visitor]int{}
	for _, v := range s.stored() {
		if times[v]++; times[v] == 2 {
			s.t.Errorf("%x stands twice", v)
		}
		if v <= last[v>>32] && last[v>>32] != 0 {
			s.t.Errorf("%x comes after %x", v, last[v>>32])
		}
		last[v>>32] = v
	}
	lost := 0
	for v := range answered {
		if times[v] == 0 {
			lost++
		}
	}
	if lost > 0 {
		s.t.Errorf("%d of %d answered clicks are lost", lost, len(answered))
	}
}

// Redis is killed and hung at seeded points while callers click: whoever was answered is stored
// once, each caller's clicks in their order.
func TestAnsweredClicksOutliveRedisUnderLoad(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			redis, store := kvtest.StartServer(t)
			s := newSpilling(t, store, t.TempDir(), journal.Options{Segment: 4 << 10})
			ctx, stop := context.WithCancel(t.Context())
			var replaying sync.WaitGroup
			replaying.Go(func() { s.clicks.Replay(ctx) })
			answered := s.clickWhile(16, 250, func(done *atomic.Int64) {
				random := rand.New(rand.NewPCG(seed, 11))
				for kill := range 4 {
					for done.Load() < int64(500+800*kill+random.IntN(300)) {
						time.Sleep(100 * time.Microsecond)
					}
					disturb(redis.Pid(), random.IntN(3) == 0)
				}
			})
			stop()
			replaying.Wait()
			s.settle()
			s.expect(answered)
			if len(answered) != 16*250 || s.clicks.State().Spilled == 0 {
				t.Errorf("answered %d, spilled %d", len(answered), s.clicks.State().Spilled)
			}
		})
	}
}

// Once Redis is back, clicks go there again although people never stop to click: a batch that waited
// for the journal while that was emptied goes to Redis, or the journal would never be empty.
func TestTheJournalIsLeftUnderLoad(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	s := newSpilling(t, store, t.TempDir(), journal.Options{})
	ctx, stop := context.WithTimeout(t.Context(), 40*time.Second)
	defer stop()
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { s.clicks.Replay(ctx) })
	var done atomic.Int64
	for caller := range 16 {
		all.Go(func() {
			for n := 1; ctx.Err() == nil; n++ {
				if err := s.clicks.Record(t.Context(), s.ws, numbered(caller+1, n)); err != nil {
					t.Error(err)
				}
				done.Add(1)
			}
		})
	}
	disturb(redis.Pid(), true)
	const calm = 2000 // clicks, some 200 batches
	spilled, since := int64(0), int64(0)
	for done.Load() < since+calm || spilled == 0 {
		if ctx.Err() != nil {
			t.Fatalf("%d of %d clicks went to the journal, and they go on to", s.clicks.State().Spilled, done.Load())
		}
		if now := s.clicks.State().Spilled; now != spilled {
			spilled, since = now, done.Load()
		}
		time.Sleep(time.Millisecond)
	}
	stop()
}

// disturb kills a server, or hangs it for longer than a batch may take.
func disturb(pid int, hang bool) {
	if pid == 0 {
		return // it is down already
	}
	if !hang {
		_ = syscall.Kill(pid, syscall.SIGKILL)
		return
	}
	_ = syscall.Kill(pid, syscall.SIGSTOP)
	time.Sleep(2 * shortPatience)
	_ = syscall.Kill(pid, syscall.SIGCONT)
}

// clickWhile lets callers click one after the other, and gives the answered ones.
func (s *spilling) clickWhile(callers, each int, meanwhile func(done *atomic.Int64)) map[Visitor]bool {
	var all sync.WaitGroup
	var mu sync.Mutex
	var done atomic.Int64
	answered := map[Visitor]bool{}
	for caller := range callers {
		all.Go(func() {
			for n := range each {
				click := numbered(caller+1, n+1)
				if err := s.clicks.Record(s.t.Context(), s.ws, click); err != nil {
					s.t.Error(err)
				} else {
					mu.Lock()
					answered[click.Visitor] = true
					mu.Unlock()
				}
				done.Add(1)
			}
		})
	}
	meanwhile(&done)
	all.Wait()
	return answered
}

// A command that Redis takes long after nobody waits for it any more must not count again.
func TestAHungRedisTakesNothingTwice(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	s := newSpilling(t, store, t.TempDir(), journal.Options{})
	first := s.clickWhile(1, 3, func(*atomic.Int64) {})
	if err := syscall.Kill(redis.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	answered := s.clickWhile(8, 10, func(*atomic.Int64) {})
	if err := syscall.Kill(redis.Pid(), syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	s.settle()
	if got := len(s.stored()); got != len(first)+len(answered) || len(answered) != 80 || s.journal.Waiting() != 0 {
		t.Errorf("%d stored, %d answered, %d wait", got, len(answered), s.journal.Waiting())
	}
}

func TestClicksAreRefusedOnceTheJournalIsFull(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	s := newSpilling(t, store, t.TempDir(), journal.Options{Limit: 500})
	s.clickWhile(1, 1, func(*atomic.Int64) {})
	if err := syscall.Kill(redis.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var refused error
	for n := range 20 {
		refused = s.clicks.Record(t.Context(), s.ws, numbered(2, n+1))
	}
	if !fault.Is(refused, fault.Unavailable) || !Lost(refused) || !strings.Contains(refused.Error(), "full") {
		t.Errorf("%v", refused)
	}
	if state := s.clicks.State(); state.Lost == 0 || state.Lost+state.Spilled != 20 || !state.Losing {
		t.Errorf("%+v", state)
	}
	if err := syscall.Kill(redis.Pid(), syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	s.settle()
	s.expect(nil)
	if err := s.clicks.Record(t.Context(), s.ws, numbered(3, 1)); err != nil || s.clicks.State().Losing {
		t.Error(err, s.clicks.State())
	}
}

// Another server wrote under our name, or a clock was wrong: the stream is ahead of what waits.
func TestWhatWaitsIsStoredAlsoBehindAStreamThatIsAhead(t *testing.T) {
	s := newSpilling(t, kvtest.Start(t), t.TempDir(), journal.Options{})
	ahead := &part{ws: s.ws, source: "clicks.a", id: "9999999999999-5", packed: packedClicks(9, 1)}
	if err := s.clicks.stream.again(t.Context(), ahead); err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		waits := &part{ws: s.ws, source: "clicks.a", id: fmt.Sprintf("17-%d", n), packed: packedClicks(9, n+2)}
		if err := s.journal.Append(waits.record()); err != nil {
			t.Fatal(err)
		}
	}
	s.settle()
	s.clickWhile(2, 5, func(*atomic.Int64) {})
	s.expect(nil)
	if got := len(s.stored()); got != 14 {
		t.Errorf("%d stored", got)
	}
}

func packedClicks(caller int, ns ...int) []byte {
	b := &batch{}
	for _, n := range ns {
		click := numbered(caller, n)
		b.add("", &click)
	}
	return b.parts[0].packed
}

// What the child of TestAServerKilledInItsReplay is told by.
const (
	replayStore = "VOUCH_TEST_REPLAY_STORE"
	replayDir   = "VOUCH_TEST_REPLAY_DIR"
	replayKill  = "VOUCH_TEST_REPLAY_KILL" // after so many deliveries
)

// The server is killed at seeded points of its replay, again and again.
func TestAServerKilledInItsReplay(t *testing.T) {
	if os.Getenv(replayDir) != "" {
		replayUntilKilled(t)
		return
	}
	redis, store := kvtest.StartServer(t)
	dir, random := t.TempDir(), rand.New(rand.NewPCG(5, 8))
	s := &spilling{t: t, store: store, ws: kvtest.Workspace(t)}
	answered := fillJournal(t, dir, s.ws, 300)
	for range 6 {
		killInReplay(t, redis.URL(), dir, 1+random.IntN(60))
	}
	kept, err := journal.Open(dir, smallSegments())
	if err != nil {
		t.Fatal(err)
	}
	if kept.Waiting() == 0 || kept.Waiting() == 300 {
		t.Errorf("%d wait: the kills proved nothing", kept.Waiting())
	}
	s.journal, s.clicks = kept, NewClicks(store, "a", time.Now, WithJournal(kept, slog.New(slog.DiscardHandler)))
	s.settle()
	s.expect(answered)
}

func smallSegments() journal.Options { return journal.Options{Segment: 2 << 10} }

func fillJournal(t *testing.T, dir string, ws kv.Workspace, records int) map[Visitor]bool {
	t.Helper()
	kept, err := journal.Open(dir, smallSegments())
	if err != nil {
		t.Fatal(err)
	}
	answered := map[Visitor]bool{}
	for n := range records {
		p := &part{ws: ws, source: "clicks.a", id: formatID(1000, int64(n)), packed: packedClicks(1, 2*n+1, 2*n+2)}
		if err := kept.Append(p.record()); err != nil {
			t.Fatal(err)
		}
		answered[numbered(1, 2*n+1).Visitor], answered[numbered(1, 2*n+2).Visitor] = true, true
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	return answered
}

// killInReplay runs this test in a process of its own, which is killed after so many deliveries: those
// of its last turn are stored, and the journal does not know.
func killInReplay(t *testing.T, url, dir string, after int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAServerKilledInItsReplay$")
	child.Env = append(os.Environ(), replayStore+"="+url, replayDir+"="+dir, replayKill+"="+strconv.Itoa(after))
	said, err := child.CombinedOutput()
	if status, ok := child.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("%v: %s", err, said)
	}
}

func replayUntilKilled(t *testing.T) {
	t.Helper()
	store, err := kv.Open(t.Context(), []string{os.Getenv(replayStore)})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := journal.Open(os.Getenv(replayDir), smallSegments())
	if err != nil {
		t.Fatal(err)
	}
	c := NewClicks(store, "a", time.Now, WithJournal(kept, slog.New(slog.DiscardHandler)))
	left, err := strconv.Atoi(os.Getenv(replayKill))
	if err != nil {
		t.Fatal(err)
	}
	err = kept.Replay(func(records [][]byte) (int, error) {
		taken, err := c.deliver(t.Context(), records)
		if left -= taken; left <= 0 {
			err = errors.Join(err, syscall.Kill(os.Getpid(), syscall.SIGKILL))
		}
		return taken, err
	})
	t.Fatalf("it came to its end: %v", err)
}
