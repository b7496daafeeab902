// Package points turns facts into points: fact -> ledger entry -> balance -> board.
//
// It promises:
//
//   - A deed earns once: awards have natural keys of who, what and the day of the deed.
//   - The ledger is append-only and kept in double entry: every line moves points from one account
//     to another. A correction is another entry that reverses one.
//   - What a cap, a rule or lateness stopped stands in the ledger as an entry of 0 with its reason.
//   - The sum of a person's ledger is their balance; the accounts of a workspace sum to zero.
//   - A day is judged by the policy of that day, in the time zone of the workspace.
//   - Nobody stands by name on a board of people who did not choose to.
//
// What an entry is worth is decided by a pure function (decide.go); the ledger, the balances, the
// caps and the boards then move in one step of Redis with the place in the log of facts.
//
// rows.go lists what is stored. The policies, the rewards on offer and how people are shown are
// choices, kept as they were made; everything else is a projection of the facts.
package points

import (
	"context"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Company tells what the ledger must know of the workspace and its people.
type Company interface {
	// Title is what a story is called, for the words of an entry.
	Title(ctx context.Context, ws kv.Workspace, story activity.Story) (title string, ok bool)
	// Zone is where days begin at midnight.
	Zone(ctx context.Context, ws kv.Workspace) (*time.Location, error)
	// Restrictions are those of the live packs.
	Restrictions(ctx context.Context, ws kv.Workspace) ([]Restriction, error)
	// Circumstances of an advocate; empty for one who is not there any more.
	Circumstances(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) (Circumstances, error)
}

// Ledger is the projection that awards, and the door to what was awarded.
type Ledger struct {
	store   *kv.Store
	now     kv.Clock
	company Company
}

// NewLedger keeps entries in store.
func NewLedger(store *kv.Store, now kv.Clock, company Company) *Ledger {
	return &Ledger{store: store, now: now, company: company}
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
	var values []any
	err := l.live(ctx, ws, func(at activity.Generation) (err error) {
		values, err = l.store.HMGet(ctx, daysKey(at), fields...).Result()
		return err
	})
	if err != nil {
		return nil, kv.Fault("read the points of days", err)
	}
	earned := make([]Earned, len(days))
	for i, day := range days {
		earned[i] = Earned{Day: day, Points: number(values[i])}
	}
	return earned, nil
}

var _ activity.Projection = (*Ledger)(nil)
