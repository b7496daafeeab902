package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestArchiveDependsOnNamesAndContentAlone(t *testing.T) {
	names := []string{"manifest.json", "icons/16.png", "panel.js", "_locales/en/messages.json"}
	folder := func(order []string, at time.Time, mode fs.FileMode) fstest.MapFS {
		files := fstest.MapFS{}
		for i, name := range order {
			at := at.Add(time.Duration(i) * time.Hour)
			files[name] = &fstest.MapFile{Data: []byte("of " + name), ModTime: at, Mode: mode}
		}
		return files
	}
	first, err := pack(folder(names, time.Unix(1_700_000_000, 0), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(names)
	second, err := pack(folder(names, time.Unix(1_800_000_000, 0).In(time.FixedZone("elsewhere", 3600)), 0o755))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("another order, time or mode gave another archive")
	}
	listed, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if len(listed.File) != len(names) || !slices.IsSortedFunc(listed.File, byName) {
		t.Errorf("archived %d files of %d, or not by name", len(listed.File), len(names))
	}
}

func byName(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }
