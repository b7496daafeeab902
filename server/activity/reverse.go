package activity

import (
	"context"
	"strings"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Reversal takes back what a fact earned. The fact itself stays: it happened.
type Reversal struct {
	Advocate Pseudonym
	Fact     string // the ID of the fact, as its ledger entry names it
	Why      string // shown to the advocate
}

// Reverse records that an administrator took back what a fact earned. Asking again changes
// nothing, nor does asking for a fact that earned nothing.
func (l *Log) Reverse(ctx context.Context, ws kv.Workspace, reversal Reversal) error {
	why := strings.TrimSpace(reversal.Why)
	if why == "" || len(why) > longestReason {
		return fault.New(fault.Invalid, "Say in at most %d characters why, for the advocate will read it.", longestReason).At("why")
	}
	if reversal.Fact == "" || reversal.Advocate == "" {
		return fault.New(fault.Invalid, "Say which entry is to be taken back.").At("fact")
	}
	now := l.now().UTC()
	call := newRecording(ws, now)
	call.add(0, now, &Fact{
		ID: "reversal:" + reversal.Fact, Kind: Reversed, At: now, Advocate: reversal.Advocate, Of: reversal.Fact, Why: why,
	})
	err := recordScript.Run(ctx, l.store, call.keys, call.args()...).Err()
	return kv.Fault("record a reversal", err)
}
