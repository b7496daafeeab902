package rollout

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"vouch/server/kv"
)

// Dispute is somebody's "not right?" about a finding of a rule. The words found and the note are
// there only where the person chose to show them, and who it was only in the regulated mode. It
// stands outside the log of facts, so that it goes when it has served.
type Dispute struct {
	ID      string    `json:"id"`
	Rule    string    `json:"rule"`
	At      time.Time `json:"at"` // of one that names nobody: its day
	Surface string    `json:"surface,omitempty"`
	Quote   string    `json:"quote,omitempty"`
	Note    string    `json:"note,omitempty"`
	Who     string    `json:"who,omitempty"` // a pseudonym
}

// What is kept of a workspace's disputes: the newest thousand, for as long as a review takes.
const (
	disputesKept = 1000
	disputesFor  = 180 * 24 * time.Hour
)

// disputesKey ZSET: Dispute as JSON -> Unix ms.
func disputesKey(ws kv.Workspace) string { return kv.Key(ws, "rules", "disputes") }

// Dispute keeps what somebody said of a rule, once however often it is told.
func (r *Rollout) Dispute(ctx context.Context, ws kv.Workspace, d Dispute) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	key := disputesKey(ws)
	pipe := r.store.Pipeline()
	pipe.ZAdd(ctx, key, kv.Scored{Score: float64(d.At.UnixMilli()), Member: text})
	pipe.ZRemRangeByRank(ctx, key, 0, -disputesKept-1)
	pipe.Expire(ctx, key, disputesFor)
	_, err = pipe.Exec(ctx)
	return kv.Fault("keep a dispute", err)
}

// Disputed are the disputes about one rule.
type Disputed struct {
	Rule  string
	Times int
	Said  []Dispute // those with a quote or a note, the newest first
}

// Disputes reads what was said of rules that wanted names, the most disputed first.
func (r *Rollout) Disputes(ctx context.Context, ws kv.Workspace, wanted func(rule string) bool) ([]Disputed, error) {
	texts, err := r.store.ZRevRange(ctx, disputesKey(ws), 0, -1).Result()
	if err != nil {
		return nil, kv.Fault("read disputes", err)
	}
	oldest := r.now().Add(-disputesFor)
	byRule := map[string]*Disputed{}
	for _, text := range texts {
		var d Dispute
		if json.Unmarshal([]byte(text), &d) != nil || !wanted(d.Rule) || d.At.Before(oldest) {
			continue
		}
		if byRule[d.Rule] == nil {
			byRule[d.Rule] = &Disputed{Rule: d.Rule}
		}
		byRule[d.Rule].add(d)
	}
	var all []Disputed
	for _, disputed := range byRule {
		all = append(all, *disputed)
	}
	slices.SortFunc(all, func(a, b Disputed) int {
		return cmp.Or(-cmp.Compare(a.Times, b.Times), cmp.Compare(a.Rule, b.Rule))
	})
	return all, nil
}

func (d *Disputed) add(one Dispute) {
	d.Times++
	if one.Quote != "" || one.Note != "" {
		d.Said = append(d.Said, one)
	}
}
