// Package points turns facts into points: fact -> ledger entry -> balance -> board.
//
// It promises:
//
//   - A deed earns once: awards have natural keys of who, what and the day of the deed.
//   - The ledger is append-only. A correction is another entry that reverses one.
//   - What a cap stopped stands in the ledger as an entry of 0 with its reason.
//   - The sum of a person's ledger is their balance and their score on the board over all time.
//
// What an entry is worth is decided by a pure function (decide); the ledger, the balances, the
// caps and the boards then move in one step of Redis with the place in the log of facts.
//
// The rows of a workspace w, all written by this projection alone:
//
//	{w}:points:ledger:<advocate>      STREAM  p points, b balance after, r reason, s story, t team, f fact, d Unix ms, w words
//	{w}:points:total:<advocate>       HASH    balance, shares, clicks
//	{w}:points:day:<day>              HASH    "<award key>" -> "1" once given; "sum:<rule>:<advocate>" -> points so far
//	{w}:points:days                   HASH    day -> points given for deeds of that day
//	{w}:points:board:<kind>:<period>  ZSET    advocate or team -> points
package points

import (
	"context"
	"strconv"

	"vouch/server/activity"
	"vouch/server/kv"
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

// Earned is what was given for the deeds of a day in a workspace.
type Earned struct {
	Day    activity.Day
	Points int64
}

// Days reads the points given for each of these days, for the console's chart.
func (l *Ledger) Days(ctx context.Context, ws kv.Workspace, days []activity.Day) ([]Earned, error) {
	if len(days) == 0 {
		return nil, nil
	}
	fields := make([]string, len(days))
	for i, day := range days {
		fields[i] = string(day)
	}
	values, err := l.store.HMGet(ctx, daysKey(ws), fields...).Result()
	if err != nil {
		return nil, kv.Fault("read the points of days", err)
	}
	earned := make([]Earned, len(days))
	for i, day := range days {
		earned[i] = Earned{Day: day, Points: number(values[i])}
	}
	return earned, nil
}

// number reads a stored number; nothing stored is 0.
func number(value any) int64 {
	text, _ := value.(string)
	n, _ := strconv.ParseInt(text, 10, 64) // unreachable unless corrupt storage
	return n
}
