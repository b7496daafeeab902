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
	"slices"
	"strings"

	"vouch/server/fault"
)

// Restore unpacks a backup into a folder that is empty or not there. The private redis-server of
// that folder then starts with what the snapshot holds.
func Restore(from io.Reader, data string) (files int, err error) {
	if err := vacant(data); err != nil {
		return 0, err
	}
	beside, err := os.MkdirTemp(filepath.Dir(data), ".restore-*") // of mode 0700
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(beside) }() // empty when all went well
	listed, err := unpack(from, beside)
	if err != nil {
		return 0, err
	}
	if err := settle(beside); err != nil {
		return 0, err
	}
	if err := os.Remove(data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	return len(listed.Files), os.Rename(filepath.Join(beside, "data"), data)
}

func vacant(data string) error {
	entries, err := os.ReadDir(data)
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(filepath.Dir(data), 0o700)
	}
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fault.New(fault.Conflict, "%s holds data. Restore into a new folder, and move it when you have looked at it.", data)
	}
	return nil
}

// unpack writes every file below a folder and holds them against the manifest.
func unpack(from io.Reader, into string) (manifest, error) {
	zipped, err := gzip.NewReader(from)
	if err != nil {
		return manifest{}, damaged(err)
	}
	var listed manifest
	var found []packed
	reader := tar.NewReader(zipped)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return manifest{}, damaged(err)
		}
		if header.Name == manifestName {
			if err := json.NewDecoder(reader).Decode(&listed); err != nil {
				return manifest{}, damaged(err)
			}
			continue
		}
		file, err := place(reader, header, into)
		if err != nil {
			return manifest{}, err
		}
		found = append(found, file)
	}
	if _, err := io.Copy(io.Discard, zipped); err != nil { //nolint:gosec // it goes nowhere: gzip tells of damage at its end
		return manifest{}, damaged(err)
	}
	return listed, listed.fits(found)
}

// place writes one file; its name must be one that a backup gives.
func place(from io.Reader, header *tar.Header, into string) (packed, error) {
	own := header.Name == snapshotName || strings.HasPrefix(header.Name, dataPrefix)
	if !own || header.Typeflag != tar.TypeReg || !filepath.IsLocal(filepath.FromSlash(header.Name)) {
		return packed{}, damaged(fmt.Errorf("%q does not belong in a backup", header.Name))
	}
	path := filepath.Join(into, filepath.FromSlash(header.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return packed{}, err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // checked to be local
	if err != nil {
		return packed{}, err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(file, sum), from)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return packed{}, damaged(err)
	}
	return packed{Name: header.Name, Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

func (m manifest) fits(found []packed) error {
	switch {
	case m.Format == 0:
		return damaged(errors.New("it has no manifest, so its end is missing"))
	case m.Format != format:
		return fault.New(fault.Invalid, "This backup has format %d; this version reads format %d.", m.Format, format)
	case !slices.Equal(m.Files, found):
		return damaged(errors.New("its files are not those of its manifest"))
	}
	return nil
}

func damaged(cause error) error {
	return fault.New(fault.Invalid, "This is no whole backup: %v. Nothing was restored.", cause).Because(cause)
}

// settle makes the snapshot the base of an append-only file, which is how redis-server keeps its
// data here: a folder with a manifest, a base and what was written since (Redis 7).
func settle(beside string) error {
	const (
		base   = "appendonly.aof.1.base.rdb"
		since  = "appendonly.aof.1.incr.aof"
		listed = "file " + base + " seq 1 type b\nfile " + since + " seq 1 type i\n"
	)
	folder := filepath.Join(beside, "data", "redis", "appendonlydir")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(beside, filepath.FromSlash(snapshotName)), filepath.Join(folder, base)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, since), nil, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "appendonly.aof.manifest"), []byte(listed), 0o600)
}
