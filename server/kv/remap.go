package kv

import (
	"context"
	"errors"
	"net"

	"github.com/redis/go-redis/v9"
)

// connect makes the client. That of a cluster learns of a moved slot by Redis' answer; of a master
// that answers nothing any more it would learn a minute later, so we ask the others at once.
func connect(options *redis.UniversalOptions) *Store {
	client := redis.NewUniversalClient(options)
	if cluster, ok := client.(*redis.ClusterClient); ok {
		cluster.AddHook(remap{cluster})
	}
	return &Store{UniversalClient: client}
}

// remap reads a cluster's map anew after a call that nobody answered. Calls in quick succession
// cause one reading.
type remap struct{ cluster *redis.ClusterClient }

// DialHook implements redis.Hook.
func (remap) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		return next(ctx, network, address)
	}
}

// ProcessHook implements redis.Hook.
func (r remap) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error { return r.after(ctx, next(ctx, cmd)) }
}

// ProcessPipelineHook implements redis.Hook.
func (r remap) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error { return r.after(ctx, next(ctx, cmds)) }
}

func (r remap) after(ctx context.Context, err error) error {
	if err != nil && !Refused(err) && !errors.Is(err, context.Canceled) {
		r.cluster.ReloadState(ctx)
	}
	return err
}
