package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vouch/server/demo"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// measureStreams opens a stream for every device, weighs the server, publishes one rule more, and
// looks at when each stream hears of it, and when each device has it.
func measureStreams(ctx context.Context, ours, bare *served, many crew) ([]row, error) {
	before, err := ours.liveNow(ctx, many.tokens[0])
	if err != nil {
		return nil, err
	}
	plain, hangUpPlain, err := openStreams(ctx, bare, many.tokens, nil)
	hangUpPlain() // one process may not have both open
	if err != nil {
		return nil, err
	}
	heard := make(chan hearing, len(many.tokens))
	weight, hangUp, err := openStreams(ctx, ours, many.tokens, heard)
	defer hangUp()
	if err != nil {
		return nil, err
	}
	for range many.tokens {
		<-heard // what is out when a stream begins
	}
	reached, fetched, sizes, err := publishTo(ctx, ours, many, before.Rules.Digest, heard)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%d open streams", len(many.tokens))
	return []row{
		less(name+", memory of the server each", "KB", weight, "net/http SSE", plain),
		less(name+", publish -> heard, p50", "ms", percentile(reached, 50), "", 0),
		less(name+", publish -> heard, p99", "ms", percentile(reached, 99), "", 0),
		less(name+", publish -> delta there, p50", "ms", percentile(fetched, 50), "", 0),
		less(name+", publish -> delta there, p99", "ms", percentile(fetched, 99), "", 0),
		less("one rule more, delta", "KB", sizes.delta, "the bundle by gzip", sizes.packed),
		less("one rule more, delta (and the bundle whole)", "KB", sizes.delta, "the bundle whole", sizes.whole),
	}, nil
}

// hearing is an event of one stream.
type hearing struct {
	at    time.Time
	event wire.StreamEvent
}

// openStreams opens one for each token and tells the kilobytes that each takes of the server.
func openStreams(ctx context.Context, s *served, tokens []string, heard chan<- hearing) (each float64, hangUp func(), err error) {
	var open []net.Conn
	hangUp = func() {
		for _, conn := range open {
			_ = conn.Close()
		}
	}
	before, err := residentKB(s.cmd.Process.Pid)
	if err != nil {
		return 0, hangUp, err
	}
	for _, token := range tokens {
		conn, err := openStream(ctx, s, token, heard)
		if err != nil {
			return 0, hangUp, err
		}
		open = append(open, conn)
	}
	time.Sleep(2 * time.Second) // so that what was set aside to open them is given back
	after, err := residentKB(s.cmd.Process.Pid)
	return (after - before) / float64(len(tokens)), hangUp, err
}

func openStream(ctx context.Context, s *served, token string, heard chan<- hearing) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(conn, "GET /v1/stream HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n\r\n", token); err != nil {
		return conn, err
	}
	lines := bufio.NewReaderSize(conn, 1<<10)
	status, err := lines.ReadString('\n')
	if err != nil || !strings.Contains(status, " 200 ") {
		return conn, fmt.Errorf("a stream: %q: %w", status, err)
	}
	go listenTo(lines, heard)
	return conn, nil
}

// listenTo tells every event of a stream until it ends.
func listenTo(lines *bufio.Reader, heard chan<- hearing) {
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok || heard == nil {
			continue
		}
		one := hearing{at: time.Now()}
		if json.Unmarshal([]byte(data), &one.event) == nil {
			heard <- one
		}
	}
}

// residentKB is what a process holds of memory.
func residentKB(pid int) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0, errors.New("no VmRSS in /proc")
	}
	return strconv.ParseFloat(fields[0], 64)
}

// weights of one rule more, in kilobytes.
type weights struct{ delta, packed, whole float64 }

// publishTo publishes and gives the milliseconds until each stream heard and until each device
// had fetched the delta; both count from the message that the store sends with the revision, since
// what comes before is the compiling at the desk.
func publishTo(ctx context.Context, s *served, many crew, from string, heard <-chan hearing) (reached, fetched []float64, w weights, err error) {
	live, leave, err := s.listen(ctx)
	if err != nil {
		return nil, nil, w, err
	}
	defer leave()
	if err := s.publish(ctx, many.service, 1); err != nil {
		return nil, nil, w, fmt.Errorf("the publication: %w", err)
	}
	began := <-live // it came before the answer
	var mu sync.Mutex
	var all sync.WaitGroup
	var failed error
	ask := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 256, MaxIdleConnsPerHost: 256}}
	for range many.tokens {
		one := <-heard
		reached = append(reached, ms(one.at.Sub(began)))
		all.Go(func() {
			n, err := fetch(ctx, ask, s.url+one.event.RulesAt.Path+"&from="+from)
			mu.Lock()
			defer mu.Unlock()
			fetched, failed = append(fetched, ms(time.Since(began))), errors.Join(failed, err)
			w.delta = float64(n) / 1e3
		})
		if len(reached) == 1 {
			w.whole = float64(one.event.RulesAt.Bytes) / 1e3
			n, err := s.packedSize(ctx, one.event.RulesAt.Path)
			mu.Lock()
			w.packed, failed = float64(n)/1e3, errors.Join(failed, err)
			mu.Unlock()
		}
	}
	all.Wait()
	return reached, fetched, w, failed
}

// listen tells when the store says that a revision is live.
func (s *served) listen(ctx context.Context) (live <-chan time.Time, leave func(), err error) {
	store, err := s.store(ctx)
	if err != nil {
		return nil, nil, err
	}
	heard := store.Subscribe(ctx, kv.Revisions(demo.Workspace))
	if _, err := heard.Receive(ctx); err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	told := make(chan time.Time, 8)
	go func() {
		for range heard.Channel() {
			told <- time.Now()
		}
	}()
	return told, func() { _ = errors.Join(heard.Close(), store.Close()) }, nil
}

// packedSize is of the whole bundle as browsers take it.
func (s *served) packedSize(ctx context.Context, path string) (int64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+path, nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	return io.Copy(io.Discard, response.Body)
}

func fetch(ctx context.Context, ask *http.Client, address string) (int64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	response, err := ask.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != wire.DeltaType {
		return 0, fmt.Errorf("no delta: %s %s", response.Status, response.Header.Get("Content-Type"))
	}
	return io.Copy(io.Discard, response.Body)
}

func decode(response *http.Response, into any) error {
	if response.StatusCode != http.StatusOK {
		return errors.New(response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 }

// percentile of values; 0 of none.
func percentile(values []float64, percent int) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}
