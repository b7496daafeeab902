package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"vouch/server/kv"
)

// shelf implements links.Shelf: a file that is believed only when it carries the MAC of a key of
// this installation, for readers are sent where it says.
type shelf struct {
	path string
	key  []byte
}

// snapshotPath is of the links that lead on while Redis is away.
func snapshotPath(dir string) string { return filepath.Join(dir, "links.snapshot") }

func (r *rooms) shelf(dir string) (shelf, error) {
	key, err := r.keys.Secret("snapshot")
	return shelf{path: snapshotPath(dir), key: key}, err
}

func (s shelf) Save(snapshot []byte) error {
	return replaceFile(s.path, append(s.mac(snapshot), snapshot...))
}

func (s shelf) Load() ([]byte, error) {
	content, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if len(content) < sha256.Size || !hmac.Equal(content[:sha256.Size], s.mac(content[sha256.Size:])) {
		return nil, fmt.Errorf("%s was not written by this installation: it is left unread", s.path)
	}
	return content[sha256.Size:], nil
}

func (s shelf) mac(snapshot []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	_, _ = mac.Write(snapshot) // a hash does not fail
	return mac.Sum(nil)
}

// firstAnswer is how long a start waits for a Redis that others run before it goes on with what
// the snapshot knows; where there is none it waits on.
const firstAnswer = 2 * time.Second

// openStore connects, or makes do with a connection for later where links can lead on without.
func (a *App) openStore(ctx context.Context, urls []string) (*kv.Store, error) {
	quick, cancel := context.WithTimeout(ctx, firstAnswer)
	defer cancel()
	store, err := kv.Open(quick, urls, a.storeOptions()...)
	if err == nil || ctx.Err() != nil {
		return store, err
	}
	if _, none := os.Stat(snapshotPath(a.config.Data)); none != nil || a.config.Demo {
		return kv.Open(ctx, urls, a.storeOptions()...)
	}
	a.config.Logger.Error("Redis does not answer: links that are known lead on, everything else waits", "error", err)
	return kv.Later(urls, a.storeOptions()...)
}

// recall lets known links lead on before Redis is asked. Without the companies' own names every link
// answers under every host, as it does under the installation's.
func (a *App) recall(ctx context.Context) error {
	if err := a.rooms.domains.Load(ctx); err != nil {
		a.config.Logger.Warn("the companies' own names for links are not known yet", "error", err)
	}
	kept, err := a.rooms.shelf(a.config.Data)
	if err != nil {
		return err
	}
	if _, err := a.rooms.links.Recall(kept); err != nil {
		a.config.Logger.Warn("no links are known from before the start", "error", err)
	}
	return nil
}

// keepDomains follows what other servers learn of the companies' own names.
func (a *App) keepDomains(ctx context.Context) {
	a.rooms.domains.Keep(ctx, func(err error) {
		a.config.Logger.Warn("the companies' own names for links may be out of date", "error", err)
	})
}

// keepLinks confirms the known links and keeps them for the next start.
func (a *App) keepLinks(ctx context.Context) {
	kept, err := a.rooms.shelf(a.config.Data)
	if err != nil {
		return // recall has told it
	}
	a.rooms.links.Keep(ctx, kept, func(err error) {
		a.config.Logger.Warn("the known links cannot be confirmed", "error", err)
	})
}
