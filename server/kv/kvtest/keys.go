package kvtest

import (
	"context"
	"sync"
	"testing"

	"github.com/redis/go-redis/v9"

	"vouch/server/kv"
)

// Keys are those that fit the pattern, on every server that holds any. A cluster's other tests'
// keys are among them.
func Keys(tb testing.TB, store *kv.Store, pattern string) (keys []string) {
	tb.Helper()
	var mu sync.Mutex
	ask := func(ctx context.Context, node *redis.Client) error {
		found, err := node.Keys(ctx, pattern).Result()
		mu.Lock()
		defer mu.Unlock()
		keys = append(keys, found...)
		return err
	}
	var err error
	switch client := store.UniversalClient.(type) {
	case *redis.Client:
		err = ask(tb.Context(), client)
	case *redis.ClusterClient:
		err = client.ForEachMaster(tb.Context(), ask)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return keys
}
