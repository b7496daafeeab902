package faultrun_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"vouch/shared/wire"
)

// ask is a request to any of the servers.
type ask struct {
	method, path string
	body         []byte
	address      string // whom the proxy in front passes on
	build        string // of the browser: another one is another reader
}

func (w *world) request(method, path string, body any) ask {
	w.Helper()
	a := ask{method: method, path: path, address: "198.51.100.1", build: "0"}
	if body == nil {
		return a
	}
	var err error
	if a.body, err = json.Marshal(body); err != nil {
		w.Fatal(err)
	}
	return a
}

// send answers with status 0 where there was no answer.
func (w *world) send(ctx context.Context, s *server, a ask) (status int, body string) {
	const longest = 10 * time.Second
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, a.method, "http://"+s.orders.Addr+a.path, bytes.NewReader(a.body))
	if err != nil {
		return 0, err.Error()
	}
	request.Header.Set("X-Forwarded-For", a.address)
	request.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0."+a.build+" Safari/537.36")
	if a.path[:3] == "/v1" {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+w.token)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, string(text)
}

// call is a request that must succeed.
func call[T any](w *world, a ask) (answer T) {
	w.Helper()
	status, body := w.send(w.ctx, w.servers[0], a)
	if err := json.Unmarshal([]byte(body), &answer); status != http.StatusOK || err != nil {
		w.Fatalf("%s %s: %d %s", a.method, a.path, status, body)
	}
	return answer
}

// load is people at work: readers who click once each, and a device that sends its outbox until it
// was told of every fact.
type load struct {
	*world
	seed    uint64
	told    atomic.Int64 // facts acknowledged
	skewed  atomic.Bool  // a server's clock is so far off that it takes the token for another day's
	facts   []wire.Fact
	stop    chan struct{}
	all     sync.WaitGroup
	unclear sync.Map // answers that nobody should get
}

// The sizes of a load. A person may send sixty outboxes without a pause, so a device's are few.
const (
	readers   = 4
	outbox    = 6
	exchanges = 16
	facts     = exchanges * outbox
)

func (w *world) work(seed uint64) *load {
	w.rested()
	l := &load{world: w, seed: seed, stop: make(chan struct{})}
	now := time.Now()
	for n := range facts {
		l.facts = append(l.facts, wire.Fact{
			ID:   fmt.Sprintf("%08x-0000-4000-8000-%012x", uint32(seed), n),
			Kind: wire.Shared, AtMs: now.Add(-time.Duration(n) * 2 * time.Minute).UnixMilli(),
			Surface: "post", Verdict: "clear",
		})
	}
	for reader := range readers {
		l.all.Go(func() { l.read(reader) })
	}
	l.all.Go(l.share)
	return l
}

// rested lets the device send as if it had been quiet for long.
func (w *world) rested() {
	w.Helper()
	for _, key := range w.keys() {
		if !strings.Contains(key, ":limit:") {
			continue
		}
		if err := w.store.Del(w.ctx, key).Err(); err != nil {
			w.Fatal(err)
		}
	}
}

// read clicks the link again and again, each time as somebody else.
func (l *load) read(reader int) {
	random := rand.New(rand.NewPCG(l.seed, uint64(reader)))
	for !l.over() {
		n := l.sent.Add(1)
		at := l.request(http.MethodGet, "/l/"+l.code, nil)
		at.build = strconv.FormatInt(n, 10)
		status, body := l.send(l.ctx, l.servers[random.IntN(len(l.servers))], at)
		switch status {
		case http.StatusFound:
			l.answered.Add(1)
		case 0, http.StatusServiceUnavailable: // it is told apart from a lost link
		default:
			l.unclear.Store(fmt.Sprintf("a click: %d %s", status, body), true)
		}
		<-time.After(time.Millisecond) // readers are people
	}
}

// share sends an outbox until every fact of it has a receipt, and then the next. Now and then the
// device loses the answer.
func (l *load) share() {
	random := rand.New(rand.NewPCG(l.seed, 99))
	for from := 0; from < facts && !l.over(); {
		ctx, cancel := context.WithCancel(l.ctx)
		if random.IntN(8) == 0 {
			time.AfterFunc(time.Duration(random.IntN(8000))*time.Microsecond, cancel)
		}
		if l.exchange(ctx, l.servers[random.IntN(len(l.servers))], l.facts[from:from+outbox]) {
			from += outbox
		}
		cancel()
		<-time.After(time.Duration(random.IntN(60)) * time.Millisecond)
	}
}

// exchange reports whether every fact was taken, now or before.
func (l *load) exchange(ctx context.Context, s *server, facts []wire.Fact) bool {
	status, body := l.send(ctx, s, l.request(http.MethodPost, "/v1/sync", wire.SyncRequest{Protocol: wire.Protocol, Outbox: facts}))
	if status != http.StatusOK {
		otherDay := l.skewed.Load() && status == http.StatusUnauthorized
		if status != 0 && !otherDay && status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			l.unclear.Store(fmt.Sprintf("an exchange: %d %s", status, body), true)
		}
		return false
	}
	var answer wire.SyncResponse
	if json.Unmarshal([]byte(body), &answer) != nil || len(answer.Receipts) != len(facts) {
		l.unclear.Store("an exchange: "+body, true)
		return false
	}
	for _, r := range answer.Receipts {
		if r.Status == wire.Refused {
			l.unclear.Store("refused: "+r.Reason, true)
		}
	}
	l.told.Add(int64(len(facts)))
	return true
}

func (l *load) over() bool {
	select {
	case <-l.stop:
		return true
	case <-l.ctx.Done():
		return true
	default:
		return false
	}
}

// reach waits until so many more requests were answered.
func (l *load) reach(more int64) {
	l.Helper()
	since := l.done()
	l.until(func() string {
		if got := l.done() - since; got < more {
			return fmt.Sprintf("%d of %d answers", got, more)
		}
		return ""
	})
}

func (l *load) done() int64 { return l.answered.Load() + l.told.Load() }

// finish ends the load; whatever the device was not told of yet it sends now.
func (l *load) finish() {
	l.Helper()
	close(l.stop)
	l.all.Wait()
	l.until(func() string {
		if l.exchange(l.ctx, l.servers[0], l.facts) {
			return ""
		}
		return "the last outbox is not taken"
	})
	l.unclear.Range(func(what, _ any) bool {
		l.Error(what)
		return true
	})
}
