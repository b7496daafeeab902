package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// packedAt is the time every archived file carries, so that the same files give the same archive:
// the first instant the format can say.
func packedAt() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

func packExtensions(context.Context) error {
	for _, browser := range browsers() {
		data, err := pack(os.DirFS(filepath.Join("extension/dist", browser)))
		if err != nil {
			return err
		}
		if err := writeFile("bin/vouch-"+browser+".zip", data); err != nil {
			return err
		}
	}
	return nil
}

// pack archives a folder's files, sorted by name (fs.WalkDir walks in lexical order).
func pack(folder fs.FS) ([]byte, error) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packedAt()}
		header.SetMode(0o644)
		file, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		_, err = file.Write(data)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return archive.Bytes(), nil
}
