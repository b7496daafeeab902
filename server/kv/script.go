package kv

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Script is a Lua script that Redis runs as one step. Its source starts with #!lua: then a
// cluster refuses a key that the script did not name, always rather than sometimes.
type Script struct {
	script *redis.Script
}

// NewScript is for package variables; it panics when the source does not start with #!lua.
func NewScript(source string) *Script {
	if !strings.HasPrefix(source, "#!lua") {
		panic("kv: a script must start with #!lua")
	}
	return &Script{script: redis.NewScript(source)}
}

// Run evaluates the script by its digest, and by its source when Redis does not know it yet.
// Scripts must bear being run twice: a lost answer is asked for again.
func (s *Script) Run(ctx context.Context, store *Store, keys []string, args ...any) *redis.Cmd {
	return s.script.Run(ctx, store, keys, args...)
}
