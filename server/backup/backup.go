// Package backup packs a server's data folder and a snapshot of its Redis into one file, and
// unpacks it again.
//
// It promises:
//
//   - A backup is of one moment, as far as Redis goes: the snapshot is the fork that BGSAVE takes.
//   - What was altered or cut is refused before anything is put in its place: every file has its
//     length and SHA-256 in the manifest, which comes last and is itself whole or not there.
//   - Nothing is unpacked outside the folder that was named, and never over data that stands.
//
// A backup holds the keys that sign rules and tokens. Keep it as you keep those.
//
// The file is a gzipped tar: data/... as it stood in the folder, redis/dump.rdb, manifest.json.
package backup

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// format of the file; a reader of another one refuses it.
const format = 1

// The names in the file.
const (
	manifestName = "manifest.json"
	snapshotName = "redis/dump.rdb"
	dataPrefix   = "data/"
)

// manifest says what a backup holds.
type manifest struct {
	Format int       `json:"format"`
	Made   time.Time `json:"made"`
	Files  []packed  `json:"files"`
}

type packed struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// left are what a data folder holds that no backup needs: Redis's own files, which the snapshot
// stands for, and what only tells where a running server is.
func left(name string) bool {
	return name == "run.json" || name == "redis" || strings.HasPrefix(name, "redis/") || strings.HasPrefix(filepath.Base(name), ".new-")
}

// Write packs the data folder and the snapshot. It returns how many files went in.
func Write(to io.Writer, data, snapshot string, now time.Time) (files int, err error) {
	zipped := gzip.NewWriter(to)
	p := packer{tar: tar.NewWriter(zipped), manifest: manifest{Format: format, Made: now.UTC()}}
	if err := p.folder(data); err != nil {
		return 0, err
	}
	if err := p.file(snapshotName, snapshot); err != nil {
		return 0, err
	}
	text, err := json.MarshalIndent(p.manifest, "", "  ")
	if err != nil {
		return 0, err
	}
	if err := p.bytes(manifestName, text); err != nil {
		return 0, err
	}
	return len(p.manifest.Files), errors.Join(p.tar.Close(), zipped.Close())
}

type packer struct {
	tar      *tar.Writer
	manifest manifest
}

func (p *packer) folder(data string) error {
	return filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(data, path)
		if err != nil {
			return err
		}
		switch {
		case left(filepath.ToSlash(name)) && entry.IsDir():
			return filepath.SkipDir
		case left(filepath.ToSlash(name)) || !entry.Type().IsRegular():
			return nil
		}
		return p.file(dataPrefix+filepath.ToSlash(name), path)
	})
}

// file packs as many bytes as the file has now: one that grows meanwhile is packed as it stood.
func (p *packer) file(name, path string) error {
	from, err := os.Open(path) //nolint:gosec // the operator names the folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it went between the listing and now
	}
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }() // only read
	info, err := from.Stat()
	if err != nil {
		return err
	}
	if err := p.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: p.manifest.Made}); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(p.tar, sum), from, info.Size()); err != nil {
		return fmt.Errorf("%s became shorter while it was read: %w", path, err)
	}
	p.manifest.Files = append(p.manifest.Files, packed{Name: name, Bytes: info.Size(), SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (p *packer) bytes(name string, content []byte) error {
	header := &tar.Header{Name: name, Mode: 0o600, Size: int64(len(content)), ModTime: p.manifest.Made}
	if err := p.tar.WriteHeader(header); err != nil {
		return err
	}
	_, err := p.tar.Write(content)
	return err
}
