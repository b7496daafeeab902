package points

import (
	"context"
	"fmt"
	"strconv"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Board is a kind of ranking.
type Board string

// The boards.
const (
	Teams     Board = "teams"
	Advocates Board = "advocates" // by pseudonym
)

// Place is a line of a board. Equal points share a rank, and the next is as far on as there were
// equals (1, 2, 2, 4); among equals the first to reach the points stands first.
type Place struct {
	Rank   int
	ID     string
	Points int64
}

const longestBoard = 1000

// Board reads the first places of a board.
func (l *Ledger) Board(ctx context.Context, ws kv.Workspace, board Board, period Period, first int) ([]Place, error) {
	name, err := l.spanNow(ctx, ws, period)
	if err != nil {
		return nil, err
	}
	var places []Place
	err = l.live(ctx, ws, func(at activity.Generation) (err error) {
		places, err = l.first(ctx, boardKey(at, board, name), first)
		return err
	})
	return places, err
}

// TeamBoard reads the first places within a team, by pseudonym.
func (l *Ledger) TeamBoard(ctx context.Context, ws kv.Workspace, team activity.Team, period Period, first int) ([]Place, error) {
	name, err := l.spanNow(ctx, ws, period)
	if err != nil {
		return nil, err
	}
	var places []Place
	err = l.live(ctx, ws, func(at activity.Generation) (err error) {
		places, err = l.first(ctx, teamBoardKey(at, team, name), first)
		return err
	})
	return places, err
}

func (l *Ledger) spanNow(ctx context.Context, ws kv.Workspace, period Period) (string, error) {
	zone, err := l.company.Zone(ctx, ws)
	if err != nil {
		return "", err
	}
	return calendar{zone}.span(period, l.now()).name, nil
}

func (l *Ledger) first(ctx context.Context, key string, n int) ([]Place, error) {
	if n < 1 || n > longestBoard {
		return nil, fault.New(fault.Invalid, "A board shows between 1 and %d places.", longestBoard)
	}
	members, err := l.store.ZRevRangeWithScores(ctx, key, 0, int64(n)-1).Result()
	if err != nil {
		return nil, kv.Fault("read a board", err)
	}
	places := make([]Place, 0, len(members))
	for _, m := range members {
		if points := scoreOf(m.Score).points; points > 0 { // what was taken back whole leaves no place
			places = append(places, Place{ID: fmt.Sprint(m.Member), Points: points})
		}
	}
	rank(places)
	return places, nil
}

// rank numbers places that stand in order.
func rank(places []Place) {
	for i := range places {
		places[i].Rank = i + 1
		if i > 0 && places[i-1].Points == places[i].Points {
			places[i].Rank = places[i-1].Rank
		}
	}
}

// standing tells a member's rank on a board and how many stand on it; rank 0 is not on it.
func (l *Ledger) standing(ctx context.Context, key, member string) (rank, of int, err error) {
	stored, err := l.store.ZScore(ctx, key, member).Result()
	if err != nil && !kv.Missing(err) {
		return 0, 0, err
	}
	mine := scoreOf(stored)
	pipe := l.store.Pipeline()
	above := pipe.ZCount(ctx, key, strconv.FormatInt(mine.above(), 10), "+inf")
	all := pipe.ZCount(ctx, key, strconv.FormatInt(score{}.above(), 10), "+inf")
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, 0, err
	}
	if stored == 0 || mine.points == 0 {
		return 0, int(all.Val()), nil
	}
	return int(above.Val()) + 1, int(all.Val()), nil
}
