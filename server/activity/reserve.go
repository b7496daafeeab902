package activity

import (
	"context"

	"vouch/server/kv"
)

// rewards is the source of what was reserved, released and handed out: one stream, so that these
// are counted in the order they were recorded.
const rewards = "rewards"

// Funds is the number that must suffice for a reservation: a field of a hash of the generation.
type Funds struct {
	At         Generation
	Key, Field string
}

// Reserving says what became of a reservation.
type Reserving string

// The outcomes.
const (
	Taken  Reserving = "taken"  // recorded now
	Known  Reserving = "known"  // recorded before under this ID
	Short  Reserving = "short"  // the funds do not suffice
	Behind Reserving = "behind" // earlier ones are not counted yet: catch up and ask again
)

// Reserve records a fact of kind Reserved when the funds suffice after every earlier reservation
// was counted, so that nothing is promised twice.
func (l *Log) Reserve(ctx context.Context, fact Fact, funds Funds) (Reserving, error) {
	return l.reward(ctx, funds.At.ws, fact, []string{
		funds.At.placeKey(), generationsKey(funds.At.ws, funds.At.projection), funds.Key,
	}, funds.At.text(), funds.Field, fact.Amount)
}

// EndReservation records that one was released or fulfilled. The ID is made of the reservation's,
// so that asking again changes nothing.
func (l *Log) EndReservation(ctx context.Context, ws kv.Workspace, kind Kind, of string, who Who) error {
	fact := Fact{
		ID: "end:" + of, Kind: kind, At: l.now().UTC(), Advocate: who.Advocate, Team: who.Team, Of: of,
	}
	_, err := l.reward(ctx, ws, fact, nil)
	return err
}

func (l *Log) reward(ctx context.Context, ws kv.Workspace, fact Fact, guards []string, guard ...any) (Reserving, error) {
	keys := append([]string{factsKey(ws, rewards), sourcesKey(ws), seenKey(ws, DayOf(fact.At))}, guards...)
	arguments := append([]any{
		rewards, seenField(&fact), seenUntil(fact.At).UnixMilli(), appendFact([]byte{packedVersion}, &fact),
	}, guard...)
	outcome, err := rewardScript.RunSure(ctx, l.store, l.sure, keys, arguments...).Text()
	return Reserving(outcome), kv.Fault("record a reward", err)
}

// rewardScript stores one fact unless its ID is known.
//
//	KEYS[1] the stream of rewards, KEYS[2] the set of sources, KEYS[3] the day's seen IDs
//	ARGV[1] the source's name, ARGV[2] the seen field, ARGV[3] until when it is kept, ARGV[4] the packed fact
//
// and only where funds are asked for:
//
//	KEYS[4] the place of the generation that counts them, KEYS[5] the generations, KEYS[6] the funds
//	ARGV[5] the generation, ARGV[6] the field, ARGV[7] the points
//
// It returns a Reserving.
var rewardScript = kv.NewScript(`#!lua
if redis.call('HEXISTS', KEYS[3], ARGV[2]) == 1 then
  redis.call('PEXPIREAT', KEYS[3], ARGV[3]) -- replicas are asked after writes
  return 'known'
end
if KEYS[4] then
  if (redis.call('HGET', KEYS[5], 'live') or '1') ~= ARGV[5] then return 'behind' end
  local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
  if last[1] and redis.call('HGET', KEYS[4], ARGV[1]) ~= last[1][1] then return 'behind' end
  if tonumber(redis.call('HGET', KEYS[6], ARGV[6]) or '0') < tonumber(ARGV[7]) then return 'short' end
end
redis.call('HSET', KEYS[3], ARGV[2], '')
redis.call('PEXPIREAT', KEYS[3], ARGV[3])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('XADD', KEYS[1], '*', 'b', ARGV[4])
return 'taken'
`)
