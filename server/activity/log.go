package activity

import (
	"context"
	"crypto/sha256"
	"time"

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
	receipts := make([]wire.Receipt, len(facts))
	call := newRecording(ws)
	now := l.now().UTC()
	for i, sent := range facts {
		receipts[i].ID = sent.ID
		fact, refused := accept(sent, who, now)
		if refused != "" {
			receipts[i].Status, receipts[i].Reason = wire.Refused, refused
			continue
		}
		call.add(i, time.UnixMilli(sent.AtMs), &fact)
	}
	if len(call.items) == 0 {
		return receipts, nil
	}
	fresh, err := recordScript.Run(ctx, l.store, call.keys, call.args()...).Int64Slice()
	if err != nil {
		return nil, kv.Fault("record facts", err)
	}
	for n, i := range call.items {
		receipts[i].Status = wire.Duplicate
		if fresh[n] == 1 {
			receipts[i].Status = wire.Recorded
		}
	}
	return receipts, nil
}

// recordScript stores the facts whose IDs are new.
//
//	KEYS[1]   the devices' stream
//	KEYS[2]   the set of sources
//	KEYS[3..] the hashes of seen IDs, one a day
//	ARGV[1]   the name of the devices' source
//	ARGV[2..] for each hash: when it expires, Unix ms
//	then for each fact: which hash (1-based), its field there, the packed fact
//
// It returns for each fact 1 when it was new, else 0.
var recordScript = kv.NewScript(`#!lua
local days = #KEYS - 2
local fresh = {}
redis.call('SADD', KEYS[2], ARGV[1])
for i = days + 2, #ARGV, 3 do
  local isNew = redis.call('HSETNX', KEYS[2 + tonumber(ARGV[i])], ARGV[i + 1], '')
  if isNew == 1 then
    redis.call('XADD', KEYS[1], '*', 'b', ARGV[i + 2])
  end
  fresh[#fresh + 1] = isNew
end
for d = 1, days do
  redis.call('PEXPIREAT', KEYS[2 + d], ARGV[1 + d])
end
return fresh
`)

// recording gathers the keys and arguments of one call of recordScript.
type recording struct {
	ws      kv.Workspace
	keys    []string
	days    map[Day]int // which hash, 1-based
	expires []any
	facts   []any
	items   []int // positions of the facts among those sent
}

func newRecording(ws kv.Workspace) *recording {
	return &recording{ws: ws, keys: []string{factsKey(ws, devices), sourcesKey(ws)}, days: map[Day]int{}}
}

// add takes a fact; claimed is the instant the device gave, which chooses the hash: it stays the
// same however often the fact is sent.
func (r *recording) add(item int, claimed time.Time, fact *Fact) {
	day := DayOf(claimed)
	hash, known := r.days[day]
	if !known {
		hash = len(r.days) + 1
		r.days[day] = hash
		r.keys = append(r.keys, seenKey(r.ws, day))
		r.expires = append(r.expires, seenUntil(claimed).UnixMilli())
	}
	r.items = append(r.items, item)
	r.facts = append(r.facts, hash, seenField(fact), appendFact([]byte{packedVersion}, fact))
}

// seenField is half a SHA-256 of who sent a fact and its ID, so that nobody's ID stands in the way
// of another's. Waivers go by the ID alone, in every mode: beside one that names nobody, this
// would name somebody.
func seenField(f *Fact) string {
	scope := string(f.Advocate)
	if f.Kind == Waived {
		scope = ""
	}
	sum := sha256.Sum256([]byte(scope + "\x00" + f.ID))
	return string(sum[:16])
}

func (r *recording) args() []any {
	args := append([]any{devices}, r.expires...)
	return append(args, r.facts...)
}
