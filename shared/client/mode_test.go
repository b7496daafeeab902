package client_test

import (
	"testing"

	"vouch/shared/client/clienttest"
	"vouch/shared/wire"
)

// How the company counts is shown as its key signed it for this workspace, or not at all.
func TestOnlyASignedModeIsShown(t *testing.T) {
	server := clienttest.Start(t)
	state := paired(t, server)
	mode := wire.Mode{Aggregate: true, Turn: 3, AtMs: 1}
	server.Count(mode, clienttest.Workspace)
	got, err := device().Sync(t.Context(), state, nil)
	if err != nil || len(got.Refused) != 0 || got.Response.Settings.Mode == nil || !got.Response.Settings.Mode.Aggregate {
		t.Errorf("signed: %+v, %v, %v", got.Response.Settings.Mode, got.Refused, err)
	}
	server.Count(mode, "another")
	got, err = device().Sync(t.Context(), state, nil)
	if err != nil || got.Response.Settings.Mode != nil || len(got.Refused) != 1 || got.Refused[0].Reason != "tampered" || got.State.Tag != "" {
		t.Errorf("another workspace's: %+v, %v, %v", got.Response.Settings.Mode, got.Refused, err)
	}
}
