package kv

import "github.com/redis/go-redis/v9"

// The names under which rooms speak of commands, so that this one alone imports the client.
type (
	Cmd         = redis.Cmd
	IntCmd      = redis.IntCmd
	StringCmd   = redis.StringCmd
	SliceCmd    = redis.SliceCmd
	HashCmd     = redis.MapStringStringCmd
	StreamRead  = redis.XReadArgs
	MessagesCmd = redis.XMessageSliceCmd
	Message     = redis.XMessage
	Pipeliner   = redis.Pipeliner
	Tx          = redis.Tx
)
