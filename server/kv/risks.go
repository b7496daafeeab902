package kv

import (
	"context"
	"fmt"
)

// Risks says, in sentences for the operator, how a Redis that somebody else runs may forget what
// it acknowledged; none when it will not. A server may also refuse to tell.
func (s *Store) Risks(ctx context.Context) []string {
	keeps, err := s.setting(ctx, "appendonly")
	evicts, other := s.setting(ctx, "maxmemory-policy")
	if err != nil || other != nil {
		return []string{"The settings of Redis cannot be read (CONFIG GET is not allowed): make sure of " +
			"`appendonly yes` and `maxmemory-policy noeviction`, or what was acknowledged can be lost."}
	}
	var risks []string
	if keeps != "yes" {
		risks = append(risks, "Redis keeps no append-only file: what was acknowledged is lost when it stops. Set `appendonly yes`.")
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
