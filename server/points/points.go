// Package points turns facts into points: fact -> ledger entry -> balance -> board.
//
// It promises:
//
//   - A deed earns once: entries have natural keys that contain the day of the deed.
//   - The ledger is append-only. A correction is another entry that reverses one.
//   - What a cap stopped stands in the ledger as an entry of 0 with its reason.
//   - The sum of a person's ledger is their balance and their score on the board over all time.
//
// The rows of a workspace w:
//
//	{w}:points:ledger:<advocate>      STREAM  p points, b balance after, r reason, s story, t team, f fact, d Unix ms, x reverses
//	{w}:points:total:<advocate>       HASH    balance, shares, clicks
//	{w}:points:day:<day>              HASH    "<key>" -> "" once given, "<advocate>:<rule>" -> points so far; 60 days
//	{w}:points:board:<kind>:<period>  ZSET    advocate or team -> points; kind advocates, teams
package points

import (
	"context"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// Titles tells what a story is called, for the plain words of an entry.
type Titles interface {
	Title(ctx context.Context, ws kv.Workspace, story activity.Story) (title string, ok bool)
}

// Ledger is the projection that awards, and the door to what was awarded.
type Ledger struct {
	store  *kv.Store
	now    kv.Clock
	titles Titles
}

// NewLedger keeps entries in store.
func NewLedger(store *kv.Store, now kv.Clock, titles Titles) *Ledger {
	return &Ledger{store: store, now: now, titles: titles}
}

// Name implements activity.Projection.
func (l *Ledger) Name() string { return "points" }

// Decide implements activity.Projection.
func (l *Ledger) Decide(ctx context.Context, ws kv.Workspace, facts []activity.Fact) (*activity.Effects, error) {
	return &activity.Effects{}, nil
}

// Standing is what one advocate's sharing earned. Its Team is the team's id: the caller, who
// knows people, writes the name.
func (l *Ledger) Standing(ctx context.Context, ws kv.Workspace, who activity.Who) (wire.Standing, error) {
	return wire.Standing{}, fault.New(fault.Unavailable, "There are no points yet.")
}

// Board is a kind of ranking.
type Board string

// The boards.
const (
	Teams     Board = "teams"
	Advocates Board = "advocates" // by pseudonym
)

// Period is the span a board sums.
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

// Board reads the first places of a board.
func (l *Ledger) Board(ctx context.Context, ws kv.Workspace, board Board, period Period, first int) ([]Place, error) {
	return nil, fault.New(fault.Unavailable, "There are no points yet.")
}

// Earned is the points given in a workspace, day by day, for the console's chart.
type Earned struct {
	Day    activity.Day
	Points int64
}

// Days reads the points given on each of these days.
func (l *Ledger) Days(ctx context.Context, ws kv.Workspace, days []activity.Day) ([]Earned, error) {
	return nil, fault.New(fault.Unavailable, "There are no points yet.")
}
