package points

import (
	"context"
	"strconv"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Name implements activity.Projection.
func (*Ledger) Name() string { return "points" }

// Decide implements activity.Projection.
func (l *Ledger) Decide(ctx context.Context, ws kv.Workspace, facts []activity.Fact) (*activity.Effects, error) {
	var deeds []deed
	var reversals []*activity.Fact
	for i := range facts {
		if d, ok := deedOf(&facts[i]); ok {
			deeds = append(deeds, d)
		} else if facts[i].Kind == activity.Reversed {
			reversals = append(reversals, &facts[i])
		}
	}
	state, err := l.load(ctx, ws, deeds, reversals)
	if err != nil {
		return nil, err
	}
	book := booking{ws: ws, effects: &activity.Effects{}}
	for _, d := range deeds {
		first := state.given[daily{d.day, d.key}] == 0
		book.deed(d, first)
		if e := state.decide(d); e != nil {
			book.entry(d, e)
		}
	}
	// Reversals come last: in one step they may concern the deeds beside them.
	for _, reversal := range reversals {
		if e := state.reverse(reversal); e != nil {
			book.line(e)
		}
	}
	return book.effects, nil
}

// load reads what stands about these deeds: which were awarded, the sums of their days, the
// balances.
func (l *Ledger) load(ctx context.Context, ws kv.Workspace, deeds []deed, reversals []*activity.Fact) (*state, error) {
	byDay := map[activity.Day][]string{}
	balances := map[activity.Pseudonym]*kv.StringCmd{}
	pipe := l.store.Pipeline()
	balance := func(who activity.Pseudonym) {
		if balances[who] == nil {
			balances[who] = pipe.HGet(ctx, totalKey(ws, who), "balance")
		}
	}
	for _, d := range deeds {
		byDay[d.day] = append(byDay[d.day], d.key, d.sumField(), d.cappedField())
		balance(d.fact.Advocate)
	}
	ledgers := map[activity.Pseudonym]*kv.MessagesCmd{}
	for _, r := range reversals { // rare, so that reading a whole ledger is no matter
		balance(r.Advocate)
		ledgers[r.Advocate] = pipe.XRange(ctx, ledgerKey(ws, r.Advocate), "-", "+")
	}
	given := map[activity.Day]*kv.SliceCmd{}
	for day, fields := range byDay {
		given[day] = pipe.HMGet(ctx, dayKey(ws, day), fields...)
	}
	if _, err := pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return nil, err
	}
	s := &state{given: map[daily]int64{}, balances: map[activity.Pseudonym]int64{}}
	for who, balance := range balances {
		s.balances[who] = number(balance.Val())
	}
	for who, lines := range ledgers {
		for _, line := range lines.Val() {
			s.lines = append(s.lines, entryOf(who, line))
		}
	}
	for day, values := range given {
		for i, value := range values.Val() {
			s.given[daily{day, byDay[day][i]}] = number(value)
		}
	}
	return s, nil
}

// dayKept is longer than a fact may be late (activity.Window), so that a late one still finds
// what its day gave.
const dayKept = activity.Window + 20*24*time.Hour

// booking turns deeds and entries into effects.
type booking struct {
	ws      kv.Workspace
	effects *activity.Effects
}

// deed counts what the advocate did, whether or not it earned something.
func (b *booking) deed(d deed, first bool) {
	total := totalKey(b.ws, d.fact.Advocate)
	switch {
	case d.fact.Kind == activity.Shared:
		b.effects.Add(total, "shares", 1)
	case first:
		b.effects.Add(total, "clicks", 1)
	}
	if first {
		b.effects.Set(dayKey(b.ws, d.day), d.key, "1")
		start, _ := d.day.Start() // the day comes from an instant, so it is one
		b.effects.Expire(dayKey(b.ws, d.day), start.Add(dayKept))
	}
}

// entry writes a ledger's line and moves what is summed from it.
func (b *booking) entry(d deed, e *entry) {
	switch e.reason {
	case d.award.reason:
		b.effects.Add(dayKey(b.ws, d.day), d.sumField(), e.points)
	case d.award.capped:
		b.effects.Set(dayKey(b.ws, d.day), d.cappedField(), "1")
	default: // the same deed again moves no sum
	}
	b.line(e)
}

func (b *booking) line(e *entry) {
	who := e.fact.Advocate
	b.effects.Append(ledgerKey(b.ws, who),
		"p", strconv.FormatInt(e.points, 10), "b", strconv.FormatInt(e.balance, 10), "r", string(e.reason),
		"s", string(e.fact.Story), "t", string(e.fact.Team), "f", e.fact.ID,
		"d", strconv.FormatInt(e.fact.At.UnixMilli(), 10), "w", e.words)
	if e.points == 0 {
		return
	}
	b.effects.Add(totalKey(b.ws, who), "balance", e.points)
	b.effects.Add(daysKey(b.ws), string(e.day), e.points)
	for _, p := range periodsOf(e.fact.At) {
		b.score(Advocates, p, string(who), e.points)
		if e.fact.Team != "" {
			b.score(Teams, p, string(e.fact.Team), e.points)
		}
	}
}

func (b *booking) score(board Board, p span, member string, points int64) {
	key := boardKey(b.ws, board, p.name)
	b.effects.Score(key, member, points)
	if !p.until.IsZero() {
		b.effects.Expire(key, p.until)
	}
}
