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

// Visitor hashes who follows a link: the network (an address cut to /24 or /48) and the user
// agent under the day's salt of the workspace. It is the same on all links of a workspace on one
// day, and means nothing elsewhere or later.
func (s *Service) Visitor(ctx context.Context, ws kv.Workspace, network, userAgent string) (activity.Visitor, error) {
	hashes, err := s.salted(ctx, ws, activity.DayOf(s.now()))
	if err != nil {
		return 0, err
	}
	h := hashes.Get().(*hasher)
	defer hashes.Put(h)
	return h.visitor(network, userAgent), nil
}

// hasher is keyed with a salt, and keeps its memory from one visitor to the next.
type hasher struct {
	mac  hash.Hash
	room []byte
}

func (h *hasher) visitor(network, userAgent string) activity.Visitor {
	h.room = append(h.room[:0], network...)
	h.room = append(h.room, 0)
	h.room = append(h.room, userAgent...)
	h.mac.Reset()
	_, _ = h.mac.Write(h.room) // a hash does not fail
	h.room = h.mac.Sum(h.room[:0])
	return activity.Visitor(binary.LittleEndian.Uint64(h.room))
}

// salts of today, by workspace, each as a pool of HMAC-SHA256 keyed with it (*hasher): keying one
// anew costs as much as the hash.
type salts struct {
	mu  sync.RWMutex
	day activity.Day
	of  map[kv.Workspace]*sync.Pool
}

func newSalts() *salts { return &salts{of: map[kv.Workspace]*sync.Pool{}} }

func (s *salts) get(ws kv.Workspace, day activity.Day) *sync.Pool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.day != day {
		return nil
	}
	return s.of[ws]
}

// put forgets the salts of other days: they must not outlive the store's.
func (s *salts) put(ws kv.Workspace, day activity.Day, salt []byte) *sync.Pool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day != day {
		s.day, s.of = day, map[kv.Workspace]*sync.Pool{}
	}
	s.of[ws] = &sync.Pool{New: func() any { return &hasher{mac: hmac.New(sha256.New, salt)} }}
	return s.of[ws]
}

func (s *Service) salted(ctx context.Context, ws kv.Workspace, day activity.Day) (*sync.Pool, error) {
	if hashes := s.salts.get(ws, day); hashes != nil {
		return hashes, nil
	}
	drawn := make([]byte, sha256.Size)
	if _, err := io.ReadFull(s.rand, drawn); err != nil {
		return nil, fmt.Errorf("draw a salt: %w", err)
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
	return s.salts.put(ws, day, []byte(stands.Val())), nil
}
