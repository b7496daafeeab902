package main

import (
	"encoding/json"
	"testing"
)

func tree() map[string][]byte {
	return map[string][]byte{
		"manifest.json": []byte(`{"version":"1.2.3"}`),
		"panel.js":      []byte("one"),
		"icons/16.png":  []byte("two"),
	}
}

func identityOf(t *testing.T, files map[string][]byte) (version, hash string) {
	t.Helper()
	data, err := identity(files)
	if err != nil {
		t.Fatal(err)
	}
	var said struct{ Version, Hash string }
	if err := json.Unmarshal(data, &said); err != nil {
		t.Fatal(err)
	}
	return said.Version, said.Hash
}

func TestIdentityNamesTheVersionAndTheContent(t *testing.T) {
	version, hash := identityOf(t, tree())
	if version != "1.2.3" || len(hash) != 64 {
		t.Fatalf("version %q, hash %q", version, hash)
	}
	stamped := tree()
	stamped[identityFile] = []byte("{}")
	if _, again := identityOf(t, stamped); again != hash {
		t.Error("the hash depends on the file that holds it")
	}
}

func TestIdentityChangesWithEveryNameAndByte(t *testing.T) {
	_, before := identityOf(t, tree())
	changes := map[string]func(map[string][]byte){
		"a byte":         func(files map[string][]byte) { files["panel.js"] = []byte("onE") },
		"a name":         func(files map[string][]byte) { files["panel2.js"] = files["panel.js"]; delete(files, "panel.js") },
		"a file":         func(files map[string][]byte) { files["more"] = nil },
		"a moved border": func(files map[string][]byte) { files["panel.js"], files["icons/16.png"] = []byte("onet"), []byte("wo") },
	}
	for name, change := range changes {
		files := tree()
		change(files)
		if _, after := identityOf(t, files); after == before {
			t.Errorf("%s changed and the hash did not", name)
		}
	}
}
