// Package near keeps the fingerprints of what was published in a workspace within the last seven
// days, so that a device can say that a draft is nearly somebody's post without anybody's draft
// being sent.
//
// It promises that no person, no story and no moment finer than a day stands beside a fingerprint,
// that the order in which they are kept and given tells nothing of the order in which they came,
// and that none outlives eight days.
//
// The rows of a workspace w:
//
//	{w}:near:<day>  ZSET  fingerprint, 16 hex digits -> how many posts of that day (UTC) have it
package near

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// week is how many days are kept in view; a day's row goes when the day after the last is over.
const week = 7

// perDay bounds what one day keeps: more than a company publishes, less than a flood.
const perDay = wire.MaxPublished

// Prints keeps fingerprints. It is safe for concurrent use.
type Prints struct {
	store *kv.Store
	now   kv.Clock
}

// New keeps them in store.
func New(store *kv.Store, now kv.Clock) *Prints { return &Prints{store: store, now: now} }

// keepScript counts a fingerprint unless the day is full of others.
//
//	KEYS[1] the day; ARGV: when it goes (Unix ms), how many it takes, the fingerprints
var keepScript = kv.NewScript(`#!lua
for i = 3, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
    redis.call('ZINCRBY', KEYS[1], 1, ARGV[i])
  end
end
redis.call('PEXPIREAT', KEYS[1], ARGV[1])
return 1
`)

// Keep adds fingerprints of posts that were published today; what is none is left out.
func (p *Prints) Keep(ctx context.Context, ws kv.Workspace, prints []string) error {
	today := p.now().UTC().Truncate(aDay)
	args := []any{today.Add((week + 1) * aDay).UnixMilli(), perDay}
	for _, text := range prints {
		if bits, ok := read(text); ok {
			args = append(args, fmt.Sprintf("%016x", bits))
		}
	}
	if len(args) == 2 {
		return nil
	}
	return kv.Fault("keep fingerprints", keepScript.Run(ctx, p.store, []string{dayKey(ws, today)}, args...).Err())
}

const aDay = 24 * time.Hour

func dayKey(ws kv.Workspace, day time.Time) string {
	return kv.Key(ws, "near", day.Format(time.DateOnly))
}

// Week is what was published within the last seven days, in the form that devices read; nil where
// nothing was.
func (p *Prints) Week(ctx context.Context, ws kv.Workspace) (*wire.Published, error) {
	today := p.now().UTC().Truncate(aDay)
	pipe := p.store.Pipeline()
	var days [week]*kv.ScoredCmd
	for age := range days {
		days[age] = pipe.ZRangeWithScores(ctx, dayKey(ws, today.AddDate(0, 0, -age)), 0, -1)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, kv.Fault("read fingerprints", err)
	}
	var packed []byte
	for age, day := range days {
		for _, kept := range day.Val() {
			text, _ := kept.Member.(string)
			if bits, ok := read(text); ok && len(packed) < wire.MaxPublished*printBytes {
				packed = binary.LittleEndian.AppendUint64(packed, bits)
				packed = append(packed, byte(age), byte(min(kept.Score, 255)))
			}
		}
	}
	if len(packed) == 0 {
		return nil, nil //nolint:nilnil // nothing was published, and that is no failure
	}
	return &wire.Published{
		Day: today.Unix() / int64(aDay.Seconds()), Prints: base64.StdEncoding.EncodeToString(packed),
	}, nil
}

// printBytes is what one takes on the wire (wire.Published).
const printBytes = 10

// read takes the 16 hex digits of a fingerprint. Zero is none: texts too short for one have it.
func read(text string) (bits uint64, ok bool) {
	if len(text) != 16 {
		return 0, false
	}
	bits, err := strconv.ParseUint(text, 16, 64)
	return bits, err == nil && bits != 0
}
