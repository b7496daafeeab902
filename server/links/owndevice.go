package links

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// What is known of an advocate's devices is asked again after ownFor; after a failure sooner.
const (
	ownFor   = time.Minute
	ownRetry = 5 * time.Second
)

// ownBound is how many advocates are remembered in each half, with a few devices each: 4 MB.
const ownBound = 20_000

// owner is an advocate on one day.
type owner struct {
	ws       kv.Workspace
	day      activity.Day
	advocate activity.Pseudonym
}

// devices are hashes of an advocate's devices, as of some seconds ago.
type devices struct {
	of    map[string]bool
	until time.Time
}

// ownDevices remembers in this server what the store knows. It is safe for concurrent use.
type ownDevices struct {
	known halves[owner, devices] // to tell clicks by
	noted halves[string, bool]   // what the store has been told
}

func newOwnDevices() *ownDevices {
	return &ownDevices{known: halves[owner, devices]{bound: ownBound}, noted: halves[string, bool]{bound: ownBound}}
}

// NoteOwn remembers for the day that an advocate works from this network with this browser, so
// that clicks from there on the advocate's own links do not count. What is stored can be compared
// with clicks on that advocate's links alone, and means nothing after two days. Call it at every
// sync: the store is asked once a day for each device.
func (s *Service) NoteOwn(ctx context.Context, ws kv.Workspace, advocate activity.Pseudonym, address netip.Addr, userAgent string) error {
	day := activity.DayOf(s.now())
	hashes, err := s.salted(ctx, ws, day)
	if err != nil {
		return err
	}
	h := hashes.borrow()
	device := h.device(advocate, network(address), userAgent)
	hashes.giveBack(h)
	who := owner{ws, day, advocate}
	if _, noted := s.own.noted.get(string(ws) + device); noted {
		return nil
	}
	pipe := s.store.TxPipeline()
	pipe.SAdd(ctx, ownKey(who), device)
	pipe.Expire(ctx, ownKey(who), saltKept)
	if _, err := pipe.Exec(ctx); err != nil {
		return kv.Fault("note a device", err)
	}
	s.own.noted.put(string(ws)+device, true)
	return nil
}

// ownKey SET: hashes of the advocate's devices of that day.
func ownKey(who owner) string {
	return kv.Key(who.ws, "links", "own", string(who.day), string(who.advocate))
}

// isOwn tells whether a click on a link of this advocate comes from a device of theirs.
func (s *Service) isOwn(ctx context.Context, who owner, h *hasher, network string, seen Seen) bool {
	if who.advocate == "" {
		return false
	}
	theirs := s.devicesOf(ctx, who, seen.At)
	return len(theirs) > 0 && theirs[h.device(who.advocate, network, seen.UserAgent)]
}

func (s *Service) devicesOf(ctx context.Context, who owner, at time.Time) map[string]bool {
	if d, ok := s.own.known.get(who); ok && at.Before(d.until) {
		return d.of
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	members, err := s.store.SMembers(ctx, ownKey(who)).Result()
	d := devices{of: make(map[string]bool, len(members)), until: at.Add(ownFor)}
	if err != nil { // statistics must not keep a reader: the click counts as another's
		d.until = at.Add(ownRetry)
	}
	for _, device := range members {
		d.of[device] = true
	}
	s.own.known.put(who, d)
	return d.of
}

// device hashes where an advocate works. It is another hash than the visitor's: from the store
// nobody can tell which clicks on other links were this advocate's.
func (h *hasher) device(advocate activity.Pseudonym, network, userAgent string) string {
	h.room = append(h.room[:0], "own"...)
	h.room = append(h.room, 0)
	h.room = append(h.room, advocate...)
	h.room = append(h.room, 0)
	return strconv.FormatUint(h.sum(network, userAgent), 36)
}
