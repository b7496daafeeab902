package keyring

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// storedTurn is a Turn as the file holds it.
type storedTurn struct {
	Seed      []byte    `json:"seed"`
	Published time.Time `json:"published"`
	Signs     time.Time `json:"signs,omitzero"`
	Until     time.Time `json:"until,omitzero"`
}

// look reads the file again when it changed. A file that cannot be read leaves the keys as they
// are: a server goes on with what it knows.
func (r *Rotation) look() {
	now := r.now()
	if since := now.Sub(r.looked); since >= 0 && since < lookEvery {
		return
	}
	r.looked = now
	info, err := os.Stat(r.path)
	if err != nil || r.held != nil && os.SameFile(info, r.held) && info.ModTime().Equal(r.held.ModTime()) {
		return
	}
	_ = r.load()
}

// load reads the file, of which somebody else may have the next version ready.
func (r *Rotation) load() error {
	info, err := ownFile(r.path)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(r.path)
	if err != nil {
		return err
	}
	turns, err := decodeTurns(text)
	if err != nil {
		return fmt.Errorf("%s holds no keys that take turns: %w", r.path, err)
	}
	r.turns, r.held, r.looked = turns, info, r.now()
	return nil
}

func decodeTurns(text []byte) ([]Turn, error) {
	var stored []storedTurn
	if err := json.Unmarshal(text, &stored); err != nil {
		return nil, err
	}
	if len(stored) < 2 {
		return nil, errors.New("one that signs and one that waits are needed")
	}
	turns := make([]Turn, len(stored))
	for i, s := range stored {
		if len(s.Seed) != secretBytes {
			return nil, fmt.Errorf("expected %d bytes in base64", secretBytes)
		}
		turns[i] = turnOf(s.Seed)
		turns[i].Published, turns[i].Signs, turns[i].Until = s.Published, s.Signs, s.Until
	}
	return turns, nil
}

// save replaces the file whole, so that no reader meets half of it.
func (r *Rotation) save(turns []Turn) error {
	stored := make([]storedTurn, len(turns))
	for i, turn := range turns {
		stored[i] = storedTurn{Seed: turn.Key.Seed(), Published: turn.Published, Signs: turn.Signs, Until: turn.Until}
	}
	text, err := json.MarshalIndent(stored, "", "  ")
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(r.folder, ".new-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	_, err = temp.Write(append(text, '\n'))
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), r.path); err != nil {
		return err
	}
	return r.load()
}

// alone runs a change while no other process makes one.
func (r *Rotation) alone(change func() error) (err error) {
	lock, err := os.OpenFile(r.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }() // closing unlocks
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return change()
}

// firstSeed is the single key's, or a new one.
func firstSeed(single string) ([]byte, error) {
	seed, err := read(single)
	if errors.Is(err, fs.ErrNotExist) {
		turn, err := newTurn(time.Time{})
		return turn.Key.Seed(), err
	}
	return seed, err
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
