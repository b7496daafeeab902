// Package upgrade brings what an older version stored to the form of this one, by numbered steps.
//
// It promises that a step may be cut short or done twice, also by several servers at once, and that
// facts are never touched: they are read in every form they ever had. What is counted from them
// needs no step, for a version that counts in another way counts anew.
package upgrade

import (
	"context"
	"fmt"
	"log/slog"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Step is one change of what is stored. Numbers are never used again.
type Step struct {
	Number int
	Does   string // for the log
	Do     func(ctx context.Context, store *kv.Store, ws kv.Workspace) error
}

// steps in their order.
func steps() []Step {
	return []Step{
		{1, "let go of numbers that were counted before there were generations", dropUncounted},
	}
}

// formatKey STRING: the number of the last step that was done everywhere.
func formatKey() string { return kv.Shared("format") }

// Run does the steps that are missing. Conflict when a newer version has been here: going back
// needs a backup.
func Run(ctx context.Context, store *kv.Store, workspaces []kv.Workspace, logger *slog.Logger) error {
	all := steps()
	done, err := store.Get(ctx, formatKey()).Int()
	if err != nil && !kv.Missing(err) {
		return kv.Fault("read the stored format", err)
	}
	last := all[len(all)-1].Number
	if done > last {
		return fault.New(fault.Conflict,
			"What is stored has format %d; this version knows formats up to %d. Run the newer version, or restore a backup.", done, last)
	}
	for _, step := range all {
		if step.Number <= done {
			continue
		}
		for _, ws := range workspaces {
			if err := step.Do(ctx, store, ws); err != nil {
				return fmt.Errorf("upgrade step %d: %w", step.Number, err)
			}
		}
		if len(workspaces) > 0 {
			logger.Info("upgraded what is stored", "step", step.Number, "does", step.Does)
		}
		if err := store.Set(ctx, formatKey(), step.Number, 0).Err(); err != nil {
			return kv.Fault("note the stored format", err)
		}
	}
	return nil
}

// dropUncounted removes the keys of counters and points as they were named before generations.
func dropUncounted(ctx context.Context, store *kv.Store, ws kv.Workspace) error {
	for _, pattern := range []string{
		":count:*", ":points:ledger:*", ":points:total:*", ":points:day:*", ":points:days", ":points:board:*",
		":projection:counters:place", ":projection:points:place",
	} {
		if err := store.DropLike(ctx, ws, pattern); err != nil {
			return err
		}
	}
	return nil
}
