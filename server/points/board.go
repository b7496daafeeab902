package points

import (
	"context"
	"fmt"
	"strconv"
	"time"

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

// Period is the span of deeds a board sums.
type Period string

// The periods, always the current one.
const (
	Week  Period = "week" // ISO week, UTC
	Month Period = "month"
	Ever  Period = "ever"
)

// Place is a line of a board. Equal points share a rank.
type Place struct {
	Rank   int
	ID     string
	Points int64
}

const longestBoard = 1000

// Board reads the first places of a board.
func (l *Ledger) Board(ctx context.Context, ws kv.Workspace, board Board, period Period, first int) ([]Place, error) {
	if first < 1 || first > longestBoard {
		return nil, fault.New(fault.Invalid, "A board shows between 1 and %d places.", longestBoard)
	}
	key := boardKey(ws, board, spanOf(period, l.now()).name)
	members, err := l.store.ZRevRangeWithScores(ctx, key, 0, int64(first)-1).Result()
	if err != nil {
		return nil, kv.Fault("read a board", err)
	}
	places := make([]Place, len(members))
	for i, m := range members {
		places[i] = Place{Rank: i + 1, ID: fmt.Sprint(m.Member), Points: int64(m.Score)}
		if i > 0 && places[i-1].Points == places[i].Points {
			places[i].Rank = places[i-1].Rank
		}
	}
	return places, nil
}

// rank tells a member's place on a board and how many stand on it; 0 is not on it.
func (l *Ledger) rank(ctx context.Context, key, member string) (rank, of int, err error) {
	score, err := l.store.ZScore(ctx, key, member).Result()
	pipe := l.store.Pipeline()
	size := pipe.ZCard(ctx, key)
	var above *kv.IntCmd
	switch {
	case kv.Missing(err):
	case err != nil:
		return 0, 0, err
	default:
		above = pipe.ZCount(ctx, key, "("+strconv.FormatFloat(score, 'f', -1, 64), "+inf")
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, 0, err
	}
	if above != nil {
		rank = int(above.Val()) + 1
	}
	return rank, int(size.Val()), nil
}

// span is a period with its name in a key, and when its board may go.
type span struct {
	name  string
	until time.Time // zero is never
}

const day = 24 * time.Hour

// spanOf is the period that an instant lies in. Boards of a week stay two months more, longer
// than a fact may be late; those of a month stay a year.
func spanOf(period Period, at time.Time) span {
	at = at.UTC()
	today := at.Truncate(day)
	switch period {
	case Week:
		year, week := at.ISOWeek()
		sunday := today.AddDate(0, 0, (7-int(at.Weekday()))%7)
		return span{fmt.Sprintf("%d-W%02d", year, week), sunday.Add(60 * day)}
	case Month:
		first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
		return span{at.Format("2006-01"), first.AddDate(1, 1, 0)}
	default:
		return span{name: "ever"}
	}
}

func periodsOf(at time.Time) []span {
	return []span{spanOf(Week, at), spanOf(Month, at), spanOf(Ever, at)}
}

var _ activity.Projection = (*Ledger)(nil)
