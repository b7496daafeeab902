package app

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// RunFile is DIR/run.json: where a running server is, for scripts and tests. The codes stand in
// it only with --demo.
type RunFile struct {
	URL         string `json:"url"`
	Console     string `json:"console"`
	SignIn      string `json:"sign_in"`
	PairingCode string `json:"pairing_code"`
	Extension   string `json:"extension"`
	Practice    string `json:"practice"`
}

func (f RunFile) write(dir string) error {
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(filepath.Join(dir, "run.json"), append(text, '\n'))
}

// replaceFile writes a file that only its user reads; whoever reads it finds it whole.
func replaceFile(path string, text []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-*") // made with mode 0600
	if err != nil {
		return err
	}
	_, err = temp.Write(text)
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// instanceName tells this server from others on the same Redis; it stays the same after a restart.
func instanceName(dir string) (string, error) {
	path := filepath.Join(dir, "instance")
	text, err := os.ReadFile(path) //nolint:gosec // the operator names dir
	if err == nil && len(strings.TrimSpace(string(text))) > 0 {
		return strings.TrimSpace(string(text)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	name := strings.ToLower(rand.Text()[:12])
	return name, replaceFile(path, []byte(name+"\n"))
}
