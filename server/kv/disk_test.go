package kv

import (
	"os"
	"testing"
)

// Redis is held while little is left, also where the rest of the disk cannot be counted.
func TestADiskSaysWhetherThereIsRoom(t *testing.T) {
	const everything = 1 << 62
	for name, c := range map[string]struct {
		hold, letGo  int64
		low, refuses bool
	}{
		"room":        {1, 1, false, false},
		"some room":   {1, everything, false, true},
		"hardly room": {everything, everything, true, true},
	} {
		d := disk{dir: t.TempDir(), hold: c.hold, letGo: c.letGo, sample: 1 << 20}
		if low, refuses := d.low(), d.refuses(); (low != nil) != c.low || (refuses != nil) != c.refuses {
			t.Errorf("%s: low %v, refuses %v", name, low, refuses)
		}
		if left, err := os.ReadDir(d.dir); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
	if gone := newDisk("/nowhere/at/all"); gone.low() == nil || gone.refuses() == nil {
		t.Error("a disk that is gone has room")
	}
}
