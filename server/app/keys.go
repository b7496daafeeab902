package app

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"vouch/server/auth/keyring"
	"vouch/server/fault"
)

// turnKeys lets the next key sign when the current one has signed long enough. Several servers
// that share the key files may all try: it happens once.
func (a *App) turnKeys(ctx context.Context) {
	const every = time.Minute
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := a.rooms.access.RotateIfDue(); err != nil {
			a.config.Logger.Warn("the keys that sign tokens stay as they are", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// veil hides the pseudonyms that an older version left bare in the store; there is nothing to do
// the next time.
func (a *App) veil(ctx context.Context) {
	all, err := a.rooms.workspaces.List(ctx)
	for _, ws := range all {
		if err == nil {
			err = a.rooms.people.Veil(ctx, ws)
		}
	}
	if err != nil && ctx.Err() == nil {
		a.config.Logger.Warn("pseudonyms of an older version stay bare until the next start", "error", err)
	}
}

// Keys opens the keys that sign access tokens, beside a running server or without one. NotFound
// where no server ever ran.
func Keys(config Config) (*keyring.Rotation, error) {
	if _, err := os.Stat(filepath.Join(config.Data, "keys")); err != nil {
		return nil, fault.New(fault.NotFound, "There are no keys in %s: name the data folder of the server with --data.", config.Data)
	}
	keys, err := openKeys(config)
	if err != nil {
		return nil, err
	}
	return accessKeys(keys, config.Now)
}
