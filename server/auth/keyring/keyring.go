// Package keyring keeps the secrets of an installation as files that only its user may read: the
// keys that sign access tokens, which take turns, one key per workspace that signs bundles, and
// the keys of MACs.
// They never enter Redis, so a copy of the store forges nothing. A key is made when it is first
// asked for; whoever loses the folder pairs devices anew.
package keyring

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Ring is an open folder of keys. It is safe for concurrent use, also by several processes.
type Ring struct {
	dir   string
	mu    sync.Mutex
	seeds map[string][]byte
}

// secretBytes is the length of every key: an Ed25519 seed, and as long as SHA-256 for a MAC.
const secretBytes = 32

// Open makes the folder when it is missing.
func Open(dir string) (*Ring, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return &Ring{dir: dir, seeds: map[string][]byte{}}, nil
}

// Signing gives the Ed25519 key of this name.
func (r *Ring) Signing(name string) (ed25519.PrivateKey, error) {
	seed, err := r.Secret(name)
	if err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// Secret gives 32 random bytes of this name.
func (r *Ring) Secret(name string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if seed, ok := r.seeds[name]; ok {
		return seed, nil
	}
	path := filepath.Join(r.dir, fileName(name))
	seed, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		seed, err = create(r.dir, path)
	}
	if err != nil {
		return nil, err
	}
	r.seeds[name] = seed
	return seed, nil
}

// fileName keeps a name readable and inside the folder: url.PathEscape leaves no separator, and
// the suffix keeps ".." from being one.
func fileName(name string) string { return url.PathEscape(name) + ".key" }

// ownFile refuses a file that others may read.
func ownFile(path string) (os.FileInfo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if open := info.Mode().Perm() & 0o077; open != 0 {
		return nil, fmt.Errorf("%s may be read by others (mode %o): run `chmod 600` on it", path, info.Mode().Perm())
	}
	return info, nil
}

func read(path string) ([]byte, error) {
	if _, err := ownFile(path); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path) //nolint:gosec // fileName keeps it inside the folder
	if err != nil {
		return nil, err
	}
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != secretBytes {
		return nil, fmt.Errorf("%s is not a key: expected %d bytes in base64", path, secretBytes)
	}
	return seed, nil
}

// create writes the whole file before it gets its name, so that no reader meets half a key; when
// another process was first, its key is the one.
func create(dir, path string) ([]byte, error) {
	seed := make([]byte, secretBytes)
	if _, err := rand.Read(seed); err != nil {
		return nil, err
	}
	temp, err := os.CreateTemp(dir, ".new-*") // made with mode 0600
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	_, err = temp.WriteString(base64.StdEncoding.EncodeToString(seed) + "\n")
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(temp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return read(path)
}
