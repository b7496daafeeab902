// Package near keeps the fingerprints of what was published in a workspace within the last seven
// days, so that a device can say that a draft is nearly somebody's post without anybody's draft
// being sent.
//
// It promises that no person, no story and no moment finer than a day stands beside a fingerprint,
// that the order in which they are kept and given tells nothing of the order in which they came,
// and that none outlives eight days.
//
// Who asks is told which of them are their own, since a second device of theirs cannot know. For that
// a mark is kept apart: a keyed hash of who, what and when. Whoever reads the store learns from one
// neither the person nor the fingerprint; whoever holds the key file as well can try persons, as they
// can lift the veil of pseudonyms.
//
// The rows of a workspace w:
//
//	{w}:near:<day>      ZSET  fingerprint, 16 hex digits -> how many posts of that day (UTC) have it
//	{w}:near:own:<day>  ZSET  mark, 16 hex digits -> how many of somebody's posts of that day it stands for
package near

import (
	"context"
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
	marks marks
	now   kv.Clock
}

// New keeps them in store; key makes the marks, and is kept elsewhere.
func New(store *kv.Store, key []byte, now kv.Clock) *Prints {
	return &Prints{store: store, marks: marks{key}, now: now}
}

// keepScript counts a fingerprint, and its mark, unless the day is full of others.
//
//	KEYS[1] the day, KEYS[2] its marks; ARGV: when they go (Unix ms), how many fingerprints the day
//	takes, then of each post the fingerprint and its mark
var keepScript = kv.NewScript(`#!lua
for i = 3, #ARGV, 2 do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
    redis.call('ZINCRBY', KEYS[1], 1, ARGV[i])
    redis.call('ZINCRBY', KEYS[2], 1, ARGV[i + 1])
  end
end
redis.call('PEXPIREAT', KEYS[1], ARGV[1])
redis.call('PEXPIREAT', KEYS[2], ARGV[1])
return 1
`)

// Keep adds fingerprints of posts that an author published today; what is none is left out.
func (p *Prints) Keep(ctx context.Context, ws kv.Workspace, by Author, prints []string) error {
	today := p.now().UTC().Truncate(aDay)
	marked := p.marks.of(ws, by, today)
	args := []any{today.Add((week + 1) * aDay).UnixMilli(), perDay}
	for _, text := range prints {
		if bits, ok := read(text); ok {
			args = append(args, written(bits), marked.print(bits))
		}
	}
	if len(args) == 2 {
		return nil
	}
	keys := []string{dayKey(ws, today), ownKey(ws, today)}
	return kv.Fault("keep fingerprints", keepScript.Run(ctx, p.store, keys, args...).Err())
}

const aDay = 24 * time.Hour

func dayKey(ws kv.Workspace, day time.Time) string {
	return kv.Key(ws, "near", day.Format(time.DateOnly))
}

func ownKey(ws kv.Workspace, day time.Time) string {
	return kv.Key(ws, "near", "own", day.Format(time.DateOnly))
}

func written(bits uint64) string { return fmt.Sprintf("%016x", bits) }

// read takes the 16 hex digits of a fingerprint. Zero is none: texts too short for one have it.
func read(text string) (bits uint64, ok bool) {
	if len(text) != 16 {
		return 0, false
	}
	bits, err := strconv.ParseUint(text, 16, 64)
	return bits, err == nil && bits != 0
}
