package packs_test

import (
	"testing"

	"vouch/shared/packs"
)

func TestEveryShippedPackParses(t *testing.T) {
	all, err := packs.All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(packs.Names()) {
		t.Fatalf("%d packs of %d names", len(all), len(packs.Names()))
	}
}
