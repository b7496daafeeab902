// Package activitytest gives tests a projection that shows in which order facts were counted:
// nothing depends on the order more.
package activitytest

import (
	"context"
	"fmt"
	"testing"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Listing keeps the IDs of facts in the order in which it was given them.
type Listing struct{}

// Name implements activity.Projection.
func (Listing) Name() string { return "listing" }

// Recipe implements activity.Projection.
func (Listing) Recipe(context.Context, kv.Workspace) (string, error) { return "1", nil }

// Decide implements activity.Projection.
func (Listing) Decide(_ context.Context, at activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	effects := &activity.Effects{}
	for i := range facts {
		effects.Append(at.Key("all"), "f", facts[i].ID)
	}
	return effects, nil
}

// Listed are the IDs as the live generation has them.
func Listed(t *testing.T, store *kv.Store, ws kv.Workspace) (ids []string) {
	t.Helper()
	err := activity.ReadLive(t.Context(), store, ws, Listing{}.Name(), func(at activity.Generation) error {
		ids = nil
		lines, err := store.XRange(t.Context(), at.Key("all"), "-", "+").Result()
		for _, line := range lines {
			ids = append(ids, fmt.Sprint(line.Values["f"]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
