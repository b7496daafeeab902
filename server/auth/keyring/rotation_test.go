package keyring_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vouch/server/auth/keyring"
	"vouch/server/fault"
)

// clock is set by the test alone, in nanoseconds after a day of its own.
type clock struct{ passed atomic.Int64 }

func (c *clock) now() time.Time {
	return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC).Add(time.Duration(c.passed.Load()))
}

func (c *clock) pass(d time.Duration) { c.passed.Add(int64(d)) }

func schedule() keyring.Schedule {
	return keyring.Schedule{Notice: 10 * time.Minute, Age: 30 * 24 * time.Hour, Grace: 15 * time.Minute}
}

func rotation(t *testing.T, dir string, c *clock) *keyring.Rotation {
	t.Helper()
	made, err := open(t, dir).Rotation("access", schedule(), c.now)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// signs gives the ids of the key that signs and of the one that waits.
func signs(r *keyring.Rotation) (current, next string) {
	current, _ = r.Signing()
	turns := r.Turns()
	return current, turns[len(turns)-1].ID
}

func knows(r *keyring.Rotation, id string) bool {
	_, ok := r.Public(id)
	return ok
}

func TestKeysTakeTurns(t *testing.T) {
	c := &clock{}
	r := rotation(t, t.TempDir(), c)
	first, second := signs(r)
	if first == second || len(r.Turns()) != 2 || !knows(r, first) || !knows(r, second) {
		t.Fatalf("%d keys, %s and %s", len(r.Turns()), first, second)
	}
	if err := r.Rotate(false); !fault.Is(err, fault.Conflict) {
		t.Errorf("a key that nobody could know yet: %v", err)
	}
	c.pass(10 * time.Minute)
	if err := r.Rotate(false); err != nil {
		t.Fatal(err)
	}
	current, third := signs(r)
	if current != second || third == first || third == second || !knows(r, first) || len(r.Turns()) != 3 {
		t.Errorf("%s signs, %s waits", current, third)
	}
	c.pass(15*time.Minute - time.Nanosecond)
	if !knows(r, first) {
		t.Error("the old key went too early")
	}
	c.pass(time.Nanosecond)
	if knows(r, first) || len(r.Turns()) != 2 {
		t.Error("the old key stayed")
	}
}

func TestAKeyThatLeakedIsForgottenAtOnce(t *testing.T) {
	r := rotation(t, t.TempDir(), &clock{})
	first, second := signs(r)
	if err := r.Rotate(true); err != nil {
		t.Fatal(err)
	}
	if current, _ := signs(r); current != second || knows(r, first) {
		t.Errorf("%s signs, the leaked one is known: %v", current, knows(r, first))
	}
}

func TestAKeyGrowsOldByTheClockAlone(t *testing.T) {
	c := &clock{}
	r := rotation(t, t.TempDir(), c)
	first, second := signs(r)
	for _, step := range []struct {
		pass time.Duration
		want string
	}{{0, first}, {30*24*time.Hour - time.Second, first}, {time.Second, second}, {time.Hour, second}} {
		c.pass(step.pass)
		if err := r.RotateIfDue(); err != nil {
			t.Fatal(err)
		}
		if current, _ := signs(r); current != step.want {
			t.Errorf("after another %v %s signs, want %s", step.pass, current, step.want)
		}
	}
}

// Several processes share the folder: each rotation happens once, and all of them follow.
func TestProcessesThatShareAFolderFollow(t *testing.T) {
	c, dir := &clock{}, t.TempDir()
	all := make([]*keyring.Rotation, 8)
	for i := range all {
		all[i] = rotation(t, dir, c)
	}
	first, second := signs(all[0])
	c.pass(30 * 24 * time.Hour)
	var turning sync.WaitGroup
	for _, r := range all {
		turning.Go(func() {
			if err := r.RotateIfDue(); err != nil {
				t.Error(err)
			}
		})
	}
	turning.Wait()
	c.pass(time.Second)
	_, third := signs(all[0])
	for i, r := range all {
		current, next := signs(r)
		if current != second || next != third || !knows(r, first) {
			t.Errorf("process %d: %s signs, %s waits", i, current, next)
		}
	}
}

// A stranger may ask for a thousand keys that never were; the file is looked at once.
func TestUnknownKeysAreLookedUpOnceASecond(t *testing.T) {
	c, dir := &clock{}, t.TempDir()
	reader, writer := rotation(t, dir, c), rotation(t, dir, c)
	if err := writer.Rotate(true); err != nil {
		t.Fatal(err)
	}
	_, fresh := signs(writer)
	for i := range 1000 {
		if knows(reader, fmt.Sprint(i)) || knows(reader, fresh) {
			t.Fatal("it was looked up within the second")
		}
	}
	c.pass(time.Second)
	if !knows(reader, fresh) {
		t.Error("it is not found after a second")
	}
}

func TestTheKeyFromBeforeKeysTookTurnsGoesOnSigning(t *testing.T) {
	dir := t.TempDir()
	old, err := open(t, dir).Signing("access")
	if err != nil {
		t.Fatal(err)
	}
	r := rotation(t, dir, &clock{})
	_, key := r.Signing()
	if !bytes.Equal(key, old) {
		t.Error("every token of this morning is refused")
	}
	again := rotation(t, dir, &clock{})
	if _, key := again.Signing(); !bytes.Equal(key, old) {
		t.Error("another key signs after a restart")
	}
}

func TestTheFileOfKeysIsItsUsersAlone(t *testing.T) {
	dir, c := t.TempDir(), &clock{}
	r := rotation(t, dir, c)
	path := filepath.Join(dir, "access.keys")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	id, key := r.Signing()
	if err := os.WriteFile(path, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Minute)
	if now, _ := r.Signing(); now != id {
		t.Error("a broken file was taken")
	}
	if _, err := open(t, dir).Rotation("access", schedule(), c.now); err == nil {
		t.Error("a server starts on a broken file")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir).Rotation("access", schedule(), c.now); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("others may read it: %v", err)
	}
	if public, ok := r.Public(id); !ok || !ed25519.PublicKey.Equal(public, key.Public()) {
		t.Error("the public half is another's")
	}
}
