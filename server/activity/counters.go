package activity

import (
	"context"
	"strconv"
	"time"

	"vouch/server/kv"
)

// Counters is the projection behind the console's numbers. The same facts give the same numbers in
// whatever order they come.
type Counters struct {
	store   *kv.Store
	manners Manners
}

// NewCounters counts in store, by days in UTC.
func NewCounters(store *kv.Store) *Counters { return &Counters{store: store, manners: usual{}} }

// For counts each workspace in its own manner.
func (c *Counters) For(manners Manners) *Counters { return &Counters{store: c.store, manners: manners} }

// Name implements Projection.
func (*Counters) Name() string { return countersName }

const countersName = "counters"

// metric is what a number counts; it is the first part of a field's name.
type metric string

const (
	shares     metric = "shares"
	clicks     metric = "clicks"
	duplicates metric = "duplicates"
	bots       metric = "bots"
	previews   metric = "previews"
	prefetches metric = "prefetches"
	owns       metric = "owns"
	unchecked  metric = "unchecked"
	waived     metric = "waived"
	verified   metric = "conversions"
	unverified metric = "unverified"
)

// echo is the stretch of time in which a visitor's clicks on a link are one: a double click, or a
// browser that fetched ahead and then went. Stretches follow each other from the hour on, so that
// which clicks are the same does not depend on which was counted first.
const echo = 30 * time.Second

// Visits are needed while their day's salt lives, plus a day for late readers; numbers stay.
const (
	visitsKept   = 3 * 24 * time.Hour
	visitorsKept = 400 * 24 * time.Hour
)

// Decide implements Projection.
func (c *Counters) Decide(ctx context.Context, at Generation, facts []Fact) (*Effects, error) {
	manner, err := c.manners.Manner(ctx, at.Workspace())
	if err != nil {
		return nil, err
	}
	visits, err := c.knownVisits(ctx, at, facts)
	if err != nil {
		return nil, err
	}
	t := tally{at: at, manner: manner, visits: visits, effects: &Effects{}, keys: map[rowOfDay]*rowKeys{}}
	for i := range facts {
		t.count(&facts[i])
	}
	return t.effects, nil
}

// visit is one visitor on one link in one stretch of echo.
type visit struct {
	day   Day // in UTC, as the visitor's salt
	field string
}

func visitOf(f *Fact) visit {
	stretch := f.At.UnixMilli() / echo.Milliseconds()
	return visit{DayOf(f.At), string(f.Code) + ":" + strconv.FormatUint(uint64(f.Visitor), 16) + ":" + strconv.FormatInt(stretch, 36)}
}

// knownVisits tells which of these clicks' visits were counted.
func (c *Counters) knownVisits(ctx context.Context, at Generation, facts []Fact) (map[visit]bool, error) {
	byDay := map[Day][]string{}
	for i := range facts {
		if f := &facts[i]; f.Kind == Clicked && f.Class == Person {
			v := visitOf(f)
			byDay[v.day] = append(byDay[v.day], v.field)
		}
	}
	known := map[visit]bool{}
	for day, fields := range byDay {
		values, err := c.store.HMGet(ctx, visitsKey(at, day), fields...).Result()
		if err != nil {
			return nil, err
		}
		for i, value := range values {
			known[visit{day, fields[i]}] = value != nil
		}
	}
	return known, nil
}
