package kv

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Snapshot lets Redis write what it holds at this moment into a file of its own folder, and tells
// the file. Redis goes on serving meanwhile. A cluster has no one moment and is refused.
func (s *Store) Snapshot(ctx context.Context) (path string, err error) {
	info, err := s.Info(ctx, "cluster").Result()
	if err != nil {
		return "", Fault("take a snapshot", err)
	}
	if section(info)["cluster_enabled"] == "1" {
		return "", errors.New("a cluster is backed up node by node, by the tools of whoever runs it")
	}
	folder, err := s.setting(ctx, "dir")
	if err != nil {
		return "", Fault("read where Redis writes", err)
	}
	name, err := s.setting(ctx, "dbfilename")
	if err != nil {
		return "", Fault("read where Redis writes", err)
	}
	if err := s.BgSave(ctx).Err(); err != nil {
		return "", Fault("take a snapshot", err)
	}
	return filepath.Join(folder, name), s.saved(ctx)
}

// saved waits until the snapshot is written.
func (s *Store) saved(ctx context.Context) error {
	const pause = 50 * time.Millisecond
	for {
		text, err := s.Info(ctx, "persistence").Result()
		if err != nil {
			return Fault("take a snapshot", err)
		}
		now := section(text)
		if now["rdb_bgsave_in_progress"] == "0" {
			if now["rdb_last_bgsave_status"] != "ok" {
				return fmt.Errorf("redis could not write its snapshot: rdb_last_bgsave_status is %q", now["rdb_last_bgsave_status"])
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return Fault("take a snapshot", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// section reads the answer to INFO: "name:value" lines.
func section(text string) map[string]string {
	values := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			values[name] = value
		}
	}
	return values
}
