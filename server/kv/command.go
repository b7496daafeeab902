package kv

import "github.com/redis/go-redis/v9"

// The names under which rooms speak of commands, so that this one alone imports the client.
type (
	// Cmd is an answer of any kind.
	Cmd = redis.Cmd
	// IntCmd is an answer that is a number.
	IntCmd = redis.IntCmd
	// BoolCmd is an answer that is yes or no.
	BoolCmd = redis.BoolCmd
	// BoolsCmd is an answer that is a list of yes and no.
	BoolsCmd = redis.BoolSliceCmd
	// StatusCmd is an answer that is a word.
	StatusCmd = redis.StatusCmd
	// StringCmd is an answer that is a string.
	StringCmd = redis.StringCmd
	// SliceCmd is an answer that is a list.
	SliceCmd = redis.SliceCmd
	// FloatSliceCmd is an answer that is a list of numbers.
	FloatSliceCmd = redis.FloatSliceCmd
	// ScoredCmd is an answer that is members of a sorted set with their scores.
	ScoredCmd = redis.ZSliceCmd
	// HashCmd is a whole hash.
	HashCmd = redis.MapStringStringCmd
	// StreamRead is what to read of which streams.
	StreamRead = redis.XReadArgs
	// MessagesCmd is entries of a stream.
	MessagesCmd = redis.XMessageSliceCmd
	// Message is an entry of a stream.
	Message = redis.XMessage
	// Scored is a member of a sorted set with its score.
	Scored = redis.Z
	// Pipeliner collects commands for one round trip.
	Pipeliner = redis.Pipeliner
	// Tx is a transaction that watches keys.
	Tx = redis.Tx
)
