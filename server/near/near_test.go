package near_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vouch/server/kv"
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
	prints, ws := near.New(kvtest.Start(t), []byte("a key"), func() time.Time { return now }), kvtest.Workspace(t)
	keep := func(texts ...string) {
		t.Helper()
		if err := prints.Keep(t.Context(), ws, "ada", texts); err != nil {
			t.Fatal(err)
		}
	}
	week := func() map[string]bool {
		t.Helper()
		got, err := prints.Week(t.Context(), ws, "bo")
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
	prints, ws := near.New(kvtest.Start(t), []byte("a key"), func() time.Time { return now }), kvtest.Workspace(t)
	var flood []string
	for n := range 3 * wire.MaxPublished {
		flood = append(flood, fmt.Sprintf("%016x", n+1))
	}
	for range 2 {
		if err := prints.Keep(t.Context(), ws, "ada", flood); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, 1)
	}
	got, err := prints.Week(t.Context(), ws, "bo")
	if err != nil || len(unpacked(t, got)) != wire.MaxPublished {
		t.Errorf("%d kept, %v", len(unpacked(t, got)), err)
	}
}

// Whoever published something on one device is told on another what of the week is theirs, and nobody
// else is; what is stored tells neither who nor what.
func TestOnesOwnIsToldToOneself(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	prints := near.New(store, []byte("a key"), func() time.Time { return now })
	for _, share := range []struct {
		by   near.Author
		text string
	}{{"ada", "00000000000000aa"}, {"bo", "00000000000000aa"}, {"ada", "00000000000000aa"}, {"bo", "00000000000000bb"}} {
		if err := prints.Keep(t.Context(), ws, share.by, []string{share.text}); err != nil {
			t.Fatal(err)
		}
	}
	now = now.AddDate(0, 0, 1)
	if err := prints.Keep(t.Context(), ws, "ada", []string{"00000000000000bb"}); err != nil {
		t.Fatal(err)
	}
	for by, want := range map[near.Author]string{"ada": "aa aa bb", "bo": "aa bb", "cy": ""} {
		got, err := prints.Week(t.Context(), ws, by)
		if err != nil {
			t.Fatal(err)
		}
		if own := ownOf(t, got); own != want {
			t.Errorf("%s's own are %q, want %q", by, own, want)
		}
	}
	other := near.New(store, []byte("another key"), func() time.Time { return now })
	if got, err := other.Week(t.Context(), ws, "ada"); err != nil || ownOf(t, got) != "" {
		t.Errorf("without the key: %q, %v", ownOf(t, got), err)
	}
	marks := map[string]bool{}
	for _, day := range []string{"2026-11-22", "2026-11-23"} {
		for _, mark := range store.ZRange(t.Context(), kv.Key(ws, "near", "own", day), 0, -1).Val() {
			if marks[mark] || len(mark) != 16 || strings.HasPrefix(mark, "00000000000000") {
				t.Errorf("the mark %q is a fingerprint, or somebody's of another day", mark)
			}
			marks[mark] = true
		}
	}
	if len(marks) != 4 {
		t.Errorf("%d marks", len(marks))
	}
}

// ownOf are the fingerprints told as one's own, in their order, by their lowest byte.
func ownOf(t *testing.T, published *wire.Published) string {
	t.Helper()
	packed, err := base64.StdEncoding.DecodeString(published.Own)
	if err != nil || len(packed)%8 != 0 {
		t.Fatal(len(packed), err)
	}
	var own []string
	for ; len(packed) > 0; packed = packed[8:] {
		own = append(own, fmt.Sprintf("%x", packed[0]))
	}
	slices.Sort(own)
	return strings.Join(own, " ")
}
