package keyring

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"vouch/server/fault"
)

// Schedule says how long a key takes each of its parts.
type Schedule struct {
	Notice time.Duration // published this long before it signs, so that who keeps a list has it
	Age    time.Duration // signs this long; then the next one does
	Grace  time.Duration // known this long after: as long as the longest thing it signed lives
}

// Turn is one key of a rotation: the next while Signs is zero, the current until it is retired,
// then an old one until Until.
type Turn struct {
	ID        string // the first 8 bytes of the public key's SHA-256, in hex
	Key       ed25519.PrivateKey
	Published time.Time
	Signs     time.Time
	Until     time.Time
}

// Rotation is a family of signing keys that take turns: one signs, one waits, both are published,
// and an old one is known as long as something it signed may be shown. All stand in one file,
// which every process that shares it reads again when it changed; it is looked at once a second
// at most, however many unknown keys somebody asks for. Safe for concurrent use.
type Rotation struct {
	path, folder string
	schedule     Schedule
	now          func() time.Time

	mu     sync.Mutex
	turns  []Turn // in the order of their publication
	held   os.FileInfo
	looked time.Time
}

// lookEvery is far below any notice: whoever reads the file late knows the next key already.
const lookEvery = time.Second

// Rotation opens the keys of this name, and makes them when there are none. A single key of the
// same name that was made before keys took turns becomes the one that signs.
func (r *Ring) Rotation(name string, schedule Schedule, now func() time.Time) (*Rotation, error) {
	rotation := &Rotation{
		path: filepath.Join(r.dir, fileName(name)+"s"), folder: r.dir, schedule: schedule, now: now,
	}
	return rotation, rotation.open(filepath.Join(r.dir, fileName(name)))
}

func (r *Rotation) open(single string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return r.alone(func() error {
		if err := r.load(); !errors.Is(err, fs.ErrNotExist) {
			return err // another process was first
		}
		return r.begin(single)
	})
}

func (r *Rotation) begin(single string) error {
	first, err := firstSeed(single)
	if err != nil {
		return err
	}
	now := r.now().UTC()
	next, err := newTurn(now)
	if err != nil {
		return err
	}
	current := turnOf(first)
	current.Published, current.Signs = now, now
	if err := r.save([]Turn{current, next}); err != nil {
		return err
	}
	return removeIfThere(single)
}

// Signing gives the key that signs now.
func (r *Rotation) Signing() (id string, key ed25519.PrivateKey) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.look()
	current := r.turns[r.current()]
	return current.ID, current.Key
}

// Public finds a key by its id, unless it is forgotten.
func (r *Rotation) Public(id string) (ed25519.PublicKey, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.look()
	for _, turn := range r.turns {
		if turn.ID == id && turn.known(r.now()) {
			return public(turn.Key), true
		}
	}
	return nil, false
}

// Turns lists the keys that are known now.
func (r *Rotation) Turns() []Turn {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.look()
	return known(r.turns, r.now())
}

// Rotate lets the next key sign. It refuses while that key is not published long enough: who
// keeps a list of keys would not know it. Hurry rotates all the same, for a key that leaked; and
// then the old one is forgotten at once, with everything it signed.
func (r *Rotation) Rotate(hurry bool) error {
	return r.turn(hurry, func(Turn) bool { return true })
}

// RotateIfDue rotates when the current key has signed for the schedule's age. Until then it
// writes nothing, so that the folder may be one that only an operator writes to.
func (r *Rotation) RotateIfDue() error {
	due := func(current Turn) bool { return !r.now().Before(current.Signs.Add(r.schedule.Age)) }
	if turns := r.Turns(); !due(turns[len(turns)-2]) {
		return nil
	}
	return r.turn(false, due)
}

func (r *Rotation) turn(hurry bool, due func(current Turn) bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.alone(func() error {
		if err := r.load(); err != nil { // another process may have been first
			return err
		}
		now := r.now().UTC()
		at := r.current()
		if !due(r.turns[at]) {
			return nil
		}
		if ready := r.turns[at+1].Published.Add(r.schedule.Notice); !hurry && now.Before(ready) {
			return fault.New(fault.Conflict, "The next key is published too short: it may sign from %s on.", ready.Format(time.RFC3339))
		}
		return r.advance(at, now, hurry)
	})
}

func (r *Rotation) advance(at int, now time.Time, hurry bool) error {
	next, err := newTurn(now)
	if err != nil {
		return err
	}
	turns := append([]Turn{}, r.turns...)
	turns[at].Until = now.Add(r.schedule.Grace)
	if hurry {
		turns[at].Until = now
	}
	turns[at+1].Signs = now
	return r.save(append(known(turns, now), next))
}

// current is the index of the key that signs; the next one follows it.
func (r *Rotation) current() int { return len(r.turns) - 2 }

func (t Turn) known(now time.Time) bool { return t.Until.IsZero() || now.Before(t.Until) }

func known(turns []Turn, now time.Time) []Turn {
	var kept []Turn
	for _, turn := range turns {
		if turn.known(now) {
			kept = append(kept, turn)
		}
	}
	return kept
}

func newTurn(published time.Time) (Turn, error) {
	seed := make([]byte, secretBytes)
	if _, err := rand.Read(seed); err != nil {
		return Turn{}, err
	}
	turn := turnOf(seed)
	turn.Published = published
	return turn, nil
}

func turnOf(seed []byte) Turn {
	key := ed25519.NewKeyFromSeed(seed)
	sum := sha256.Sum256(public(key))
	return Turn{ID: hex.EncodeToString(sum[:8]), Key: key}
}

func public(key ed25519.PrivateKey) ed25519.PublicKey {
	half, _ := key.Public().(ed25519.PublicKey)
	return half
}
