package app

import (
	"context"
	"strings"
	"sync"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/shared/rule"
)

// countriesOf are the countries of a jurisdiction, by ISO 3166.
func countriesOf(jurisdiction string) []string {
	switch jurisdiction {
	case "uk":
		return []string{"GB"}
	case "eu":
		return strings.Fields("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")
	}
	return []string{strings.ToUpper(jurisdiction)}
}

// liveRules is what other rooms ask of the live packs and the profile. They are parsed again only
// when another revision is live. It is safe for concurrent use.
type liveRules struct {
	rollout *rollout.Rollout

	mu   sync.Mutex
	held map[kv.Workspace]ruleFacts
}

// ruleFacts are of one revision.
type ruleFacts struct {
	revision     rollout.Revision
	names        []string // the company's
	restrictions []points.Restriction
}

func (l *liveRules) of(ctx context.Context, ws kv.Workspace) (ruleFacts, error) {
	ref, err := l.rollout.Ref(ctx, ws)
	if err != nil || ref.Revision == 0 {
		return ruleFacts{}, err
	}
	l.mu.Lock()
	held, ok := l.held[ws]
	l.mu.Unlock()
	if ok && held.revision == ref.Revision {
		return held, nil
	}
	live, err := l.rollout.Live(ctx, ws)
	if err != nil {
		return ruleFacts{}, err
	}
	fresh := factsOf(live)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = map[kv.Workspace]ruleFacts{}
	}
	l.held[ws] = fresh
	return fresh, nil
}

func factsOf(live rollout.Live) ruleFacts {
	facts := ruleFacts{revision: live.Change.Revision}
	if live.Profile != nil {
		facts.names = live.Profile.Company.Names
	}
	for _, pack := range live.Packs {
		for _, policy := range pack.Pack.Policies {
			if strings.HasPrefix(policy.Concerns, "points_for_") {
				facts.restrictions = append(facts.restrictions, restriction(pack.Pack, policy))
			}
		}
	}
	return facts
}

func restriction(pack *rule.Pack, p rule.Policy) points.Restriction {
	where := p.Jurisdictions
	if len(where) == 0 {
		where = pack.Jurisdictions
	}
	var countries []string
	for _, jurisdiction := range where {
		countries = append(countries, countriesOf(jurisdiction)...)
	}
	return points.Restriction{
		Rule: string(p.ID), Concerns: p.Concerns, From: activity.Day(p.From), Until: activity.Day(p.Until),
		Countries: countries, Roles: p.Roles,
	}
}
