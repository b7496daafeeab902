package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/labstack/echo/v4"
)

// How many connections wrk holds, how long each run takes, and how many rounds there are.
const (
	wrkSeconds = 2
	wrkRounds  = 3
)

var connections = [...]int{16, 64, 256}

// visitors are as many browsers, each of which follows one link again and again: who opens many
// links within seconds is a program, and the click of a program costs less.
const visitors = 300

const visitor = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.%d.0 Safari/537.36"

// setting is a way to store clicks before they are answered.
type setting struct {
	name  string
	fsync string // appendfsync of Redis
	on    *served
}

// measureRedirect loads the public edge, click classified and stored before the answer, beside a
// bare Echo that answers 302 and nothing else. Each server has core 0 to itself while it is
// loaded: the others are stopped, so that nobody pays for what another has left to count. wrk and
// redis-server share core 1.
func measureRedirect(ctx context.Context) ([]row, error) {
	ours, err := startVouch(ctx)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	copied, err := startReplicated(ctx)
	if err != nil {
		return nil, err
	}
	defer copied.stop()
	bare, err := startBare(ctx)
	if err != nil {
		return nil, err
	}
	defer bare.stop()
	for _, s := range []*served{ours, copied} {
		if err := s.rotate(ctx); err != nil {
			return nil, err
		}
	}
	bare.rotation = ours.rotation
	return compareRedirects(ctx, bare, []setting{
		{"everysec", "everysec", ours}, {"always", "always", ours}, {"WAIT 1", "everysec", copied},
	})
}

// compareRedirects lets the bare server and ours, under each setting, take turns.
func compareRedirects(ctx context.Context, bare *served, settings []setting) ([]row, error) {
	bareRuns := map[int]*runs{}
	ourRuns := map[string]*runs{}
	for range wrkRounds {
		for _, n := range connections {
			if err := alone(bare, settings).run(ctx, n, at(bareRuns, n)); err != nil {
				return nil, err
			}
			for _, s := range settings {
				ready := func() *served { return alone(s.on, settings, bare) }
				if err := s.run(ctx, n, ready, at(ourRuns, rowName(n, s))); err != nil {
					return nil, err
				}
			}
		}
	}
	rows := besideBare(settings, ourRuns, bareRuns)
	return append(rows, clickBytes(ctx, settings[0].on, ourRuns, "everysec", "always")...), nil
}

func besideBare(settings []setting, ours map[string]*runs, bare map[int]*runs) (rows []row) {
	for _, n := range connections {
		for _, s := range settings {
			rows = append(rows, ours[rowName(n, s)].rows(rowName(n, s), bare[n])...)
		}
	}
	return rows
}

// run loads the server once it has this setting; ready gives it the core to itself.
func (s setting) run(ctx context.Context, connections int, ready func() *served, into *runs) error {
	if err := s.on.flush(ctx, s.fsync); err != nil {
		return err
	}
	return ready().run(ctx, connections, into)
}

func rowName(connections int, s setting) string {
	return fmt.Sprintf("redirect %d connections, %s", connections, s.name)
}

func at[K comparable](all map[K]*runs, key K) *runs {
	if all[key] == nil {
		all[key] = &runs{}
	}
	return all[key]
}

// alone stops every server but one.
func alone(chosen *served, settings []setting, others ...*served) *served {
	for _, s := range settings {
		others = append(others, s.on)
	}
	for _, other := range others {
		if other != chosen {
			_ = other.cmd.Process.Signal(syscall.SIGSTOP)
		}
	}
	_ = chosen.cmd.Process.Signal(syscall.SIGCONT)
	return chosen
}

// runs are what wrk told of one contender, and what its process took of the core.
type runs struct {
	rates, tails, micros []float64
	requests             float64
}

func (r *runs) rows(name string, bare *runs) []row {
	const against = "bare Echo 302"
	return []row{
		more(name, "requests/s", median(r.rates), against, median(bare.rates)),
		less(name+", p99", "ms", median(r.tails), against, median(bare.tails)),
		less(name+", CPU of the server", "us", median(r.micros), against, median(bare.micros)),
	}
}

// run loads a server once.
func (s *served) run(ctx context.Context, connections int, into *runs) error {
	before, err := cpuTime(s.cmd.Process.Pid)
	if err != nil {
		return err
	}
	told, err := load(ctx, s, connections)
	if err != nil {
		return err
	}
	after, err := cpuTime(s.cmd.Process.Pid)
	if err != nil {
		return err
	}
	into.rates, into.tails = append(into.rates, told.rate), append(into.tails, told.tail)
	into.micros = append(into.micros, float64((after-before).Microseconds())/told.requests)
	into.requests += told.requests
	return nil
}

// cpuTime is what a process has taken of the cores: fields 14 and 15 of its stat, in hundredths.
func cpuTime(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, err
}

// rotate writes the wrk script that lets each visitor follow one link.
func (s *served) rotate(ctx context.Context) error {
	paths, err := s.links(ctx)
	if err != nil {
		return err
	}
	var list strings.Builder
	for n := range visitors {
		agent := fmt.Sprintf(visitor, n)
		fmt.Fprintf(&list, "wrk.format('GET', %q, {['User-Agent']=%q, ['Accept']='text/html', ['Accept-Language']='en', ['Host']='acme.example'}),\n",
			paths[n%len(paths)], agent)
	}
	script := fmt.Sprintf(`local asked
local at = 0
init = function() asked = {%s} end
request = function()
  at = at %% #asked + 1
  return asked[at]
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%f %%f %%d %%d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1e3, summary.errors.status + summary.errors.connect + summary.errors.timeout, summary.requests))
end
`, list.String())
	folder, err := os.MkdirTemp("", "vouch-bench-")
	if err != nil {
		return err
	}
	s.rotation = filepath.Join(folder, "rotation.lua")
	s.litter = append(s.litter, folder)
	return os.WriteFile(s.rotation, []byte(script), 0o600)
}

// told is what wrk says of a run.
type told struct{ rate, tail, requests float64 }

// load gives requests a second, the 99th percentile in milliseconds, and how many there were.
func load(ctx context.Context, s *served, connections int) (told, error) {
	out, err := output(ctx, nil, "taskset", "-c", "1", "wrk", "-t1", fmt.Sprintf("-c%d", connections),
		fmt.Sprintf("-d%ds", wrkSeconds), "-s", s.rotation, s.url)
	if err != nil {
		return told{}, err
	}
	var t told
	var failed int
	found := regexp.MustCompile(`RESULT .*`).Find(out)
	if _, err := fmt.Sscanf(string(found), "RESULT %f %f %d %f", &t.rate, &t.tail, &failed, &t.requests); err != nil {
		return t, fmt.Errorf("wrk said no result: %w\n%s", err, out)
	}
	if failed > 0 {
		return t, fmt.Errorf("%d requests to %s failed", failed, s.url)
	}
	return t, nil
}

// clickBytes is what Redis keeps of a click in the log, by its own count.
func clickBytes(ctx context.Context, s *served, all map[string]*runs, names ...string) []row {
	clicks, bytes := 0.0, 0.0
	for name, r := range all {
		if slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(name, n) }) {
			clicks += r.requests
		}
	}
	for _, key := range s.redis(ctx, "--scan", "--pattern", "*:activity:facts:clicks.*") {
		for _, used := range s.redis(ctx, "memory", "usage", key, "samples", "0") {
			n, _ := strconv.ParseFloat(used, 64)
			bytes += n
		}
	}
	if clicks == 0 || bytes == 0 {
		return nil
	}
	return []row{less("a click in the log of Redis", "bytes", bytes/clicks, "", 0)}
}

// bareEnv tells this very program to be the bare server.
const bareEnv = "VOUCH_BENCH_BARE_ECHO"

func startBare(ctx context.Context) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s, err := onCoreZero(ctx, []string{bareEnv + "=" + address}, self)
	if err != nil {
		return nil, err
	}
	s.url = "http://" + address
	return s, waitFor(ctx, s.url+"/l/any")
}

func serveBare(address string) error {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.GET("/l/:code", func(c echo.Context) error {
		return c.Redirect(http.StatusFound, "https://acme.example/"+c.Param("code"))
	})
	e.GET("/v1/sync", func(c echo.Context) error { return c.NoContent(http.StatusNotModified) })
	e.GET("/v1/stream", bareStream)
	server := &http.Server{Addr: address, Handler: e, ReadHeaderTimeout: 5 * time.Second}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// bareStream is an open stream as net/http has them: two goroutines and their buffers.
func bareStream(c echo.Context) error {
	c.Response().Header().Set("Content-Type", "text/event-stream")
	c.Response().WriteHeader(http.StatusOK)
	for tick := time.NewTicker(20 * time.Second); ; {
		c.Response().Flush()
		select {
		case <-c.Request().Context().Done():
			tick.Stop()
			return nil
		case <-tick.C:
		}
		if _, err := c.Response().Write([]byte(": ping\n\n")); err != nil {
			tick.Stop()
			return err
		}
	}
}
