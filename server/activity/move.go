package activity

import (
	"context"
	"time"

	"vouch/server/kv"
)

// place is how far a generation came.
type place struct {
	turn   string            // how often it moved; "0" before the first time
	recipe string            // how it counts; "" before the first time
	last   map[string]string // source -> ID
}

// step is one move of a generation.
type step struct {
	at      Generation
	turn    string            // it starts from
	recipe  string            // noted with the first move
	to      map[string]string // source -> ID
	effects *Effects
	known   map[string]bool // keys that a step of this walk has listed
	late    []late          // what is counted late
}

// moved says what became of a step.
type moved int

const (
	applied   moved = 1
	overtaken moved = 0  // somebody else moved this generation meanwhile; nothing changed
	shutOut   moved = -1 // the generation is neither live nor being filled; nothing changed
)

// A generation that is being filled belongs to its filler for lease after each step. Without a
// step for that long it is given up: a crash stops nobody else for longer.
const lease = time.Minute

// shortest is the least time that a key stays which expires.
const shortest = 24 * time.Hour

// move applies a step's effects and its new place at once.
func move(ctx context.Context, store *kv.Store, s step) (moved, error) {
	arguments := []any{s.at.text(), s.turn, s.recipe, lease.Milliseconds(), shortest.Milliseconds(), len(s.to)}
	for source, id := range s.to {
		arguments = append(arguments, source, id)
	}
	late := lateArgs(s.late)
	arguments = append(append(arguments, len(late)), late...)
	changes := s.effects.args(s.known)
	keys := append([]string{
		s.at.placeKey(), generationsKey(s.at.ws, s.at.projection), buildingKey(s.at.ws, s.at.projection),
		s.at.keysKey(), s.at.passingKey(), s.at.lateKey(),
	}, s.effects.keys...)
	result, err := moveScript.Run(ctx, store, keys, append(arguments, changes...)...).Int()
	if err == nil && moved(result) == applied {
		for _, key := range s.effects.keys {
			s.known[key] = true
		}
	}
	return moved(result), err
}

// moveScript is compare and set of a generation's place, with what the facts up to it change. It
// keeps the list of the generation's keys, by which they are compared and dropped.
//
//	KEYS[1]   the place: "turn", "recipe" and an ID for each source
//	KEYS[2]   the projection's generations, KEYS[3] which is being filled
//	KEYS[4]   the list of keys that stay, KEYS[5] of those let go within a day
//	KEYS[6]   what was counted late
//	KEYS[7..] what the effects touch
//	ARGV[1]   the generation, ARGV[2] the turn the caller started from, ARGV[3] the recipe
//	ARGV[4]   the lease, ARGV[5] the shortest expiry, both in ms
//	ARGV[6]   how many sources moved, then for each its name and its new last ID
//	then how many fields are added to what was counted late, names and values in turn
//	then for each effect: command, key number, how many arguments, the arguments; LIST takes the
//	key into the list, its argument is when the key may go
//
// It returns 1; 0 when the turn is another; -1 when the generation is neither live nor being filled.
var moveScript = kv.NewScript(`#!lua
if redis.call('GET', KEYS[3]) == ARGV[1] then
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
elseif (redis.call('HGET', KEYS[2], 'live') or '1') ~= ARGV[1] then
  return -1
end
if (redis.call('HGET', KEYS[1], 'turn') or '0') ~= ARGV[2] then
  return 0
end
redis.call('HINCRBY', KEYS[1], 'turn', 1)
redis.call('HSETNX', KEYS[1], 'recipe', ARGV[3])
local i = 7
for _ = 1, tonumber(ARGV[6]) do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  i = i + 2
end
for _ = 1, tonumber(ARGV[i]) / 2 do
  redis.call('HSET', KEYS[6], ARGV[i + 1], ARGV[i + 2])
  i = i + 2
end
i = i + 1
local soon = redis.call('TIME')[1] * 1000 + ARGV[5]
while i <= #ARGV do
  local key, last = KEYS[6 + tonumber(ARGV[i + 1])], i + 2 + tonumber(ARGV[i + 2])
  if ARGV[i] == 'LIST' then
    redis.call('SADD', KEYS[4], key)
    local at = last > i + 2 and tonumber(ARGV[last])
    if at and at < soon then
      redis.call('SADD', KEYS[5], key)
      at = soon
    end
    if at then
      redis.call('PEXPIREAT', key, string.format('%.0f', at))
    end
  else
    redis.call(ARGV[i], key, unpack(ARGV, i + 3, last))
  end
  i = last + 1
end
return 1
`)
