package kv

import (
	"context"
	"errors"
	"strings"

	"github.com/redis/go-redis/v9"

	"vouch/server/tracing"
)

// Option changes a connection before it is first used.
type Option func(*Store)

// Traced gives every round trip of traced work a span: which command it was, or how many. In a
// cluster each server that is asked is a round trip of its own.
func Traced(s *Store) {
	if cluster, ok := s.UniversalClient.(*redis.ClusterClient); ok {
		cluster.OnNewNode(func(node *redis.Client) { node.AddHook(roundTrips{}) })
		return
	}
	s.AddHook(roundTrips{})
}

// roundTrips implements redis.Hook.
type roundTrips struct{}

// DialHook implements redis.Hook.
func (roundTrips) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook implements redis.Hook.
func (roundTrips) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if !tracing.Active(ctx) {
			return next(ctx, cmd)
		}
		ctx, span := tracing.RoundTrip(ctx, cmd.Name(), 1)
		err := next(ctx, cmd)
		end(span, err)
		return err
	}
}

// ProcessPipelineHook implements redis.Hook.
func (roundTrips) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if !tracing.Active(ctx) || len(cmds) == 0 {
			return next(ctx, cmds)
		}
		ctx, span := tracing.RoundTrip(ctx, cmds[0].Name(), len(cmds))
		err := next(ctx, cmds)
		end(span, err)
		return err
	}
}

// end tells how Redis refused by the first word of its answer: the rest may name a key. That there
// is no such key is an answer as good as any.
func end(span tracing.Span, err error) {
	refusal, refused := errors.AsType[redis.Error](err)
	switch {
	case Missing(err):
		span.End(nil)
	case refused:
		word, _, _ := strings.Cut(refusal.Error(), " ")
		span.Refused(word)
	default:
		span.End(err)
	}
}
