package app

import (
	"context"

	"vouch/server/fault"
	"vouch/server/upgrade"
)

// upgrade brings what an older version stored to this one's form. While Redis is away it waits for
// the next start: nothing that serves links needs it.
func (a *App) upgrade(ctx context.Context) error {
	workspaces, err := a.rooms.workspaces.List(ctx)
	if err == nil {
		err = upgrade.Run(ctx, a.store, workspaces, a.config.Logger)
	}
	if fault.Is(err, fault.Unavailable) {
		a.config.Logger.Warn("what an older version stored is brought to this one's form at the next start", "error", err)
		return nil
	}
	return err
}
