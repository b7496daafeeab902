package activity

import (
	"context"
	"strconv"
	"time"

	"vouch/server/kv"
)

// Effects are changes that happen together or not at all. Adding to the same place twice costs
// one command.
type Effects struct {
	keys    []string
	numbers map[string]int // key -> its number among keys, 1-based
	sums    map[sum]int64
	order   []sum // of first use, so that the same facts give the same script call
	others  []any
}

// sum is a number that grows: a hash's field, or a sorted set's member.
type sum struct {
	command, key, field string
}

// Add adds n to a field of a hash.
func (e *Effects) Add(key, field string, n int64) { e.grow(sum{"HINCRBY", key, field}, n) }

// Score adds n to a member's score in a sorted set.
func (e *Effects) Score(key, member string, n int64) { e.grow(sum{"ZINCRBY", key, member}, n) }

// Set sets a field of a hash.
func (e *Effects) Set(key, field, value string) { e.do("HSET", key, field, value) }

// Count adds a member to a HyperLogLog.
func (e *Effects) Count(key, member string) { e.do("PFADD", key, member) }

// Append adds an entry to a stream; fields are names and values in turn.
func (e *Effects) Append(key string, fields ...string) {
	e.do("XADD", key, append([]string{"*"}, fields...)...)
}

// Expire lets a key go at that instant.
func (e *Effects) Expire(key string, at time.Time) {
	e.do("PEXPIREAT", key, strconv.FormatInt(at.UnixMilli(), 10))
}

func (e *Effects) grow(s sum, n int64) {
	if e.sums == nil {
		e.sums = map[sum]int64{}
	}
	if _, known := e.sums[s]; !known {
		e.order = append(e.order, s)
	}
	e.sums[s] += n
}

func (e *Effects) do(command, key string, args ...string) {
	e.others = append(e.others, command, e.number(key), len(args))
	for _, arg := range args {
		e.others = append(e.others, arg)
	}
}

func (e *Effects) number(key string) int {
	if e.numbers == nil {
		e.numbers = map[string]int{}
	}
	if _, known := e.numbers[key]; !known {
		e.keys = append(e.keys, key)
		e.numbers[key] = len(e.keys)
	}
	return e.numbers[key]
}

// args lists the sums, then the others: so a key made by a sum stands when Expire comes.
func (e *Effects) args() []any {
	args := make([]any, 0, 5*len(e.order)+len(e.others))
	for _, s := range e.order {
		first, second := any(s.field), any(e.sums[s])
		if s.command == "ZINCRBY" {
			first, second = second, first
		}
		args = append(args, s.command, e.number(s.key), 2, first, second)
	}
	return append(args, e.others...)
}

// place is how far a projection came.
type place struct {
	turn string            // how often it moved; "0" before the first time
	last map[string]string // source -> ID
}

// move applies the effects and the new place in one step. It reports false, and changes
// nothing, when somebody else moved meanwhile.
func move(ctx context.Context, store *kv.Store, key string, from place, to map[string]string, effects *Effects) (bool, error) {
	arguments := []any{from.turn, len(to)}
	for source, id := range to {
		arguments = append(arguments, source, id)
	}
	changes := effects.args()
	keys := append([]string{key}, effects.keys...)
	moved, err := moveScript.Run(ctx, store, keys, append(arguments, changes...)...).Int()
	return moved == 1, err
}

// moveScript is compare and set of a projection's place, with what the facts up to it change.
//
//	KEYS[1]   the place: "turn" and an ID for each source
//	KEYS[2..] what the effects touch
//	ARGV[1]   the turn the caller started from
//	ARGV[2]   how many sources moved, then for each its name and its new last ID
//	then for each effect: command, key number, how many arguments, the arguments
//
// It returns 1, or 0 when the turn is another.
var moveScript = kv.NewScript(`#!lua
if (redis.call('HGET', KEYS[1], 'turn') or '0') ~= ARGV[1] then
  return 0
end
redis.call('HINCRBY', KEYS[1], 'turn', 1)
local i = 3
for _ = 1, tonumber(ARGV[2]) do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  i = i + 2
end
while i <= #ARGV do
  local last = i + 2 + tonumber(ARGV[i + 2])
  redis.call(ARGV[i], KEYS[1 + tonumber(ARGV[i + 1])], unpack(ARGV, i + 3, last))
  i = last + 1
end
return 1
`)
