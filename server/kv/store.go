// Package kv is the one door to Redis.
//
// Every key of a workspace carries its hash tag and is built by Key; every script starts with
// #!lua and names every key it touches. Redis is the store, not a cache: it runs with its
// append-only file on and never evicts. When no address is given, StartEmbedded runs and
// supervises a private redis-server. A Store is safe for concurrent use.
package kv

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"vouch/server/fault"
)

// Clock tells the time; tests pass their own.
type Clock func() time.Time

// Store is a connection to one Redis, or to a cluster.
type Store struct {
	redis.UniversalClient
}

// Open connects to one address, or to a cluster when several are given, and waits until it
// answers or ctx ends. Addresses are redis://, rediss:// or unix:// URLs.
func Open(ctx context.Context, urls []string, changes ...Option) (*Store, error) {
	store, err := Later(urls, changes...)
	if err != nil {
		return nil, err
	}
	if err := store.await(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

func parse(urls []string) (*redis.UniversalOptions, error) {
	if len(urls) == 0 {
		return nil, errors.New("no address of Redis was given")
	}
	universal := &redis.UniversalOptions{
		ContextTimeoutEnabled: true,
		IsClusterMode:         len(urls) > 1,
		// Redis 7.0 knows neither how to take a client's name nor these notifications; asking costs a
		// round trip per connection, and looks like a failure in a trace.
		DisableIdentity:          true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	for _, address := range urls {
		one, err := redis.ParseURL(address)
		if err != nil {
			return nil, fmt.Errorf("the address of Redis %q: %w", hideSecrets(address), err)
		}
		universal.Addrs = append(universal.Addrs, one.Addr)
		universal.Username, universal.Password = one.Username, one.Password
		universal.DB, universal.TLSConfig = one.DB, one.TLSConfig
	}
	return universal, nil
}

func hideSecrets(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return "(unreadable)"
	}
	return parsed.Redacted()
}

// await asks until Redis answers; a server that is loading its file answers with an error first.
func (s *Store) await(ctx context.Context) error {
	const pause = 20 * time.Millisecond
	for {
		err := s.Ping(ctx).Err()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("redis does not answer: %w", err)
		case <-time.After(pause):
		}
	}
}

// Missing reports whether err says that there is no such key or field.
func Missing(err error) bool { return errors.Is(err, redis.Nil) }

// Fault turns an error of Redis into one that a room returns: nil and what is a fault already stay,
// anything else is Unavailable with the operation and the error as its cause. Callers ask Missing
// first.
func Fault(operation string, err error) error {
	if _, already := fault.As(err); already || err == nil {
		return err
	}
	return fault.New(fault.Unavailable, "The store does not answer just now. Try again in a moment.").
		Because(fmt.Errorf("%s: %w", operation, err))
}
