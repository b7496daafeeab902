package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/points"
	"vouch/server/points/pointstest"
)

const (
	awardRounds    = 5
	awardsARound   = 10_000
	awardedPeople  = 500
	boardMembers   = 1_000_000
	boardReads     = 2_000
	boardBatch     = 5_000
	multisAtOnce   = 100 // transactions in a round trip, as a busy server would have them under way
	recordsAtOnce  = 256
	boardsOfAShare = 15 // five periods, each with a board of people, of teams and within the team
)

// measurePoints awards clicks by the projection, beside the same commands in a transaction for
// each award, and reads boards of a million.
func measurePoints(ctx context.Context) ([]row, error) {
	p, stop, err := startPoints(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	rows, err := p.awards(ctx)
	if err != nil {
		return nil, err
	}
	reads, err := p.boards(ctx)
	return append(rows, reads...), err
}

// pointsBench is a ledger on a Redis of its own.
type pointsBench struct {
	store    *kv.Store
	clock    func() time.Time
	ledger   *points.Ledger
	follower *activity.Follower
	clicks   *activity.Clicks
}

func startPoints(ctx context.Context) (*pointsBench, func(), error) {
	dir, err := os.MkdirTemp("", "vouch-bench-")
	if err != nil {
		return nil, nil, err
	}
	server, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler))
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
	p := &pointsBench{store: store, clock: func() time.Time { return noon }}
	p.ledger = points.NewLedger(store, p.clock, &pointstest.Company{})
	p.follower = activity.NewFollower(store, p.ledger)
	p.clicks = activity.NewClicks(store, "bench", p.clock)
	return p, stop, nil
}

// awards times rounds of new clicks, of the same clicks again, and of transactions.
func (p *pointsBench) awards(ctx context.Context) ([]row, error) {
	var fresh, again, multi []float64
	for round := range awardRounds {
		ws := kv.Workspace(fmt.Sprint("awards", round))
		for _, times := range []*[]float64{&fresh, &again} {
			if err := p.record(ctx, ws); err != nil {
				return nil, err
			}
			micros, err := timed(awardsARound, func() error { return p.follower.CatchUp(ctx, ws) })
			if err != nil {
				return nil, err
			}
			*times = append(*times, micros)
		}
		micros, err := timed(awardsARound, func() error { return p.multis(ctx, ws) })
		if err != nil {
			return nil, err
		}
		multi = append(multi, micros)
	}
	award := median(fresh)
	return []row{
		less("award a click: once, capped, ledger, balance, 15 boards", "us", award,
			"the same commands in a MULTI each", median(multi)),
		less("the same click again", "us", median(again), "its award", award),
	}, nil
}

// record stores a round's clicks: twenty a person, which is what a day's cap of 40 points awards.
func (p *pointsBench) record(ctx context.Context, ws kv.Workspace) error {
	var all sync.WaitGroup
	failed := make(chan error, recordsAtOnce)
	for worker := range recordsAtOnce {
		all.Go(func() {
			for n := worker; n < awardsARound; n += recordsAtOnce {
				who := fmt.Sprint("p", n%awardedPeople)
				err := p.clicks.Record(ctx, ws, activity.Click{
					At: p.clock(), Code: activity.Code("c" + who), Story: "s", Advocate: activity.Pseudonym(who),
					Team: activity.Team(fmt.Sprint("t", n%20)), Class: activity.Person, Visitor: activity.Visitor(n),
				})
				if err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	close(failed)
	return <-failed
}

// multis does what an award does, command by command, in a transaction for each.
func (p *pointsBench) multis(ctx context.Context, ws kv.Workspace) error {
	for first := 0; first < awardsARound; first += multisAtOnce {
		pipe := p.store.Pipeline()
		for n := first; n < first+multisAtOnce; n++ {
			pipe.Do(ctx, "MULTI")
			p.multi(ctx, pipe, ws, n)
			pipe.Do(ctx, "EXEC")
		}
		if _, err := pipe.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (*pointsBench) multi(ctx context.Context, pipe kv.Pipeliner, ws kv.Workspace, n int) {
	who := fmt.Sprint("p", n%awardedPeople)
	key := func(segments ...string) string { return kv.Key(ws, append([]string{"multi"}, segments...)...) }
	do := func(command, key string, rest ...any) { pipe.Do(ctx, append([]any{command, key}, rest...)...) }
	do("HSETNX", key("day"), fmt.Sprint("click:c", who, ":", n), "1")
	do("HINCRBY", key("day"), "sum:"+who, 2)
	do("HINCRBY", key("day"), "count:"+who, 1)
	do("XADD", key("ledger", who), "*", "p", "2", "b", n, "r", "click", "x", "issued>spendable", "n", "2",
		"s", "s", "t", "t", "f", fmt.Sprint("clicks.bench/", n), "d", "1795003200000", "w", "", "v", "1", "g", "2", "c", "40")
	do("HINCRBY", key("total", who), "clicks", 1)
	do("HINCRBY", key("total", who), "balance", 2)
	do("HINCRBY", key("total", who), "lifetime", 2)
	do("HINCRBY", key("accounts"), "issued", -2)
	do("HINCRBY", key("accounts"), "spendable", 2)
	do("HINCRBY", key("days"), "2026-11-18", 2)
	for board := range boardsOfAShare {
		do("ZINCRBY", key("board", fmt.Sprint(board)), 2, who)
	}
}

// boards reads the first hundred and single ranks among a million.
func (p *pointsBench) boards(ctx context.Context) ([]row, error) {
	const ws = kv.Workspace("million")
	if err := p.fill(ctx, ws); err != nil {
		return nil, err
	}
	draw := rand.New(rand.NewPCG(1, 2))
	top, err := latencies(func() error {
		_, err := p.ledger.Board(ctx, ws, points.Teams, points.Ever, 100)
		return err
	})
	if err != nil {
		return nil, err
	}
	rank, err := latencies(func() error {
		who := activity.Who{Advocate: "p", Team: activity.Team(fmt.Sprint("m", draw.IntN(boardMembers)))}
		_, err := p.ledger.Standing(ctx, ws, who)
		return err
	})
	if err != nil {
		return nil, err
	}
	return []row{
		less("top 100 of a board of 1,000,000, p99", "ms", top/1000, "", 0),
		less("a standing with its rank among 1,000,000, p99", "ms", rank/1000, "", 0),
	}, nil
}

// fill makes a board of a million.
func (p *pointsBench) fill(ctx context.Context, ws kv.Workspace) error {
	return activity.ReadLive(ctx, p.store, ws, p.ledger.Name(), func(at activity.Generation) error {
		key := at.Key("board", string(points.Teams), "ever")
		for first := 0; first < boardMembers; first += boardBatch {
			members := make([]kv.Scored, boardBatch)
			for i := range members {
				n := first + i
				members[i] = kv.Scored{Score: float64((n%5000+1)<<22 | n%4_000_000), Member: fmt.Sprint("m", n)}
			}
			if err := p.store.ZAdd(ctx, key, members...).Err(); err != nil {
				return err
			}
		}
		return nil
	})
}

// latencies calls many times, one after the other, and tells the 99th percentile in us.
func latencies(call func() error) (float64, error) {
	times := make([]float64, boardReads)
	for i := range times {
		micros, err := timed(1, call)
		if err != nil {
			return 0, err
		}
		times[i] = micros
	}
	slices.Sort(times)
	return times[len(times)*99/100], nil
}

// timed tells how many us each of n took.
func timed(n int, do func() error) (float64, error) {
	begun := time.Now()
	err := do()
	return float64(time.Since(begun).Microseconds()) / float64(n), err
}
