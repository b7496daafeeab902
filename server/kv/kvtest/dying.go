package kvtest

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"vouch/server/kv"
)

// ErrDead is what a dead connection answers.
var ErrDead = errors.New("kvtest: this process is dead")

// Dying connects as Start does, for a process that dies at its n-th call: the call, and every one
// after it, fails. When answered is true Redis has done what the n-th call asked and only the
// answer is lost, else the call never left. What is called a pipeline is one call.
func Dying(tb testing.TB, calls int64, answered bool) *kv.Store {
	tb.Helper()
	store := Start(tb)
	d := &death{answered: answered}
	d.left.Store(calls)
	store.AddHook(d)
	return store
}

type death struct {
	left     atomic.Int64
	answered bool
}

// DialHook implements redis.Hook.
func (*death) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		return next(ctx, network, address)
	}
}

// ProcessHook implements redis.Hook.
func (d *death) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		return d.at(func() error { return next(ctx, cmd) }, cmd)
	}
}

// ProcessPipelineHook implements redis.Hook.
func (d *death) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		return d.at(func() error { return next(ctx, cmds) }, cmds...)
	}
}

// at counts a call and kills it when its time has come.
func (d *death) at(call func() error, cmds ...redis.Cmder) error {
	left := d.left.Add(-1)
	if left > 0 {
		return call()
	}
	if left == 0 && d.answered {
		_ = call() // what became of it nobody learns
	}
	for _, cmd := range cmds {
		cmd.SetErr(ErrDead)
	}
	return ErrDead
}
