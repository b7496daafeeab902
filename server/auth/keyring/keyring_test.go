package keyring_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vouch/server/auth/keyring"
)

func TestSecretStaysTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	first, again := open(t, dir), open(t, dir)
	secret := must(t, first, "links")
	if !bytes.Equal(secret, must(t, first, "links")) || !bytes.Equal(secret, must(t, again, "links")) {
		t.Error("a key changed")
	}
	if bytes.Equal(secret, must(t, first, "access")) {
		t.Error("two names share a key")
	}
}

func TestSecretIsMadeOnceByManyProcesses(t *testing.T) {
	dir := t.TempDir()
	made := make([][]byte, 16)
	var all sync.WaitGroup
	for i := range made {
		ring := open(t, dir)
		all.Go(func() { made[i], _ = ring.Secret("packs/acme") })
	}
	all.Wait()
	for _, secret := range made {
		if len(secret) != 32 || !bytes.Equal(secret, made[0]) {
			t.Fatal("two of them hold different keys")
		}
	}
}

func TestSecretStaysInsideItsFolder(t *testing.T) {
	parent := t.TempDir()
	ring := open(t, filepath.Join(parent, "keys"))
	for _, name := range []string{"../out", "..", "/etc/out", "a/b"} {
		must(t, ring, name)
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the folder stands %v, %v", entries, err)
	}
	files, err := os.ReadDir(filepath.Join(parent, "keys"))
	if err != nil || len(files) != 4 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
	for _, file := range files {
		if info, err := file.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file.Name(), info, err)
		}
	}
}

func TestSecretRefusesAFileThatOthersRead(t *testing.T) {
	dir := t.TempDir()
	must(t, open(t, dir), "links")
	if err := os.Chmod(filepath.Join(dir, "links.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir).Secret("links"); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("err = %v", err)
	}
}

func open(t *testing.T, dir string) *keyring.Ring {
	t.Helper()
	ring, err := keyring.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

func must(t *testing.T, ring *keyring.Ring, name string) []byte {
	t.Helper()
	secret, err := ring.Secret(name)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}
