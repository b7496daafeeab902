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
	sure  kv.Sureness
}

// NewLog keeps its facts in store.
func NewLog(store *kv.Store, now kv.Clock) *Log { return &Log{store: store, now: now} }

// Sure is a log that acknowledges a fact only when so many replicas have received it.
func (l *Log) Sure(replicas kv.Sureness) *Log {
	sure := *l
	sure.sure = replicas
	return &sure
}

// Record stores facts that one advocate's device sent and answers each, in order. A fact that
// cannot be right is refused with a reason; the error is only for a store that does not answer,
// and then nothing is known of any of them: sending them again is safe.
func (l *Log) Record(ctx context.Context, ws kv.Workspace, who Who, facts []wire.Fact) ([]wire.Receipt, error) {
	receipts := make([]wire.Receipt, len(facts))
	now := l.now().UTC()
	call := newRecording(ws, now)
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
	fresh, err := recordScript.RunSure(ctx, l.store, l.sure, call.keys, call.args()...).Int64Slice()
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

// recordScript stores the facts whose IDs are new. What names nobody goes to a stream whose IDs
// tell the day and no time.
//
//	KEYS[1]   the devices' stream
//	KEYS[2]   the stream of what names nobody
//	KEYS[3]   the set of sources
//	KEYS[4..] the hashes of seen IDs, one a day
//	ARGV[1]   the name of the first source, ARGV[2] that of the second
//	ARGV[3]   the start of today, Unix ms
//	ARGV[4..] for each hash: when it expires, Unix ms
//	then for each fact: which hash (1-based), its field there, which stream (1 or 2), the packed fact
//
// It returns for each fact 1 when it was new, else 0.
var recordScript = kv.NewScript(`#!lua
local days = #KEYS - 3
local fresh = {}
local function today()
  local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
  if not last[1] then return ARGV[3] end
  return string.format('%.0f', math.max(tonumber(ARGV[3]), tonumber(string.match(last[1][1], '^%d+'))))
end
for i = days + 4, #ARGV, 4 do
  local isNew = redis.call('HSETNX', KEYS[3 + tonumber(ARGV[i])], ARGV[i + 1], '')
  if isNew == 1 then
    local source = tonumber(ARGV[i + 2])
    redis.call('SADD', KEYS[3], ARGV[source])
    redis.call('XADD', KEYS[source], source == 1 and '*' or today() .. '-*', 'b', ARGV[i + 3])
  end
  fresh[#fresh + 1] = isNew
end
for d = 1, days do
  redis.call('PEXPIREAT', KEYS[3 + d], ARGV[3 + d])
end
return fresh
`)

// recording gathers the keys and arguments of one call of recordScript.
type recording struct {
	ws      kv.Workspace
	today   time.Time // its start
	keys    []string
	days    map[Day]int // which hash, 1-based
	expires []any
	facts   []any
	items   []int // positions of the facts among those sent
}

func newRecording(ws kv.Workspace, now time.Time) *recording {
	return &recording{
		ws: ws, today: now.UTC().Truncate(24 * time.Hour), days: map[Day]int{},
		keys: []string{factsKey(ws, devices), factsKey(ws, nobodys), sourcesKey(ws)},
	}
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
	stream := 1
	if fact.Advocate == "" {
		stream = 2
	}
	r.facts = append(r.facts, hash, seenField(fact), stream, appendFact([]byte{packedVersion}, fact))
}

// seenField is half a SHA-256 of who sent a fact and its ID, so that nobody's ID stands in the way
// of another's. Waivers and disputes go by the ID alone, in every mode: beside one that names
// nobody, this would name somebody.
func seenField(f *Fact) string {
	scope := string(f.Advocate)
	if namesNobody(f.Kind) {
		scope = ""
	}
	sum := sha256.Sum256([]byte(scope + "\x00" + f.ID))
	return string(sum[:16])
}

func (r *recording) args() []any {
	args := append([]any{devices, nobodys, r.today.UnixMilli()}, r.expires...)
	return append(args, r.facts...)
}
