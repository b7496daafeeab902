package points

import (
	"context"
	"encoding/json"
	"strings"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// longestWhy of a policy, in bytes: a sentence or two.
const longestWhy = 500

// Policies lists a workspace's policies, the oldest first; there is always one.
func (l *Ledger) Policies(ctx context.Context, ws kv.Workspace) ([]Policy, error) {
	texts, err := l.store.LRange(ctx, policiesKey(ws), 0, -1).Result()
	if err != nil {
		return nil, kv.Fault("read the policies", err)
	}
	policies := []Policy{DefaultPolicy()}
	for _, text := range texts {
		var p Policy
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return nil, err
		}
		policies = append(policies, p)
	}
	return policies, nil
}

// SetPolicy adds a policy that holds from a coming day on, and gives it its version. Invalid with
// the field that makes no sense; Conflict when somebody else added one meanwhile.
func (l *Ledger) SetPolicy(ctx context.Context, ws kv.Workspace, p Policy) (Policy, error) {
	zone, err := l.company.Zone(ctx, ws)
	if err != nil {
		return Policy{}, err
	}
	policies, err := l.Policies(ctx, ws)
	if err != nil {
		return Policy{}, err
	}
	p.Version, p.Why = len(policies)+1, strings.TrimSpace(p.Why)
	first := max(tomorrow(calendar{zone}, l.now()), policies[len(policies)-1].From)
	if err := p.begins(first); err != nil {
		return Policy{}, err
	}
	if err := p.check(); err != nil {
		return Policy{}, err
	}
	text, err := json.Marshal(p)
	if err != nil {
		return Policy{}, err
	}
	added, err := l.store.AppendVersion(ctx, policiesKey(ws), p.Version-2, text)
	if err != nil {
		return Policy{}, kv.Fault("add a policy", err)
	}
	if !added {
		return Policy{}, fault.New(fault.Conflict, "Somebody else has just changed the policy. Look at theirs first.")
	}
	return p, nil
}

// begins checks from when on it holds, and that it says why.
func (p Policy) begins(first activity.Day) error {
	if _, ok := p.From.Start(); !ok || p.From < first {
		return fault.New(fault.Invalid, "A policy begins on %s or later: days before have been judged.", first).At("from")
	}
	if p.Why == "" || len(p.Why) > longestWhy {
		return fault.New(fault.Invalid, "Say in at most %d characters why it changes: people will read it.", longestWhy).At("why")
	}
	return nil
}
