package activity

import (
	"context"
	"strconv"
	"time"

	"vouch/server/kv"
)

// Counters is the projection behind the console's numbers.
type Counters struct{ store *kv.Store }

// NewCounters counts in store.
func NewCounters(store *kv.Store) *Counters { return &Counters{store: store} }

// Name implements Projection.
func (*Counters) Name() string { return countersName }

const countersName = "counters"

// Recipe implements Projection.
func (*Counters) Recipe(context.Context, kv.Workspace) (string, error) { return "2", nil }

// metric is what a number counts; it is the first part of a field's name.
type metric string

const (
	shares     metric = "shares"
	clicks     metric = "clicks"
	duplicates metric = "duplicates"
	machines   metric = "machines"
	unchecked  metric = "unchecked"
	waived     metric = "waived"
)

// echo is how soon a second click of the same visitor on the same link is the same click: a
// double click, or a browser that fetched ahead and then went.
const echo = 30 * time.Second

// Visits are needed while their day's salt lives, plus a day for late readers; numbers stay.
const (
	visitsKept   = 3 * 24 * time.Hour
	visitorsKept = 400 * 24 * time.Hour
)

// Decide implements Projection.
func (c *Counters) Decide(ctx context.Context, at Generation, facts []Fact) (*Effects, error) {
	visits, err := c.lastVisits(ctx, at, facts)
	if err != nil {
		return nil, err
	}
	t := tally{at: at, visits: visits, effects: &Effects{}}
	for i := range facts {
		t.count(&facts[i])
	}
	return t.effects, nil
}

// visit is one visitor on one link on one day.
type visit struct {
	day   Day
	field string
}

func visitOf(f *Fact) visit {
	return visit{DayOf(f.At), string(f.Code) + ":" + strconv.FormatUint(uint64(f.Visitor), 16)}
}

// lastVisits reads when each visitor among these clicks was last on the same link, Unix ms.
func (c *Counters) lastVisits(ctx context.Context, at Generation, facts []Fact) (map[visit]int64, error) {
	byDay := map[Day][]string{}
	for i := range facts {
		if f := &facts[i]; f.Kind == Clicked && f.Class == Person {
			v := visitOf(f)
			byDay[v.day] = append(byDay[v.day], v.field)
		}
	}
	last := map[visit]int64{}
	for day, fields := range byDay {
		values, err := c.store.HMGet(ctx, visitsKey(at, day), fields...).Result()
		if err != nil {
			return nil, err
		}
		for i, value := range values {
			if text, ok := value.(string); ok {
				// unreachable unless corrupt storage: then the visit counts as never seen
				last[visit{day, fields[i]}], _ = strconv.ParseInt(text, 10, 64)
			}
		}
	}
	return last, nil
}

// tally turns facts into effects, one after the other.
type tally struct {
	at      Generation
	visits  map[visit]int64
	effects *Effects
}

func (t *tally) count(f *Fact) {
	switch f.Kind {
	case Shared:
		t.add(f, shares)
		t.contributed(f)
	case Unchecked:
		t.add(f, unchecked)
		t.contributed(f)
	case Waived:
		t.add(f, waived)
	case Clicked:
		t.clicked(f)
	case Reversed, Converted, Reserved, Released, Fulfilled: // what happened stays counted; these count elsewhere
	}
}

func (t *tally) clicked(f *Fact) {
	if f.Class != Person {
		t.add(f, machines)
		return
	}
	v := visitOf(f)
	last, seen := t.visits[v]
	at := f.At.UnixMilli()
	t.visits[v] = max(last, at)
	t.effects.Set(visitsKey(t.at, v.day), v.field, strconv.FormatInt(t.visits[v], 10))
	t.expire(visitsKey(t.at, v.day), v.day, visitsKept)
	if seen && at-last < echo.Milliseconds() {
		t.add(f, duplicates)
		return
	}
	t.add(f, clicks)
	t.contributed(f)
	for _, row := range rowsOf(f) {
		key := visitorsKey(t.at, v.day, row.by, row.id)
		t.effects.Count(key, strconv.FormatUint(uint64(f.Visitor), 16))
		t.expire(key, v.day, visitorsKept)
	}
}

func (t *tally) add(f *Fact, m metric) {
	for _, row := range rowsOf(f) {
		t.effects.Add(countKey(t.at, DayOf(f.At), row.by), string(m)+":"+row.id, 1)
	}
}

// contributed notes that this person is among those whom the rows rest on.
func (t *tally) contributed(f *Fact) {
	for _, row := range rowsOf(f) {
		key := advocatesKey(t.at, DayOf(f.At), row.by, row.id)
		t.effects.Count(key, string(f.Advocate))
		t.expire(key, DayOf(f.At), visitorsKept)
	}
}

func (t *tally) expire(key string, day Day, kept time.Duration) {
	start, _ := day.Start() // the day comes from an instant, so it is one
	t.effects.Expire(key, start.Add(kept))
}

// row is where a fact counts.
type row struct {
	by Dimension
	id string
}

// rowsOf lists the rows of a fact. A waiver counts by rule and for the workspace only.
func rowsOf(f *Fact) []row {
	if f.Kind == Waived {
		return []row{{ByWorkspace, ""}, {ByRule, f.Rule}}
	}
	rows := []row{
		{ByWorkspace, ""}, {ByStory, string(f.Story)}, {ByTeam, string(f.Team)}, {ByAdvocate, string(f.Advocate)},
	}
	if f.Code != "" {
		rows = append(rows, row{ByLink, string(f.Code)})
	}
	return rows
}
