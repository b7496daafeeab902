package near_test

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"vouch/server/kv/kvtest"
	"vouch/server/near"
	"vouch/shared/wire"
)

// unpacked are fingerprints as a device reads them: "print age times".
func unpacked(t *testing.T, published *wire.Published) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	if published == nil {
		return found
	}
	packed, err := base64.StdEncoding.DecodeString(published.Prints)
	if err != nil || len(packed)%10 != 0 {
		t.Fatal(len(packed), err)
	}
	for ; len(packed) > 0; packed = packed[10:] {
		bits := uint64(0)
		for i := range 8 {
			bits |= uint64(packed[i]) << (8 * i)
		}
		found[fmt.Sprintf("%x %d %d", bits, packed[8], packed[9])] = true
	}
	return found
}

func TestAWeekOfFingerprintsIsKept(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	prints, ws := near.New(kvtest.Start(t), func() time.Time { return now }), kvtest.Workspace(t)
	keep := func(texts ...string) {
		t.Helper()
		if err := prints.Keep(t.Context(), ws, texts); err != nil {
			t.Fatal(err)
		}
	}
	week := func() map[string]bool {
		t.Helper()
		got, err := prints.Week(t.Context(), ws)
		if err != nil {
			t.Fatal(err)
		}
		return unpacked(t, got)
	}
	if got := week(); len(got) != 0 {
		t.Errorf("at first: %v", got)
	}
	keep("00000000000000aa", "00000000000000AA", "00000000000000bb", "0000000000000000", "no print", "")
	now = now.AddDate(0, 0, 3)
	keep("00000000000000aa")
	if got := week(); len(got) != 3 || !got["aa 3 2"] || !got["bb 3 1"] || !got["aa 0 1"] {
		t.Errorf("three days later: %v", got)
	}
	now = now.AddDate(0, 0, 4)
	if got := week(); len(got) != 1 || !got["aa 4 1"] {
		t.Errorf("a week later: %v", got)
	}
}

func TestAFloodOfFingerprintsIsBounded(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	prints, ws := near.New(kvtest.Start(t), func() time.Time { return now }), kvtest.Workspace(t)
	var flood []string
	for n := range 3 * wire.MaxPublished {
		flood = append(flood, fmt.Sprintf("%016x", n+1))
	}
	for range 2 {
		if err := prints.Keep(t.Context(), ws, flood); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, 1)
	}
	got, err := prints.Week(t.Context(), ws)
	if err != nil || len(unpacked(t, got)) != wire.MaxPublished {
		t.Errorf("%d kept, %v", len(unpacked(t, got)), err)
	}
}
