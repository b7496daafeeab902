package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"vouch/shared/client"
	"vouch/shared/wire"
)

// How many devices take turns at asking, and how many composers are open.
const (
	askers  = 1000
	streams = 10_000
)

// measureSync loads the exchange with browsers: news that are none, open streams and what they
// hear, and what a small change weighs. The server has core 0 to itself; its clients and Redis
// share core 1.
func measureSync(ctx context.Context) ([]row, error) {
	ours, err := startVouch(ctx)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	many, err := ours.crew(ctx, streams)
	if err != nil {
		return nil, err
	}
	bare, err := startBare(ctx)
	if err != nil {
		return nil, err
	}
	defer bare.stop()
	rows, err := measureNews(ctx, ours, bare, many.tokens[:askers])
	if err != nil {
		return nil, err
	}
	more, err := measureStreams(ctx, ours, bare, many)
	return append(rows, more...), err
}

// measureNews compares a 304 with one of a bare Echo, while nothing happens in the company and
// while facts arrive all the time, so that nothing known of the last second holds. What a core
// could do stands beside what the machine let it do: a million microseconds over those that the
// server itself took for each.
func measureNews(ctx context.Context, ours, bare *served, tokens []string) ([]row, error) {
	script, err := writeNews(ctx, ours, tokens)
	if err != nil {
		return nil, err
	}
	var quiet, busy, empty newsRuns
	for range wrkRounds {
		if err := empty.add(ctx, bare, script); err != nil {
			return nil, err
		}
		if err := quiet.add(ctx, ours, script); err != nil {
			return nil, err
		}
		during, stop := context.WithCancel(ctx)
		told := make(chan error, 1)
		go func() { told <- tellFacts(during, ours, tokens[0]) }()
		err := busy.add(ctx, ours, script)
		stop()
		if err := errors.Join(err, <-told); err != nil {
			return nil, err
		}
	}
	name := fmt.Sprintf("sync 304, %d devices, %d connections", len(tokens), askConnections)
	return slices.Concat(quiet.rows(name, empty), busy.rows(name+", facts arriving", empty)), nil
}

const askConnections = 64

// newsRuns are what wrk told of one contender, and what a request took of its core.
type newsRuns struct{ rates, tails, micros []float64 }

func (r *newsRuns) add(ctx context.Context, s *served, script string) error {
	before, err := cpuTime(s.cmd.Process.Pid)
	if err != nil {
		return err
	}
	out, err := output(ctx, nil, "taskset", "-c", "1", "wrk", "-t1", fmt.Sprintf("-c%d", askConnections),
		fmt.Sprintf("-d%ds", wrkSeconds), "-s", script, s.url)
	if err != nil {
		return err
	}
	after, err := cpuTime(s.cmd.Process.Pid)
	if err != nil {
		return err
	}
	var rate, tail, requests float64
	var failed int
	found := regexp.MustCompile(`RESULT .*`).Find(out)
	if _, err := fmt.Sscanf(string(found), "RESULT %f %f %d %f", &rate, &tail, &failed, &requests); err != nil || failed > 0 {
		return fmt.Errorf("wrk: %d failed: %w: %s", failed, err, out)
	}
	r.rates, r.tails = append(r.rates, rate), append(r.tails, tail)
	r.micros = append(r.micros, float64((after-before).Microseconds())/requests)
	return nil
}

func (r *newsRuns) rows(name string, bare newsRuns) []row {
	const against = "bare Echo 304"
	return []row{
		more(name, "requests/s", median(r.rates), against, median(bare.rates)),
		more(name+", by the server's CPU", "requests/s", 1e6/median(r.micros), against, 1e6/median(bare.micros)),
		less(name+", p99", "ms", median(r.tails), against, median(bare.tails)),
	}
}

// tellFacts sends one fact every tenth of a second until ctx ends.
func tellFacts(ctx context.Context, s *served, token string) error {
	for tick := time.Tick(100 * time.Millisecond); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick:
		}
		now := time.Now()
		body := fmt.Sprintf(`{"protocol":%d,"rules":0,"library":0,"outbox":[{"id":"00000000-0000-4000-8000-%012x","kind":"unchecked","at_ms":%d,"reason":"bench"}]}`,
			wire.Protocol, now.UnixNano()&(1<<48-1), now.UnixMilli())
		// A fact under way is finished: the end of ctx is no failure.
		answer, err := s.send(context.WithoutCancel(ctx), http.MethodPost, "/v1/sync", token, "", strings.NewReader(body))
		if err != nil {
			return err
		}
		_ = answer.Body.Close()
	}
}

func (s *served) send(ctx context.Context, method, path, token, tag string, body io.Reader) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	if tag != "" {
		request.Header.Set("If-None-Match", tag)
	}
	return http.DefaultClient.Do(request)
}

// writeNews is a wrk script in which devices take turns, each with its token and its tag.
func writeNews(ctx context.Context, s *served, tokens []string) (string, error) {
	path, err := newsPath(ctx, s, tokens[0])
	if err != nil {
		return "", err
	}
	var list strings.Builder
	for _, token := range tokens {
		answer, err := s.send(ctx, http.MethodGet, path, token, "", http.NoBody)
		if err != nil {
			return "", err
		}
		tag := answer.Header.Get("ETag")
		if err := answer.Body.Close(); err != nil || tag == "" {
			return "", fmt.Errorf("%s for a tag: %w", answer.Status, err)
		}
		fmt.Fprintf(&list, "{['Authorization']='Bearer %s',['If-None-Match']='%s'},\n", token, tag)
	}
	script := fmt.Sprintf(`local devices = {%s}
local at = 0
request = function()
  at = at %% #devices + 1
  return wrk.format("GET", %q, devices[at])
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %%f %%f %%d %%f\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1e3, summary.errors.status + summary.errors.connect + summary.errors.timeout,
    summary.requests))
end
`, list.String(), path)
	file := filepath.Join(s.data, "news.lua")
	return file, os.WriteFile(file, []byte(script), 0o600)
}

// newsPath is the question of a device that holds all that is out.
func newsPath(ctx context.Context, s *served, token string) (string, error) {
	live, err := s.liveNow(ctx, token)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/v1/sync?protocol=%d&rules=%d&library=%d", wire.Protocol, live.Rules.Revision, live.Library.Revision), nil
}

// liveNow is what a new device hears.
func (s *served) liveNow(ctx context.Context, token string) (answer wire.SyncResponse, err error) {
	body := fmt.Sprintf(`{"protocol":%d,"rules":0,"library":0,"outbox":[]}`, wire.Protocol)
	response, err := s.send(ctx, http.MethodPost, "/v1/sync", token, "", strings.NewReader(body))
	if err != nil {
		return answer, err
	}
	defer func() { _ = response.Body.Close() }()
	if err := decode(response, &answer); err != nil {
		return answer, err
	}
	if answer.Rules == nil || answer.Library == nil {
		return answer, errors.New("nothing is live")
	}
	return answer, nil
}

// publish makes one rule more live, with another word each time.
func (s *served) publish(ctx context.Context, service string, n int) error {
	device := &client.Client{Do: http.DefaultClient.Do}
	_, err := device.Publish(ctx, s.url, service, wire.PublishRequest{
		File: "bench.yaml", Why: "A measurement", YAML: fmt.Sprintf(benchPack, n, n),
	})
	return err
}

const benchPack = `pack: bench
title: A pack of this measurement
language: en
owner: compliance
review_by: 2030-01-01
example_profile: {company: {names: [Acme]}}
rules:
  - id: bench.zebra
    title: No zebras
    severity: warn
    reason: It measures.
    source: {title: None, url: "https://acme.example/rules", checked: 2026-11-21, by: background}
    find: {phrases: [zebra%d crossing]}
    examples: {flag: ["Acme has a zebra%d crossing."], pass: ["Acme has a horse."]}
`
