package points

import (
	"context"

	"vouch/server/activity"
	"vouch/server/kv"
)

// reading gathers what a step must know into one round trip.
type reading struct {
	ctx  context.Context
	pipe kv.Pipeliner
	at   activity.Generation

	fields  map[activity.Day][]string
	given   map[activity.Day]*kv.SliceCmd
	people  map[activity.Pseudonym]*kv.SliceCmd
	ledgers map[activity.Pseudonym]*kv.MessagesCmd
	holds   map[string]*kv.StringCmd
}

func newReading(ctx context.Context, pipe kv.Pipeliner, at activity.Generation) *reading {
	return &reading{
		ctx: ctx, pipe: pipe, at: at, fields: map[activity.Day][]string{},
		given: map[activity.Day]*kv.SliceCmd{}, people: map[activity.Pseudonym]*kv.SliceCmd{},
		ledgers: map[activity.Pseudonym]*kv.MessagesCmd{}, holds: map[string]*kv.StringCmd{},
	}
}

func (r *reading) sorted(s sorted) {
	for _, d := range s.deeds {
		r.fields[d.day] = append(r.fields[d.day], d.key, d.sumField(), d.countField(), d.cappedField())
		r.person(d.fact.Advocate)
	}
	for day, fields := range r.fields {
		r.given[day] = r.pipe.HMGet(r.ctx, dayKey(r.at, day), fields...)
	}
	for _, f := range s.rewards {
		r.person(f.Advocate)
		if f.Of != "" {
			r.holds[f.Of] = r.pipe.HGet(r.ctx, holdsKey(r.at), f.Of)
		}
	}
	for _, f := range s.reversals { // rare, so that reading a whole ledger is no matter
		r.person(f.Advocate)
		r.ledgers[f.Advocate] = r.pipe.XRange(r.ctx, ledgerKey(r.at, f.Advocate), "-", "+")
	}
}

func (r *reading) person(who activity.Pseudonym) {
	if r.people[who] == nil {
		r.people[who] = r.pipe.HMGet(r.ctx, totalKey(r.at, who), "balance", "streak", "best", "last")
	}
}

// into takes the answers over.
func (r *reading) into(st *state) {
	for who, answer := range r.people {
		values := answer.Val()
		if len(values) < 4 {
			continue
		}
		last, _ := values[3].(string)
		st.people[who] = &person{balance: number(values[0]), streak: streak{
			days: number(values[1]), best: number(values[2]), last: activity.Day(last),
		}}
	}
	for day, answer := range r.given {
		for i, value := range answer.Val() {
			st.given[daily{day, r.fields[day][i]}] = number(value)
		}
	}
	for id, answer := range r.holds {
		st.holds[id] = holdOf(answer.Val())
	}
	for who, answer := range r.ledgers {
		for _, message := range answer.Val() {
			st.lines = append(st.lines, entryOf(who, message))
		}
	}
}
