package auth_test

import (
	"sync"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// clock is set by the test alone.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

const issuer = "https://vouch.acme.example"

// house is the whole room over a real store, with two workspaces.
type house struct {
	t        *testing.T
	clock    *clock
	store    *kv.Store
	ws       kv.Workspace
	other    kv.Workspace
	keys     *keyring.Rotation
	people   *auth.Directory
	desk     *auth.Desk
	devices  *auth.Devices
	services *auth.Services
}

func newHouse(t *testing.T) *house {
	t.Helper()
	return houseOn(t, kvtest.Start(t))
}

// countedHouse stands on a store of its own, whose calls can be counted: others would add theirs.
func countedHouse(t *testing.T) *house {
	t.Helper()
	_, store := kvtest.StartServer(t)
	return houseOn(t, store)
}

func houseOn(t *testing.T, store *kv.Store) *house {
	t.Helper()
	h := &house{
		t: t, store: store, ws: kvtest.Workspace(t), other: kvtest.Workspace(t),
		clock: &clock{at: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)},
	}
	h.keys = h.turns(t.TempDir())
	h.open()
	return h
}

// turns opens the keys of a folder, as every server that shares it does.
func (h *house) turns(dir string) *keyring.Rotation {
	h.t.Helper()
	ring, err := keyring.Open(dir)
	if err != nil {
		h.t.Fatal(err)
	}
	keys, err := ring.Rotation("access", keyring.Schedule{
		Notice: 10 * time.Minute, Age: 30 * 24 * time.Hour, Grace: auth.AccessLife + 2*time.Minute,
	}, h.clock.now)
	if err != nil {
		h.t.Fatal(err)
	}
	return keys
}

// beside is another server on the same store, with the same keys.
func (h *house) beside() *house {
	other := *h
	other.open()
	return &other
}

func (h *house) open() {
	h.people = auth.NewDirectory(h.store, auth.VeilKey{1}, h.clock.now)
	h.desk = auth.NewDesk(h.store, h.people, h.clock.now)
	h.services = auth.NewServices(h.store, h.people, h.clock.now)
	h.devices = auth.NewDevices(h.store, h.people, auth.DeviceSecrets{
		Access: h.keys, Refresh: []byte("refresh key of a test"), Pairing: []byte("pairing key of a test"),
	}, issuer, h.clock.now)
}

func (h *house) person(name string, roles ...auth.Role) auth.Person {
	h.t.Helper()
	person, err := h.people.Add(h.t.Context(), h.ws, auth.NewPerson{Name: name, Team: "Field", Roles: roles})
	if err != nil {
		h.t.Fatal(err)
	}
	return person
}

// signedIn has come through a link and holds a cookie.
func (h *house) signedIn(person auth.Person) (auth.Session, string) {
	h.t.Helper()
	link, err := h.desk.Link(h.t.Context(), h.ws, person.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	session, cookie, err := h.desk.SignIn(h.t.Context(), link)
	if err != nil {
		h.t.Fatal(err)
	}
	return session, cookie
}

func (h *house) paired(person auth.Person) auth.Paired {
	h.t.Helper()
	code, err := h.devices.Code(h.t.Context(), h.ws, person.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	paired, err := h.devices.Pair(h.t.Context(), code.Text, "Chromium on Linux")
	if err != nil {
		h.t.Fatal(err)
	}
	return paired
}

// want fails the test unless err is a fault of this kind; "" wants no error.
func want(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if kind == "" && err != nil || kind != "" && !fault.Is(err, kind) {
		t.Errorf("%s: %v, want %q", what, err, kind)
	}
}
