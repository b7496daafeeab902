package activity

import (
	"context"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// Log takes facts from devices.
type Log struct {
	store *kv.Store
	now   kv.Clock
}

// NewLog keeps its facts in store.
func NewLog(store *kv.Store, now kv.Clock) *Log { return &Log{store: store, now: now} }

// Record stores facts that one advocate's device sent and answers each, in order. A fact that
// cannot be right is refused with a reason; the error is only for a store that does not answer,
// and then nothing is known of any of them: sending them again is safe.
func (l *Log) Record(ctx context.Context, ws kv.Workspace, who Who, facts []wire.Fact) ([]wire.Receipt, error) {
	return nil, fault.New(fault.Unavailable, "Facts are not recorded yet.")
}
