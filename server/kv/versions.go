package kv

import "context"

// AppendVersion adds the next version to a list of versions, when the caller has seen all that
// stand there. It reports false when somebody else added one meanwhile. A call whose answer was
// lost may be made again: it finds its own there.
func (s *Store) AppendVersion(ctx context.Context, key string, seen int, version []byte) (bool, error) {
	return appendVersion.Run(ctx, s, []string{key}, seen, version).Bool()
}

// KEYS[1] -> the versions
// ARGV[1] -> how many the caller saw, ARGV[2] -> the next
// returns    1, or 0 when there are others.
var appendVersion = NewScript(`#!lua
local held = redis.call('LLEN', KEYS[1])
if held == tonumber(ARGV[1]) + 1 and redis.call('LINDEX', KEYS[1], -1) == ARGV[2] then return 1 end
if held ~= tonumber(ARGV[1]) then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[2])
return 1
`)
