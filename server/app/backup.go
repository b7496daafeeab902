package app

import (
	"context"
	"errors"
	"io"
	"os"

	"vouch/server/backup"
	"vouch/server/fault"
)

// Backup packs the data folder and a snapshot of the private Redis, also beside a running server.
// It returns how many files went in.
func Backup(ctx context.Context, config Config, to io.Writer) (files int, err error) {
	if len(config.Redis) > 0 {
		return 0, fault.New(fault.Invalid, "A Redis of your own is backed up by its own tools; keep the data folder, which holds the keys, beside it.")
	}
	if _, err := os.Stat(config.Data); err != nil {
		return 0, fault.New(fault.NotFound, "There is no data in %s.", config.Data).Because(err)
	}
	a := &App{config: config}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := a.reach(ctx); err != nil {
		return 0, err
	}
	snapshot, err := a.store.Snapshot(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.Remove(snapshot)) }()
	return backup.Write(to, config.Data, snapshot, config.Now())
}
