package kv_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

func TestKeyKeepsForeignBytesInside(t *testing.T) {
	cases := []struct {
		ws       kv.Workspace
		segments []string
		want     string
	}{
		{"acme", []string{"people", "p1"}, "{acme}:people:p1"},
		{"acme", []string{"a:b"}, "{acme}:a%3Ab"},
		{"a}:x{b", []string{"c"}, "{a%7D%3Ax%7Bb}:c"},
		{"acme", []string{"new\nline", "nul\x00", "*", "%3A"}, "{acme}:new%0Aline:nul%00:%2A:%253A"},
		{"", []string{""}, "{}:"},
	}
	for _, c := range cases {
		if got := kv.Key(c.ws, c.segments...); got != c.want {
			t.Errorf("Key(%q, %q) = %q, want %q", c.ws, c.segments, got, c.want)
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("acme", "people", "acm", "e}:people")
	f.Add("{", "}", ":", "\x00")
	f.Fuzz(func(t *testing.T, wsA, segmentA, wsB, segmentB string) {
		a, b := kv.Key(kv.Workspace(wsA), segmentA), kv.Key(kv.Workspace(wsB), segmentB)
		if (a == b) != (wsA == wsB && segmentA == segmentB) {
			t.Fatalf("%q and %q for %q %q %q %q", a, b, wsA, segmentA, wsB, segmentB)
		}
		if strings.Count(a, "{") != 1 || strings.Count(a, "}") != 1 || strings.Count(a, ":") != 1 {
			t.Fatalf("%q lets a foreign byte out", a)
		}
	})
}

func TestNewScriptInsistsOnTheShebang(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a script without #!lua was taken")
		}
	}()
	kv.NewScript("return 1")
}

func TestEmbeddedComesBackWithItsDataAfterACrash(t *testing.T) {
	server, store := kvtest.StartServer(t)
	ctx := t.Context()
	key := kv.Key(kvtest.Workspace(t), "written")
	if err := store.Set(ctx, key, "yes", 0).Err(); err != nil {
		t.Fatal(err)
	}
	first := server.Pid()
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool {
		value, err := store.Get(ctx, key).Result()
		return err == nil && value == "yes" && server.Pid() != first
	})
}

func TestEmbeddedTakesALongFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long/", 30))
	server := startIn(t, dir)
	address := strings.TrimPrefix(server.URL(), "unix://")
	if len(address) > 107 {
		t.Errorf("the socket's path has %d bytes", len(address))
	}
	info, err := os.Stat(filepath.Dir(address))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's folder: %v, %v", info, err)
	}
}

func TestEmbeddedTakesAFolderOfAnyName(t *testing.T) {
	for _, name := range []string{"with spaces", `"quoted" 'twice'`, "#1 %41 ?é", "-- port 1", `back\slash`} {
		dir := filepath.Join(t.TempDir(), name)
		server := startIn(t, dir)
		store, err := kv.Open(t.Context(), []string{server.URL()})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if held := store.ConfigGet(t.Context(), "dir").Val()["dir"]; held != dir {
			t.Errorf("%s: its data is in %q", name, held)
		}
		if url, ok := kv.Running(t.Context(), dir); !ok || url != server.URL() {
			t.Errorf("%s: not found: %q", name, url)
		}
		_ = store.Close()
	}
}

// An operator who cannot start reads why.
func TestEmbeddedSaysWhyItDoesNotStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	broken := t.TempDir()
	if err := os.Mkdir(filepath.Join(broken, "appendonlydir"), 0o700); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(broken, "appendonlydir", "appendonly.aof.manifest")
	if err := os.WriteFile(manifest, []byte("nonsense\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{file: file, broken: filepath.Join(broken, "redis.log")} {
		_, err := kv.StartEmbedded(t.Context(), dir, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("err = %v, want it to name %s", err, want)
		}
	}
}

// A Redis that somebody else runs may forget what was acknowledged; the operator is told how.
func TestARedisThatForgetsIsFoundOut(t *testing.T) {
	_, store := kvtest.StartServer(t)
	ctx := t.Context()
	if risks := store.Risks(ctx); len(risks) != 0 {
		t.Errorf("our own is found at fault: %q", risks)
	}
	for _, c := range []struct{ option, value, word string }{
		{"appendonly", "no", "appendonly yes"},
		{"maxmemory-policy", "allkeys-lru", "noeviction"},
		{"appendfsync", "no", "appendfsync everysec"},
	} {
		before := store.ConfigGet(ctx, c.option).Val()[c.option]
		if err := store.ConfigSet(ctx, c.option, c.value).Err(); err != nil {
			t.Fatal(err)
		}
		if risks := store.Risks(ctx); len(risks) != 1 || !strings.Contains(risks[0], c.word) {
			t.Errorf("%s %s: %q", c.option, c.value, risks)
		}
		if err := store.ConfigSet(ctx, c.option, before).Err(); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Do(ctx, "ACL", "SETUSER", "default", "-config").Err(); err != nil {
		t.Fatal(err)
	}
	if risks := store.Risks(ctx); len(risks) != 1 || !strings.Contains(risks[0], "cannot be read") {
		t.Errorf("a Redis that does not tell: %q", risks)
	}
}

func TestEmbeddedRefusesAFolderInUse(t *testing.T) {
	dir := t.TempDir()
	startIn(t, dir)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := kv.StartEmbedded(ctx, dir, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "in use by another server") {
		t.Errorf("err = %v", err)
	}
}

func TestOpenHidesThePasswordOfABadAddress(t *testing.T) {
	secret := "pass" + "word1"
	_, err := kv.Open(t.Context(), []string{"http://user:" + secret + "@localhost"})
	if err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("err = %v", err)
	}
}

func startIn(t *testing.T, dir string) *kv.Embedded {
	t.Helper()
	server, err := kv.StartEmbedded(t.Context(), dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return server
}

// waitFor asks until the condition holds; the test's own deadline is the limit.
func waitFor(t *testing.T, condition func() bool) {
	t.Helper()
	for !condition() {
		select {
		case <-t.Context().Done():
			t.Fatal("never came true")
		case <-time.After(10 * time.Millisecond):
		}
	}
}
