package kv

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// DropLike removes every key of a workspace whose rest fits a pattern of Redis, as in ":points:*".
// Keys go in the background. It scans all of Redis: it is for upgrades, not for requests.
func (s *Store) DropLike(ctx context.Context, ws Workspace, pattern string) error {
	quoted := strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`).Replace(Key(ws))
	drop := func(ctx context.Context, node redis.Cmdable) error {
		scan := node.Scan(ctx, 0, quoted+pattern, 1000).Iterator()
		for scan.Next(ctx) {
			if err := node.Unlink(ctx, scan.Val()).Err(); err != nil {
				return err
			}
		}
		return scan.Err()
	}
	if cluster, ok := s.UniversalClient.(*redis.ClusterClient); ok {
		return Fault("drop old keys", cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
			return drop(ctx, node)
		}))
	}
	return Fault("drop old keys", drop(ctx, s.UniversalClient))
}
