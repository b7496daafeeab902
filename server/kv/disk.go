package kv

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// disk is where an append-only file grows.
type disk struct {
	dir    string
	hold   int64 // bytes: with fewer free Redis is held before a write fails
	letGo  int64 // bytes that must be free before it is let go
	sample int64 // bytes that must be taken really, since a quota, a limit and a read-only disk do not show in a count
}

// newDisk keeps as much for the journal of clicks, which lies on the same disk as a rule, as a
// quarter of a million of them need; twice that lets Redis go, so that it is not held again at once.
func newDisk(dir string) disk {
	return disk{dir: dir, hold: 16 << 20, letGo: 32 << 20, sample: 4 << 20}
}

// low says when little is left. It costs one call of the system.
func (d disk) low() error { return d.below(d.hold) }

// refuses says why Redis had better not write now; it writes the sample, to be sure.
func (d disk) refuses() error {
	if err := d.below(d.letGo); err != nil {
		return err
	}
	return d.try()
}

func (d disk) below(bytes int64) error {
	var state syscall.Statfs_t
	if err := syscall.Statfs(d.dir, &state); err != nil {
		return fmt.Errorf("look at the disk: %w", err)
	}
	free := int64(state.Bavail) * state.Bsize //nolint:gosec // no disk has 2^63 bytes
	if free < bytes {
		return fmt.Errorf("the disk has %d MiB left, and %d are asked for", free>>20, bytes>>20)
	}
	return nil
}

// try takes the sample and gives it back.
func (d disk) try() error {
	path := filepath.Join(d.dir, "room")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // the operator names dir
	if err != nil {
		return err
	}
	block := make([]byte, 64<<10)
	for taken := int64(0); taken < d.sample && err == nil; taken += int64(len(block)) {
		_, err = file.Write(block)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close(), os.Remove(path))
}
