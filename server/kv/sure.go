package kv

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// Sureness is how many replicas must have received a write before it counts as done; 0 is content
// with the server itself. Received is not flushed: a replica that loses power may forget it.
type Sureness int

// replicasWithin bounds the wait for replicas: one that answers at all does so within a round trip.
const replicasWithin = 100 * time.Millisecond

var errFewReplicas = errors.New("too few replicas have received a write")

// Together collects commands and sends them in one round trip. To be sure of replicas, all keys
// must lie in the slot of key: WAIT speaks of the writes of its own connection. The error is that
// of the first command that failed, or says that too few replicas received what was written.
func (s *Store) Together(ctx context.Context, key string, sure Sureness, fill func(Pipeliner)) error {
	if sure == 0 {
		pipe := s.Pipeline()
		fill(pipe)
		_, err := pipe.Exec(ctx)
		return err
	}
	pipe, err := s.pipelineTo(ctx, key)
	if err != nil {
		return err
	}
	fill(pipe)
	received := pipe.Do(ctx, "WAIT", int(sure), replicasWithin.Milliseconds())
	if _, err := pipe.Exec(ctx); err != nil {
		s.lookAgain(ctx)
		return err
	}
	n, err := received.Int()
	if err == nil && n < int(sure) {
		err = fmt.Errorf("%w: %d of %d", errFewReplicas, n, sure)
	}
	return err
}

// RunSure is Run for a script whose writes so many replicas must have received. The script must
// write something whenever it runs, also what it found done before: WAIT speaks of the writes of
// its own connection. All keys lie in the slot of the first.
func (s *Script) RunSure(ctx context.Context, store *Store, sure Sureness, keys []string, args ...any) *Cmd {
	if sure == 0 {
		return s.Run(ctx, store, keys, args...)
	}
	var answer *Cmd
	err := store.Together(ctx, keys[0], sure, func(pipe Pipeliner) { answer = s.script.EvalSha(ctx, pipe, keys, args...) })
	if redis.HasErrorPrefix(err, "NOSCRIPT") {
		err = store.Together(ctx, keys[0], sure, func(pipe Pipeliner) { answer = s.script.Eval(ctx, pipe, keys, args...) })
	}
	if answer == nil {
		answer = redis.NewCmd(ctx)
	}
	if err != nil {
		answer.SetErr(err)
	}
	return answer
}

// pipelineTo goes to the server that holds the key.
func (s *Store) pipelineTo(ctx context.Context, key string) (redis.Pipeliner, error) {
	cluster, ok := s.UniversalClient.(*redis.ClusterClient)
	if !ok {
		return s.Pipeline(), nil
	}
	master, err := cluster.MasterForKey(ctx, key)
	if err != nil {
		return nil, err
	}
	return master.Pipeline(), nil
}

// lookAgain reads a cluster's map anew: a slot may have moved, or a master gone.
func (s *Store) lookAgain(ctx context.Context) {
	if cluster, ok := s.UniversalClient.(*redis.ClusterClient); ok {
		cluster.ReloadState(ctx)
	}
}

// Refused tells an answer of Redis that says no from no answer at all.
func Refused(err error) bool {
	_, ok := errors.AsType[redis.Error](err)
	return ok
}

// IsCluster tells whether keys live on several servers.
func (s *Store) IsCluster() bool {
	_, ok := s.UniversalClient.(*redis.ClusterClient)
	return ok
}
