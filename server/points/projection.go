package points

import (
	"context"
	"fmt"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Name implements activity.Projection.
func (*Ledger) Name() string { return projectionName }

const projectionName = "points"

// recipe is the version of what Decide makes of facts; it grows when that changes.
const recipe = 2

// Recipe implements activity.Projection.
func (l *Ledger) Recipe(ctx context.Context, ws kv.Workspace) (string, error) {
	rules, err := l.rules(ctx, ws)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %s %d %v", recipe, rules.zone, len(rules.policies), rules.restrictions), nil
}

// rules are what a workspace judges by.
type rules struct {
	calendar

	policies     []Policy
	restrictions []Restriction
}

func (l *Ledger) rules(ctx context.Context, ws kv.Workspace) (r rules, err error) {
	if r.zone, err = l.company.Zone(ctx, ws); err != nil {
		return r, err
	}
	if r.policies, err = l.Policies(ctx, ws); err != nil {
		return r, err
	}
	r.restrictions, err = l.company.Restrictions(ctx, ws)
	return r, err
}

// live reads the points as they stand; read starts from nothing each time it is called.
func (l *Ledger) live(ctx context.Context, ws kv.Workspace, read func(activity.Generation) error) error {
	return activity.ReadLive(ctx, l.store, ws, projectionName, read)
}

// Decide implements activity.Projection.
func (l *Ledger) Decide(ctx context.Context, at activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	rules, err := l.rules(ctx, at.Workspace())
	if err != nil {
		return nil, err
	}
	sorted := sort(facts, rules.calendar)
	state, boards, err := l.load(ctx, at, rules, sorted)
	if err != nil {
		return nil, err
	}
	b := booking{at: at, calendar: sorted.calendar, boards: boards, effects: &activity.Effects{}}
	for _, d := range sorted.deeds {
		b.deed(d, state.given[daily{d.day, d.key}] == 0)
		for _, e := range state.deed(d) {
			b.award(d, e)
		}
	}
	for _, f := range sorted.rewards {
		if e, ok := state.reward(f, sorted.calendar); ok {
			b.line(e)
		}
		b.hold(f, state.holds)
	}
	// Reversals come last: in one step they may concern the deeds beside them.
	for _, f := range sorted.reversals {
		if e, ok := state.reverse(f, sorted.calendar); ok {
			b.line(e)
		}
	}
	b.close(state)
	return b.effects, nil
}

// sorted are the facts that concern points, by what they do.
type sorted struct {
	calendar  calendar
	deeds     []deed
	rewards   []*activity.Fact
	reversals []*activity.Fact
}

func sort(facts []activity.Fact, c calendar) sorted {
	s := sorted{calendar: c}
	for i := range facts {
		f := &facts[i]
		switch f.Kind {
		case activity.Reserved, activity.Released, activity.Fulfilled:
			s.rewards = append(s.rewards, f)
		case activity.Reversed:
			s.reversals = append(s.reversals, f)
		default:
			if d, ok := deedOf(f, c); ok {
				s.deeds = append(s.deeds, d)
			}
		}
	}
	return s
}

// load reads what stands about these facts.
func (l *Ledger) load(ctx context.Context, at activity.Generation, rules rules, s sorted) (*state, *boards, error) {
	st := &state{
		policies: rules.policies, restrictions: rules.restrictions,
		people: map[activity.Pseudonym]*person{}, given: map[daily]int64{}, holds: map[string]hold{},
	}
	r := newReading(ctx, l.store.Pipeline(), at)
	r.sorted(s)
	if _, err := r.pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return nil, nil, err
	}
	r.into(st)
	boards := newBoards(at)
	for _, d := range s.deeds {
		boards.want(d.fact, s.calendar)
	}
	for _, f := range s.reversals {
		for _, line := range st.earned(f) {
			boards.want(line.fact, s.calendar)
		}
	}
	if err := boards.read(ctx, l.store); err != nil {
		return nil, nil, err
	}
	return st, boards, l.circumstances(ctx, at.Workspace(), st)
}

// circumstances reads those of the people concerned, where a restriction asks.
func (l *Ledger) circumstances(ctx context.Context, ws kv.Workspace, st *state) (err error) {
	if len(st.restrictions) == 0 {
		return nil
	}
	for who, p := range st.people {
		if p.circumstances, err = l.company.Circumstances(ctx, ws, who); err != nil {
			return err
		}
	}
	return nil
}
