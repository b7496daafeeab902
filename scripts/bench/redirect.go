package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

const (
	connections = 64
	wrkSeconds  = 3
	wrkRounds   = 5
)

// A browser that a person uses, so that every click is classified as a person's and stored.
const visitor = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

// measureRedirect loads the public edge, click classified and stored before the answer, beside a
// bare Echo that answers 302 and nothing else. Each server has core 0 to itself; wrk and
// redis-server share core 1.
func measureRedirect(ctx context.Context) ([]row, error) {
	ours, err := startVouch(ctx)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	paths, err := ours.links(ctx)
	if err != nil {
		return nil, err
	}
	bare, err := startBare(ctx)
	if err != nil {
		return nil, err
	}
	defer bare.stop()
	rotation, err := writeRotation(paths)
	if err != nil {
		return nil, err
	}
	return compareRedirects(ctx, ours, bare, rotation)
}

// appendfsync of the private redis-server: always is how it ships, everysec is what many run.
var fsyncs = [...]string{"always", "everysec"}

// compareRedirects lets the bare server and ours, under each setting, take turns.
func compareRedirects(ctx context.Context, ours, bare *served, rotation string) ([]row, error) {
	var bareRuns runs
	var ourRuns [len(fsyncs)]runs
	for range wrkRounds {
		if err := bareRuns.add(load(ctx, bare.url, rotation)); err != nil {
			return nil, err
		}
		for i, fsync := range fsyncs {
			if err := ours.flush(ctx, fsync); err != nil {
				return nil, err
			}
			if err := ourRuns[i].add(load(ctx, ours.url, rotation)); err != nil {
				return nil, err
			}
		}
	}
	var rows []row
	for i, fsync := range fsyncs {
		name := fmt.Sprintf("redirect %d connections, %s", connections, fsync)
		rows = append(rows,
			more(name, "requests/s", median(ourRuns[i].rates), "bare Echo 302", median(bareRuns.rates)),
			less(name+", p99", "ms", median(ourRuns[i].tails), "bare Echo 302", median(bareRuns.tails)))
	}
	return rows, nil
}

// runs are what wrk told of one contender.
type runs struct{ rates, tails []float64 }

func (r *runs) add(rate, tail float64, err error) error {
	r.rates, r.tails = append(r.rates, rate), append(r.tails, tail)
	return err
}

// writeRotation is a wrk script that asks for one link after the other.
func writeRotation(paths []string) (string, error) {
	var list strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&list, "%q,", p)
	}
	script := fmt.Sprintf(`local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%f %%f %%d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1e3, summary.errors.status + summary.errors.connect + summary.errors.timeout))
end
wrk.headers["User-Agent"] = %q
wrk.headers["Accept"] = "text/html"
wrk.headers["Accept-Language"] = "en"
`, list.String(), visitor)
	file := filepath.Join(os.TempDir(), "vouch-bench.lua")
	return file, os.WriteFile(file, []byte(script), 0o600)
}

// load returns requests a second and the 99th percentile in milliseconds.
func load(ctx context.Context, url, rotation string) (rate, tail float64, err error) {
	out, err := output(ctx, nil, "taskset", "-c", "1", "wrk", "-t1", fmt.Sprintf("-c%d", connections),
		fmt.Sprintf("-d%ds", wrkSeconds), "-s", rotation, url)
	if err != nil {
		return 0, 0, err
	}
	found := regexp.MustCompile(`RESULT (\S+) (\S+) (\d+)`).FindSubmatch(out)
	if found == nil {
		return 0, 0, fmt.Errorf("wrk said no result:\n%s", out)
	}
	if string(found[3]) != "0" {
		return 0, 0, fmt.Errorf("%s requests to %s failed", found[3], url)
	}
	rate, err = strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		return 0, 0, err
	}
	tail, err = strconv.ParseFloat(string(found[2]), 64)
	return rate, tail, err
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
	server := &http.Server{Addr: address, Handler: e, ReadHeaderTimeout: 5 * time.Second}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
