package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// identityFile tells a build from another: {"version","hash"}. The panel shows it, so that a person
// can compare what runs with what was published.
const identityFile = "build.json"

// identity is the content of identityFile for a folder of these files: the manifest's version, and
// the hash of everything else in the folder.
func identity(files map[string][]byte) ([]byte, error) {
	var manifest struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal(files["manifest.json"], &manifest); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	text, err := json.Marshal(map[string]string{"version": manifest.Version, "hash": contentHash(files)})
	if err != nil {
		return nil, err
	}
	return append(text, '\n'), nil
}

// contentHash is the SHA-256, in hex, over the files in the order of their names: of each the name
// and the content, each behind its length (64 bits, big endian). The identity itself is left out.
func contentHash(files map[string][]byte) string {
	hash := sha256.New()
	field := func(data []byte) {
		hash.Write(binary.BigEndian.AppendUint64(nil, uint64(len(data))))
		hash.Write(data)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name == identityFile {
			continue
		}
		field([]byte(name))
		field(files[name])
	}
	return hex.EncodeToString(hash.Sum(nil))
}
