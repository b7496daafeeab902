package points

import (
	"context"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// shownEntries is how many entries a standing holds (wire.Standing).
const shownEntries = 20

// Standing is what one advocate's sharing earned; the rank is of the team over all time. Its
// Team is the team's id: the caller, who knows people, writes the name.
func (l *Ledger) Standing(ctx context.Context, ws kv.Workspace, who activity.Who) (wire.Standing, error) {
	zone, err := l.company.Zone(ctx, ws)
	if err != nil {
		return wire.Standing{}, err
	}
	var standing wire.Standing
	err = l.live(ctx, ws, func(at activity.Generation) (err error) {
		standing, err = l.standingAt(ctx, at, who, calendar{zone})
		return err
	})
	return standing, kv.Fault("read a standing", err)
}

func (l *Ledger) standingAt(ctx context.Context, at activity.Generation, who activity.Who, c calendar) (wire.Standing, error) {
	pipe := l.store.Pipeline()
	total := pipe.HGetAll(ctx, totalKey(at, who.Advocate))
	last := pipe.XRevRangeN(ctx, ledgerKey(at, who.Advocate), "+", "-", shownEntries)
	if _, err := pipe.Exec(ctx); err != nil {
		return wire.Standing{}, err
	}
	account := accountOf(total.Val())
	standing := wire.Standing{
		Balance: account.Balance, Shares: account.Shares, Clicks: account.Clicks,
		Held: account.Held, Lifetime: account.Lifetime, Conversions: account.Conversions,
		Streak: streakOf(total.Val()).told(l.now(), c),
		Team:   string(who.Team), Entries: []wire.Entry{},
	}
	for _, line := range l.tell(ctx, at.Workspace(), who.Advocate, last.Val()) {
		standing.Entries = append(standing.Entries, line.wire())
	}
	var err error
	ever := boardKey(at, Teams, c.span(Ever, l.now()).name)
	standing.Rank, standing.Teams, err = l.standing(ctx, ever, string(who.Team))
	return standing, err
}

// Account is what one advocate has.
type Account struct {
	Balance     int64 // spendable; below zero when spent points were taken back
	Held        int64 // reserved for rewards
	Lifetime    int64 // ever earned, less what was taken back
	Streak      int64 // working days in a row, up to the last share
	BestStreak  int64
	Shares      int64
	Clicks      int64
	Conversions int64
}

// Account reads what one advocate has.
func (l *Ledger) Account(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) (Account, error) {
	var account Account
	err := l.live(ctx, ws, func(at activity.Generation) error {
		total, err := l.store.HGetAll(ctx, totalKey(at, who)).Result()
		account = accountOf(total)
		return err
	})
	return account, kv.Fault("read an account", err)
}

func accountOf(total map[string]string) Account {
	return Account{
		Balance: number(total["balance"]), Held: number(total["held"]), Lifetime: number(total["lifetime"]),
		Streak: number(total["streak"]), BestStreak: number(total["best"]),
		Shares: number(total["shares"]), Clicks: number(total["clicks"]), Conversions: number(total["conversions"]),
	}
}

// Line is an entry in words.
type Line struct {
	AtMs    int64
	Points  int64
	Balance int64  // after it
	What    string // "Shared “Acme Cloud in Oslo”"
	Why     string // how the number came about; "" where there is nothing to explain
	Fact    string
}

func (l Line) wire() wire.Entry {
	return wire.Entry{AtMs: l.AtMs, Points: l.Points, Fact: l.Fact, Reason: l.What, Why: l.Why}
}

// Entries reads somebody's whole ledger, oldest first: what a person may ask for about themselves.
func (l *Ledger) Entries(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) ([]Line, error) {
	var lines []Line
	err := l.live(ctx, ws, func(at activity.Generation) error {
		messages, err := l.store.XRange(ctx, ledgerKey(at, who), "-", "+").Result()
		lines = l.tell(ctx, ws, who, messages)
		return err
	})
	return lines, kv.Fault("read a ledger", err)
}

// Last reads the newest entries of somebody's ledger, the newest first.
func (l *Ledger) Last(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, n int) ([]Line, error) {
	var lines []Line
	err := l.live(ctx, ws, func(at activity.Generation) error {
		messages, err := l.store.XRevRangeN(ctx, ledgerKey(at, who), "+", "-", int64(n)).Result()
		lines = l.tell(ctx, ws, who, messages)
		return err
	})
	return lines, kv.Fault("read a ledger", err)
}

// tell puts entries into words; each story's title is asked for once.
func (l *Ledger) tell(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, messages []kv.Message) []Line {
	known := map[activity.Story]string{}
	lines := make([]Line, len(messages))
	for i, message := range messages {
		e := entryOf(who, message)
		name, ok := known[e.fact.Story]
		if !ok {
			name = l.called(ctx, ws, e.fact.Story)
			known[e.fact.Story] = name
		}
		lines[i] = Line{
			AtMs: e.fact.At.UnixMilli(), Points: e.posting.into(spendable), Balance: e.balance,
			What: e.told(name), Why: e.why(), Fact: e.fact.ID,
		}
	}
	return lines
}

func (l *Ledger) called(ctx context.Context, ws kv.Workspace, story activity.Story) string {
	if title, ok := l.company.Title(ctx, ws, story); ok {
		return "“" + title + "”"
	}
	return "a company story"
}
