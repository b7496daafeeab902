package activity

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Segment is a file of the archive. A workspace's segments, in their order, hold every archived
// entry once.
type Segment struct {
	File    string            `json:"file"`
	Day     Day               `json:"day"`    // on which its facts were recorded, UTC
	SHA256  string            `json:"sha256"` // of the file, in hexadecimal
	Bytes   int64             `json:"bytes"`
	Entries int64             `json:"entries"`
	Facts   int64             `json:"facts"`
	Until   map[string]string `json:"until"` // source -> the last ID that it holds
}

// Retention knows how far the log is archived, and trims it. It is safe for concurrent use.
type Retention struct{ store *kv.Store }

// NewRetention looks after the logs in store.
func NewRetention(store *kv.Store) *Retention { return &Retention{store: store} }

// Segments lists the archive of a workspace, oldest first.
func (r *Retention) Segments(ctx context.Context, ws kv.Workspace) ([]Segment, error) {
	texts, err := r.store.LRange(ctx, segmentsKey(ws), 0, -1).Result()
	if err != nil {
		return nil, kv.Fault("read the list of the archive", err)
	}
	segments := make([]Segment, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &segments[i]); err != nil {
			return nil, err
		}
	}
	return segments, nil
}

// Archived notes a segment whose file is on the disk; known is how many segments there were. When
// somebody else noted one meanwhile it is a Conflict, and the file is none of the archive.
func (r *Retention) Archived(ctx context.Context, ws kv.Workspace, known int, segment Segment) error {
	text, err := json.Marshal(segment)
	if err != nil {
		return err
	}
	args := []any{known, string(text)}
	for source, id := range segment.Until {
		args = append(args, source, id)
	}
	done, err := archivedScript.Run(ctx, r.store, []string{segmentsKey(ws), archivedKey(ws)}, args...).Bool()
	if err == nil && !done {
		err = fault.New(fault.Conflict, "Another server archives this workspace at this moment.")
	}
	return kv.Fault("note a file of the archive", err)
}

// archivedScript adds a segment. The same one a second time is done already.
//
//	KEYS[1] the list of segments, KEYS[2] how far each source is archived
//	ARGV[1] how many segments there must be, ARGV[2] the new one
//	then for each source its name and the new ID
//
// It returns 1, or 0 when there are more.
var archivedScript = kv.NewScript(`#!lua
if redis.call('LINDEX', KEYS[1], ARGV[1]) == ARGV[2] then
  return 1
end
if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('RPUSH', KEYS[1], ARGV[2])
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
return 1
`)

// After gives the entries recorded before an instant that are not archived yet, in the order of
// their IDs.
func (r *Retention) After(ctx context.Context, ws kv.Workspace, before time.Time, each func(Entry) error) error {
	pipe := r.store.Pipeline()
	archived := pipe.HGetAll(ctx, archivedKey(ws))
	sources := pipe.SMembers(ctx, sourcesKey(ws))
	if _, err := pipe.Exec(ctx); err != nil {
		return kv.Fault("read the log", err)
	}
	at, end := archived.Val(), strconv.FormatInt(before.UnixMilli(), 10)
	for more := len(sources.Val()) > 0; more; {
		var read []pending
		var err error
		if read, more, err = readOn(ctx, r.store, ws, sources.Val(), at, nil); err != nil {
			return kv.Fault("read the log", err)
		}
		for _, p := range read {
			if compareIDs(p.id, end) >= 0 {
				return nil
			}
			e, err := p.unpack()
			if err != nil {
				return err
			}
			if err := each(e); err != nil {
				return err
			}
			at[p.source] = p.id
		}
	}
	return nil
}

// Trim lets go of log that stands in the archive's segments up to a day and that every one of these
// projections has counted. It does nothing while one of them is rebuilt or checked. It tells how
// many entries went; Redis frees whole nodes only, so some stay until the next time.
func (r *Retention) Trim(ctx context.Context, ws kv.Workspace, upTo Day, projections []string) (trimmed int64, err error) {
	segments, err := r.Segments(ctx, ws)
	if err != nil {
		return 0, err
	}
	until := map[string]string{}
	for _, s := range segments {
		if s.Day > upTo {
			break // segments are trimmed in their order, so that what is gone is a beginning of the archive
		}
		maps.Copy(until, s.Until)
	}
	for _, source := range slices.Sorted(maps.Keys(until)) {
		n, err := r.trim(ctx, ws, source, until[source], projections)
		if err != nil {
			return trimmed, kv.Fault("trim the log", err)
		}
		trimmed += n
	}
	return trimmed, nil
}

func (r *Retention) trim(ctx context.Context, ws kv.Workspace, source, id string, projections []string) (trimmed int64, err error) {
	keys := []string{factsKey(ws, source), trimmedKey(ws), archivedKey(ws)}
	args := []any{source, id}
	for _, projection := range projections {
		live, err := liveGeneration(ctx, r.store, ws, projection)
		if err != nil {
			return 0, err
		}
		keys = append(keys, generationsKey(ws, projection), buildingKey(ws, projection), live.placeKey())
		args = append(args, live.text())
	}
	for {
		n, err := trimScript.Run(ctx, r.store, keys, args...).Int64()
		if trimmed += n; err != nil || n == 0 {
			return trimmed, err
		}
	}
}

// trimScript trims one stream, some nodes at a time, below what is archived and counted.
//
//	KEYS[1]   the stream, KEYS[2] how far each source is trimmed, KEYS[3] how far it is archived
//	KEYS[4..] for each projection: its generations, which is being filled, the live one's place
//	ARGV[1]   the source, ARGV[2] the last ID to go
//	ARGV[3..] for each projection the live generation
//
// It returns how many entries went; 0 when nothing may go.
var trimScript = kv.NewScript(`#!lua
local function parts(id)
  local ms, seq = string.match(id or '0-0', '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end
local ms, seq = parts(ARGV[2])
local function reaches(key)
  local toMs, toSeq = parts(redis.call('HGET', key, ARGV[1]) or nil)
  return toMs > ms or toMs == ms and toSeq >= seq
end
if not reaches(KEYS[3]) then
  return 0
end
for p = 1, #ARGV - 2 do
  local first = 1 + 3 * p
  if redis.call('EXISTS', KEYS[first + 1]) == 1 or not reaches(KEYS[first + 2]) or
     (redis.call('HGET', KEYS[first], 'live') or '1') ~= ARGV[2 + p] then
    return 0
  end
end
if not reaches(KEYS[2]) then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', string.format('%.0f-%.0f', ms, seq + 1))
`)
