package kv

import (
	"context"
	"errors"
	"fmt"
)

// Risks says, in sentences for the operator, how a Redis that somebody else runs may forget what
// it acknowledged; none when it will not. A server may also refuse to tell.
func (s *Store) Risks(ctx context.Context) []string {
	keeps, err := s.setting(ctx, "appendonly")
	evicts, other := s.setting(ctx, "maxmemory-policy")
	flushes, third := s.setting(ctx, "appendfsync")
	if errors.Join(err, other, third) != nil {
		return []string{"The settings of Redis cannot be read (CONFIG GET is not allowed): make sure of " +
			"`appendonly yes` and `maxmemory-policy noeviction`, or what was acknowledged can be lost."}
	}
	var risks []string
	if keeps != "yes" {
		risks = append(risks, "Redis keeps no append-only file: what was acknowledged is lost when it stops. Set `appendonly yes`.")
	}
	if keeps == "yes" && flushes == "no" {
		risks = append(risks, "Redis leaves it to the system when its file is written: half a minute of what was "+
			"acknowledged is lost with the power. Set `appendfsync everysec` or `always`.")
	}
	if evicts != "noeviction" {
		risks = append(risks, fmt.Sprintf("Redis deletes data when its memory is full (maxmemory-policy %s): it is the "+
			"store here and no cache. Set `maxmemory-policy noeviction`.", evicts))
	}
	return risks
}

func (s *Store) setting(ctx context.Context, name string) (string, error) {
	found, err := s.ConfigGet(ctx, name).Result()
	return found[name], err
}
