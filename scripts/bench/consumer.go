package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// A workspace as a bank has it: clicks of as many people, links and stories, over two days.
const (
	countRounds    = 3
	countedClicks  = 20_000
	grownTimes     = 10
	countAdvocates = 400
	countLinks     = 1_000
	countStories   = 40
	countTeams     = 12
	countAtOnce    = 500 // clicks in a transaction, as in a step of the consumer
)

// measureConsumer counts clicks from the log, beside the same numbers in a transaction for every
// 500 clicks; it counts them all again; and it tells what a click weighs.
func measureConsumer(ctx context.Context) ([]row, error) {
	c, stop, err := startCounting(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	var ours, multi, again []float64
	for round := range countRounds {
		ws := kv.Workspace(fmt.Sprint("count", round))
		if err := c.record(ctx, ws, countedClicks); err != nil {
			return nil, err
		}
		if err := c.timed(&ours, countedClicks, func() error { return c.follower.CatchUp(ctx, ws) }); err != nil {
			return nil, err
		}
		if err := c.timed(&multi, countedClicks, func() error { return c.transactions(ctx, ws, countedClicks) }); err != nil {
			return nil, err
		}
		if err := c.timed(&again, countedClicks, func() error { return c.rebuild(ctx, ws) }); err != nil {
			return nil, err
		}
	}
	rows := []row{
		more("count clicks from the log, exactly once", "clicks/s", median(ours), "the same numbers in a MULTI, nothing read", median(multi)),
		more("rebuild", "clicks/s", median(again), "counting them the first time", median(ours)),
	}
	grown, err := c.grow(ctx, median(again))
	return append(rows, grown...), err
}

// countBench is a log with its consumer on a Redis of its own.
type countBench struct {
	store    *kv.Store
	clock    func() time.Time
	counters *activity.Counters
	follower *activity.Follower
}

func startCounting(ctx context.Context) (*countBench, func(), error) {
	dir, err := os.MkdirTemp("", "vouch-bench-")
	if err != nil {
		return nil, nil, err
	}
	server, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler), kv.FlushEverySecond)
	if err != nil {
		return nil, nil, err
	}
	stop := func() {
		_ = server.Stop(context.WithoutCancel(ctx))
		_ = os.RemoveAll(dir)
	}
	store, err := kv.Open(ctx, []string{server.URL()})
	if err != nil {
		stop()
		return nil, nil, err
	}
	noon := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	c := &countBench{store: store, clock: func() time.Time { return noon }, counters: activity.NewCounters(store)}
	c.follower = activity.NewFollower(store, c.counters)
	return c, stop, nil
}

func (*countBench) timed(rates *[]float64, clicks int, do func() error) error {
	began := time.Now()
	err := do()
	*rates = append(*rates, float64(clicks)/time.Since(began).Seconds())
	return err
}

func (c *countBench) click(n int) activity.Click {
	link := n * 7919 % countLinks
	return activity.Click{
		At: c.clock().Add(-time.Duration(n%172_800) * time.Second), Code: activity.Code(fmt.Sprintf("code%04d", link)),
		Story:    activity.Story(fmt.Sprintf("story%03d", link%countStories)),
		Advocate: activity.Pseudonym(fmt.Sprintf("p-%016d", link%countAdvocates)),
		Team:     activity.Team(fmt.Sprint("team", link%countTeams)), Class: activity.Person,
		Visitor: activity.Visitor(uint64(n) * 0x9E3779B97F4A7C15), Country: []string{"NO", "SE", "DE", "US"}[n%4],
		Device: []string{"phone", "desktop"}[n%2],
	}
}

func (c *countBench) record(ctx context.Context, ws kv.Workspace, n int) error {
	clicks := activity.NewClicks(c.store, "bench", c.clock)
	var all sync.WaitGroup
	failed := make(chan error, recordsAtOnce)
	for lane := range recordsAtOnce {
		all.Go(func() {
			for i := lane; i < n; i += recordsAtOnce {
				if err := clicks.Record(ctx, ws, c.click(i)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func (c *countBench) rebuild(ctx context.Context, ws kv.Workspace) error {
	return activity.NewRebuilder(c.store, noPast{}).Rebuild(ctx, ws, c.counters, nil)
}

// noPast: nothing was archived.
type noPast struct{}

func (noPast) Entries(context.Context, kv.Workspace, map[string]string, func(activity.Entry) error) error {
	return nil
}

func (noPast) Size(context.Context, kv.Workspace, map[string]string) (int64, error) { return 0, nil }

// grow takes ten times the clicks: what a click weighs in the log and in the numbers, and whether
// counting again slows down.
func (c *countBench) grow(ctx context.Context, smallRate float64) ([]row, error) {
	const clicks = grownTimes * countedClicks
	empty, err := c.used(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.record(ctx, "grown", clicks); err != nil {
		return nil, err
	}
	logged, err := c.used(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.follower.CatchUp(ctx, "grown"); err != nil {
		return nil, err
	}
	counted, err := c.used(ctx)
	if err != nil {
		return nil, err
	}
	var again []float64
	if err := c.timed(&again, clicks, func() error { return c.rebuild(ctx, "grown") }); err != nil {
		return nil, err
	}
	name := strconv.Itoa(clicks) + " clicks"
	return []row{
		{Name: "bytes per click in the log, " + name, Unit: "B", Value: (logged - empty) / clicks},
		{Name: "bytes per click in the numbers, " + name, Unit: "B", Value: (counted - logged) / clicks},
		more("rebuild, "+name, "clicks/s", again[0], "a tenth of them", smallRate),
	}, nil
}

func (c *countBench) used(ctx context.Context) (float64, error) {
	info, err := c.store.Info(ctx, "memory").Result()
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(info, "used_memory:")
	text, _, _ := strings.Cut(after, "\r\n")
	return strconv.ParseFloat(text, 64)
}

// transactions write the same numbers as the consumer: added up in the program, and then in one
// transaction for every 500 clicks, without a place in the log and without looking for duplicates.
func (c *countBench) transactions(ctx context.Context, ws kv.Workspace, n int) error {
	for first := 0; first < n; first += countAtOnce {
		if err := c.transaction(ctx, ws, first, min(first+countAtOnce, n)); err != nil {
			return err
		}
	}
	return nil
}

// transaction writes the clicks from first to before end.
func (c *countBench) transaction(ctx context.Context, ws kv.Workspace, first, end int) error {
	sums, crowds := map[[2]string]int64{}, map[string][]any{}
	pipe := c.store.TxPipeline()
	for i := first; i < end; i++ {
		click := c.click(i)
		day := string(activity.DayOf(click.At))
		visitor := strconv.FormatUint(uint64(click.Visitor), 16)
		for by, id := range rowsOfClick(click) {
			sums[[2]string{kv.Key(ws, "multi", day, by), "clicks:" + id}]++
			visitors := kv.Key(ws, "multi", day, by, id, "visitors")
			crowds[visitors] = append(crowds[visitors], visitor)
			if by == "all" || by == "story" || by == "team" {
				advocates := kv.Key(ws, "multi", day, by, id, "advocates")
				crowds[advocates] = append(crowds[advocates], string(click.Advocate))
			}
		}
		pipe.HSet(ctx, kv.Key(ws, "multi", "visits", day), string(click.Code)+":"+visitor, "")
	}
	for place, n := range sums {
		pipe.HIncrBy(ctx, place[0], place[1], n)
	}
	for key, members := range crowds {
		pipe.PFAdd(ctx, key, members...)
		pipe.Expire(ctx, key, 24*time.Hour)
	}
	_, err := pipe.Exec(ctx)
	return err
}

func rowsOfClick(click activity.Click) map[string]string {
	return map[string]string{
		"all": "", "story": string(click.Story), "team": string(click.Team), "advocate": string(click.Advocate),
		"link": string(click.Code), "hour": click.At.Format("15"), "country": click.Country, "device": click.Device,
	}
}
