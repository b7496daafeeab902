package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/shared/packs"
	"vouch/shared/rule"
)

// The shipped pack of the United Kingdom switches points for leads and sales off there.
func TestAPackSwitchesPointsOff(t *testing.T) {
	pack, err := rule.Parse("uk.yaml", packs.Sources()["uk"])
	if err != nil {
		t.Fatal(err)
	}
	got := factsOf(rollout.Live{Packs: []rollout.LivePack{{Name: "uk", Pack: pack}}})
	want := []points.Restriction{{Rule: "uk.incentive.points", Concerns: "points_for_conversions", Countries: []string{"GB"}}}
	if diff := cmp.Diff(want, got.restrictions); diff != "" {
		t.Error(diff)
	}
}
