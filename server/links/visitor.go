package links

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// saltKept outlives the day by one, for servers whose clocks differ and readers who are late.
// Then nobody can tell any more which visitor a hash was.
const saltKept = 48 * time.Hour

// stopgapFor is how long a salt of this server alone is used before the store is asked again.
const stopgapFor = time.Second

// Visitor hashes who follows a link: the network (an address cut to /24 or /48) and the user
// agent under the day's salt of the workspace. It is the same on all links of a workspace on one
// day, and means nothing elsewhere or later.
func (s *Service) Visitor(ctx context.Context, ws kv.Workspace, network, userAgent string) (activity.Visitor, error) {
	hashes, err := s.salted(ctx, ws, activity.DayOf(s.now()))
	if err != nil {
		return 0, err
	}
	h := hashes.borrow()
	defer hashes.giveBack(h)
	return h.visitor(network, userAgent), nil
}

// hashes are those of a salt, as a pool of HMAC-SHA256 keyed with it: keying one anew costs as
// much as the hash.
type hashes struct {
	pool  sync.Pool
	until time.Time // of a stopgap; zero is the whole day
}

func newHashes(salt []byte) *hashes {
	return &hashes{pool: sync.Pool{New: func() any { return &hasher{mac: hmac.New(sha256.New, salt)} }}}
}

func (h *hashes) borrow() *hasher    { return h.pool.Get().(*hasher) }
func (h *hashes) giveBack(b *hasher) { h.pool.Put(b) }

// hasher is keyed with a salt, and keeps its memory from one visitor to the next.
type hasher struct {
	mac  hash.Hash
	room []byte
}

func (h *hasher) visitor(network, userAgent string) activity.Visitor {
	h.room = h.room[:0]
	return activity.Visitor(h.sum(network, userAgent))
}

// sum hashes what stands in the room with what is added.
func (h *hasher) sum(network, userAgent string) uint64 {
	h.room = append(h.room, network...)
	h.room = append(h.room, 0)
	h.room = append(h.room, userAgent...)
	h.mac.Reset()
	_, _ = h.mac.Write(h.room) // a hash does not fail
	h.room = h.mac.Sum(h.room[:0])
	return binary.LittleEndian.Uint64(h.room)
}

// salts of today, by workspace.
type salts struct {
	mu      sync.RWMutex
	day     activity.Day
	of      map[kv.Workspace]*hashes
	stopgap []byte // of the day, for when the store is away
}

func newSalts() *salts { return &salts{of: map[kv.Workspace]*hashes{}} }

func (s *salts) get(ws kv.Workspace, day activity.Day) *hashes {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.day != day {
		return nil
	}
	return s.of[ws]
}

// put forgets the salts of other days: they must not outlive the store's.
func (s *salts) put(ws kv.Workspace, day activity.Day, kept *hashes) *hashes {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day != day {
		s.day, s.of, s.stopgap = day, map[kv.Workspace]*hashes{}, nil
	}
	s.of[ws] = kept
	return kept
}

// standIn gives the day's salt of this server alone, drawn when it is first needed.
func (s *salts) standIn(day activity.Day, drawn []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day != day {
		s.day, s.of, s.stopgap = day, map[kv.Workspace]*hashes{}, nil
	}
	if s.stopgap == nil {
		s.stopgap = drawn
	}
	return s.stopgap
}

// hashes never waits for a store that was away a moment ago: then visitors are told apart by a
// salt of this server, and one who comes again after it counts once more.
func (s *Service) hashes(ctx context.Context, ws kv.Workspace, day activity.Day, at time.Time) (*hashes, error) {
	if known := s.salts.get(ws, day); known != nil && (known.until.IsZero() || at.Before(known.until)) {
		return known, nil
	}
	found, err := s.salted(ctx, ws, day)
	if err == nil {
		return found, nil
	}
	drawn, err := s.drawSalt()
	if err != nil {
		return nil, err
	}
	standIn := newHashes(append([]byte(ws), s.salts.standIn(day, drawn)...))
	standIn.until = at.Add(stopgapFor)
	return s.salts.put(ws, day, standIn), nil
}

func (s *Service) drawSalt() ([]byte, error) {
	drawn := make([]byte, sha256.Size)
	if _, err := io.ReadFull(s.rand, drawn); err != nil {
		return nil, fmt.Errorf("draw a salt: %w", err)
	}
	return drawn, nil
}

// salted finds the day's salt that all servers share.
func (s *Service) salted(ctx context.Context, ws kv.Workspace, day activity.Day) (*hashes, error) {
	if known := s.salts.get(ws, day); known != nil && known.until.IsZero() {
		return known, nil
	}
	drawn, err := s.drawSalt()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	// Whoever comes first sets it, every server then reads the same.
	pipe := s.store.Pipeline()
	pipe.SetNX(ctx, saltKey(ws, day), drawn, saltKept)
	stands := pipe.Get(ctx, saltKey(ws, day))
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, kv.Fault("find the day's salt", err)
	}
	return s.salts.put(ws, day, newHashes([]byte(stands.Val()))), nil
}
