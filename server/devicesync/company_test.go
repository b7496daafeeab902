package devicesync_test

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"sync"
	"testing"
	"time"

	"vouch/server/devicesync"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// company stands for the other rooms of one workspace, and counts what they are asked.
type company struct {
	ws kv.Workspace

	mu       sync.Mutex
	standing wire.Standing
	settings wire.Settings
	turn     string
	now      time.Time
	random   float64
	asked    map[string]int
	block    chan struct{} // holds Settings back while it is set
}

func openCompany() *company {
	return &company{ws: "acme", now: time.UnixMilli(1_800_000_000_000), random: 0.5, asked: map[string]int{}}
}

func (c *company) did(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked[what]++
}

func (c *company) times(what string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked[what]
}

func (*company) Record(_ context.Context, _ devicesync.Sender, facts []wire.Fact) ([]wire.Receipt, error) {
	return make([]wire.Receipt, len(facts)), nil
}

func (c *company) Standing(context.Context, devicesync.Sender) (wire.Standing, error) {
	c.did("standing")
	return c.standing, nil
}

func (c *company) Glance(context.Context, devicesync.Sender) (wire.Standing, error) {
	c.did("glance")
	return c.standing, nil
}

func (c *company) Detail(_ context.Context, _ devicesync.Sender, answer *wire.SyncResponse) error {
	c.did("detail")
	answer.Standing.Board = &wire.Board{Period: "2026-Q4"}
	return nil
}

func (c *company) Turn(context.Context, kv.Workspace) (string, error) {
	c.did("turn")
	return c.turn, nil
}

func (c *company) Settings(context.Context, kv.Workspace) (wire.Settings, error) {
	if c.block != nil {
		<-c.block
	}
	return c.settings, nil
}

// shelf holds the bundles of one kind.
type shelf struct {
	*company
	live   wire.BundleRef
	sealed map[string][]byte
}

func (s *shelf) Live(_ context.Context, ws kv.Workspace) (wire.BundleRef, error) {
	if ws != s.ws {
		return wire.BundleRef{}, nil
	}
	return s.live, nil
}

func (s *shelf) Bundle(_ context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	sealed, ok := s.sealed[digest]
	if ws != s.ws || !ok {
		return nil, fault.New(fault.NotFound, "none")
	}
	s.did("bundle " + digest)
	return sealed, nil
}

// put makes a payload live as the next revision and gives its digest.
func (s *shelf) put(t *testing.T, kind seal.Kind, payload []byte) string {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.live.Revision++
	sealed, err := seal.Seal(func(m []byte) []byte { return ed25519.Sign(key, m) }, seal.Header{
		Kind: kind, Workspace: string(s.ws), Revision: s.live.Revision, IssuedMs: s.now.UnixMilli(),
	}, payload)
	if err != nil {
		t.Fatal(err)
	}
	sum := seal.DigestOf(sealed)
	s.live.Digest, s.live.Bytes = hex.EncodeToString(sum[:]), len(sealed)
	s.sealed[s.live.Digest] = sealed
	return s.live.Digest
}

// served is an exchange over a company with its shelves.
type served struct {
	*company
	*devicesync.Exchange
	rules, library, surfaces *shelf
	from                     devicesync.Sender
}

func openExchange(atOnce int) *served {
	c := openCompany()
	s := &served{company: c, from: devicesync.Sender{Workspace: c.ws, Device: "d", Pseudonym: "p"}}
	s.rules, s.library, s.surfaces = &shelf{company: c, sealed: map[string][]byte{}},
		&shelf{company: c, sealed: map[string][]byte{}}, &shelf{company: c, sealed: map[string][]byte{}}
	s.Exchange = devicesync.New(devicesync.Rooms{
		Outbox: c, Standings: c, Details: c, Settings: c, Rules: s.rules, Library: s.library, Surfaces: s.surfaces,
	}, devicesync.Options{
		Now: func() time.Time { return c.now }, Random: func() float64 { return c.random },
		PathKey: []byte("a key of this test"), Newest: "0.10.0", AtOnce: atOnce,
	})
	return s
}
