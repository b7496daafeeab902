package backup_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/backup"
	"vouch/server/fault"
)

func made(t *testing.T) []byte {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	for name, content := range map[string]string{
		"keys/access.key": "k", "instance": "i", "archive/acme/2026-11-21.jsonl.gz": "facts",
		"redis/appendonlydir/appendonly.aof.manifest": "left", "run.json": "left",
	} {
		path := filepath.Join(data, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, []byte(content), 0o600))
	}
	snapshot := filepath.Join(t.TempDir(), "dump.rdb")
	must(t, os.WriteFile(snapshot, []byte("REDIS"), 0o600))
	var out bytes.Buffer
	files, err := backup.Write(&out, data, snapshot, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil || files != 4 {
		t.Fatalf("%d files, %v", files, err)
	}
	return out.Bytes()
}

func TestWhatIsRestoredIsWhatWasPacked(t *testing.T) {
	into := filepath.Join(t.TempDir(), "new", "data")
	if _, err := backup.Restore(bytes.NewReader(made(t)), into); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	must(t, filepath.WalkDir(into, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, other := filepath.Rel(into, path)
		found[filepath.ToSlash(name)] = string(content)
		must(t, other)
		return err
	}))
	want := map[string]string{
		"keys/access.key": "k", "instance": "i", "archive/acme/2026-11-21.jsonl.gz": "facts",
		"redis/appendonlydir/appendonly.aof.1.base.rdb": "REDIS", "redis/appendonlydir/appendonly.aof.1.incr.aof": "",
		"redis/appendonlydir/appendonly.aof.manifest": "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// Cut anywhere or with any byte changed, a backup is refused and leaves nothing behind.
func TestADamagedBackupIsRefused(t *testing.T) {
	whole := made(t)
	for at := 0; at < len(whole); at += 7 { // each costs a folder and its syncs
		cut, changed := whole[:at], bytes.Clone(whole)
		changed[at] ^= 0x55
		for name, bad := range map[string][]byte{"cut": cut, "changed": changed} {
			into := filepath.Join(t.TempDir(), "data")
			_, err := backup.Restore(bytes.NewReader(bad), into)
			_, left := os.Stat(filepath.Join(into, "keys"))
			// The time and the kind of system in gzip's own head may change harmlessly.
			if err == nil && (name == "cut" || at > 10) || err != nil && left == nil {
				t.Fatalf("%s at byte %d of %d: %v", name, at, len(whole), err)
			}
		}
	}
}

func TestNothingIsUnpackedOverData(t *testing.T) {
	into := t.TempDir()
	must(t, os.WriteFile(filepath.Join(into, "instance"), []byte("mine"), 0o600))
	if _, err := backup.Restore(bytes.NewReader(made(t)), into); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
}

func FuzzRestore(f *testing.F) {
	f.Add([]byte("\x1f\x8b"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, text []byte) {
		into := filepath.Join(t.TempDir(), "data")
		if _, err := backup.Restore(bytes.NewReader(text), into); err == nil {
			t.Fatal("restored from bytes that nobody packed")
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
