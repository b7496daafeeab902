package activity

import (
	"context"
	"time"

	"vouch/server/kv"
)

// outcomes is the source of what clicks led to.
const outcomes = "conversions"

// orderKept outlives any retry of a shop's own queue, and a year's accounts.
const orderKept = 400 * 24 * time.Hour

// Convert records what a click led to, unless the order was told before. The fact's ID names the
// order within the workspace, whoever tells it and whichever click it names.
func (l *Log) Convert(ctx context.Context, ws kv.Workspace, fact Fact) (fresh bool, err error) {
	keys := []string{factsKey(ws, outcomes), sourcesKey(ws), orderKey(ws, fact.ID)}
	packed := appendFact([]byte{packedVersion}, &fact)
	added, err := convertScript.RunSure(ctx, l.store, l.sure, keys, outcomes, packed, orderKept.Milliseconds()).Int()
	return added == 1, kv.Fault("record a conversion", err)
}

// orderKey STRING: the order was told; kept for orderKept.
func orderKey(ws kv.Workspace, id string) string { return kv.Key(ws, "activity", "order", id) }

// KEYS[1] the stream of conversions, KEYS[2] the set of sources, KEYS[3] the order
// ARGV[1] the source's name, ARGV[2] the packed fact, ARGV[3] how long the order is kept, ms
// returns 1 when it was new, else 0. What is known is written to as well: replicas are asked after
// writes.
var convertScript = kv.NewScript(`#!lua
if not redis.call('SET', KEYS[3], '', 'NX', 'PX', ARGV[3]) then
  redis.call('PEXPIRE', KEYS[3], ARGV[3])
  return 0
end
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('XADD', KEYS[1], '*', 'b', ARGV[2])
return 1
`)
