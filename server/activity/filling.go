package activity

import (
	"context"
	"strconv"

	"vouch/server/fault"
	"vouch/server/kv"
)

// filling is a generation beside the live one, from its beginning until it is live or dropped.
type filling struct {
	store *kv.Store
	at    Generation
	live  int64
}

// begin makes an empty generation. Who takes over ends another filling of the same projection,
// whose next step is refused; who does not gets a Conflict then.
func begin(ctx context.Context, store *kv.Store, ws kv.Workspace, projection string, takeOver bool) (*filling, error) {
	keys := []string{generationsKey(ws, projection), buildingKey(ws, projection), leftKey(ws, projection)}
	numbers, err := beginScript.Run(ctx, store, keys, lease.Milliseconds(), takeOver).Int64Slice()
	if err != nil {
		return nil, err
	}
	if len(numbers) == 0 {
		return nil, fault.New(fault.Conflict, "Another rebuild or check of %q is under way.", projection)
	}
	f := &filling{store: store, live: numbers[1]}
	f.at = Generation{ws: ws, projection: projection, number: numbers[0]}
	return f, f.dropLeft(ctx)
}

// beginScript takes the next number, and notes it among those to drop until it is live.
//
//	KEYS[1] the projection's generations, KEYS[2] which is being filled, KEYS[3] those to drop
//	ARGV[1] the lease in ms, ARGV[2] 1 to take over
//
// It returns the new number and the live one; nothing when another is being filled.
var beginScript = kv.NewScript(`#!lua
if ARGV[2] ~= '1' and redis.call('EXISTS', KEYS[2]) == 1 then
  return {}
end
local live = redis.call('HGET', KEYS[1], 'live') or '1'
redis.call('HSETNX', KEYS[1], 'last', live)
local new = redis.call('HINCRBY', KEYS[1], 'last', 1)
redis.call('SET', KEYS[2], new, 'PX', ARGV[1])
redis.call('SADD', KEYS[3], new)
return {new, tonumber(live)}
`)

// dropLeft drops what earlier fillings left, except this one.
func (f *filling) dropLeft(ctx context.Context) error {
	left, err := f.store.SMembers(ctx, leftKey(f.at.ws, f.at.projection)).Result()
	for _, text := range left {
		if err != nil {
			return err
		}
		if number := generationNumber(text); number != f.at.number {
			err = drop(ctx, f.store, f.at.numbered(number))
		}
	}
	return err
}

// goLive makes the filled generation the live one; caughtUp is false, and nothing changes, while the
// live one has counted facts that this one has not.
func (f *filling) goLive(ctx context.Context) (caughtUp bool, err error) {
	ws, projection := f.at.ws, f.at.projection
	keys := []string{
		generationsKey(ws, projection), buildingKey(ws, projection), leftKey(ws, projection),
		f.at.numbered(f.live).placeKey(), f.at.placeKey(),
	}
	result, err := goLiveScript.Run(ctx, f.store, keys, f.at.text(), f.live).Int()
	if err == nil && moved(result) == shutOut {
		err = errTakenOver(projection)
	}
	return moved(result) == applied, err
}

func errTakenOver(projection string) error {
	return fault.New(fault.Conflict,
		"This rebuild of %q was given up: it stood still for a minute, or another one was started.", projection)
}

// goLiveScript swaps generations.
//
//	KEYS[1] the projection's generations, KEYS[2] which is being filled, KEYS[3] those to drop
//	KEYS[4] the live generation's place, KEYS[5] the filled one's
//	ARGV[1] the filled generation, ARGV[2] the live one
//
// It returns 1; 0 when the live one is further; -1 when this is not what is being filled any more.
var goLiveScript = kv.NewScript(`#!lua
if redis.call('GET', KEYS[2]) ~= ARGV[1] or (redis.call('HGET', KEYS[1], 'live') or '1') ~= ARGV[2] then
  return -1
end
local function parts(id)
  local ms, seq = string.match(id or '0-0', '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end
local live = redis.call('HGETALL', KEYS[4])
for i = 1, #live, 2 do
  if live[i] ~= 'turn' and live[i] ~= 'recipe' then
    local ms, seq = parts(live[i + 1])
    local ourMs, ourSeq = parts(redis.call('HGET', KEYS[5], live[i]) or nil)
    if ourMs < ms or ourMs == ms and ourSeq < seq then
      return 0
    end
  end
end
redis.call('HSET', KEYS[1], 'live', ARGV[1])
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[3], ARGV[2])
redis.call('DEL', KEYS[2])
return 1
`)

// giveUp ends a filling that did not become live.
func (f *filling) giveUp(ctx context.Context) error {
	keys := []string{buildingKey(f.at.ws, f.at.projection)}
	if err := giveUpScript.Run(ctx, f.store, keys, f.at.text()).Err(); err != nil {
		return err
	}
	return drop(ctx, f.store, f.at)
}

// giveUpScript ends a filling, unless another took over.
//
//	KEYS[1] which generation is being filled
//	ARGV[1] the generation
var giveUpScript = kv.NewScript(`#!lua
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
`)

// drop lets go of a generation that is neither live nor being filled. Redis frees the memory in the
// background. It may be cut short anywhere: the next filling goes on with it.
func drop(ctx context.Context, store *kv.Store, g Generation) error {
	for _, list := range []string{g.keysKey(), g.passingKey()} {
		err := eachMember(ctx, store, list, func(keys []string) error { return store.Unlink(ctx, keys...).Err() })
		if err != nil {
			return err
		}
	}
	if err := store.Unlink(ctx, g.keysKey(), g.passingKey(), g.placeKey(), g.lateKey()).Err(); err != nil {
		return err
	}
	return store.SRem(ctx, leftKey(g.ws, g.projection), strconv.FormatInt(g.number, 10)).Err()
}

// eachMember gives the members of a set in pieces; one may come twice.
func eachMember(ctx context.Context, store *kv.Store, set string, use func(members []string) error) error {
	const atOnce = 500
	for cursor := uint64(0); ; {
		members, next, err := store.SScan(ctx, set, cursor, "", atOnce).Result()
		if err == nil && len(members) > 0 {
			err = use(members)
		}
		if err != nil || next == 0 {
			return err
		}
		cursor = next
	}
}
