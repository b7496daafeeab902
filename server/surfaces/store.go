package surfaces

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Keys of a workspace:
//
//	surfaces:history        list: JSON of every Change, oldest first; revision N stands at N-1
//	surfaces:bundle:DIGEST  the sealed file
//
// A bundle that was replaced stays for a day: a browser may be half-way through fetching it.
const replacedSeconds = 24 * 60 * 60

func historyKey(ws kv.Workspace) string { return kv.Key(ws, "surfaces", "history") }

func bundleKey(ws kv.Workspace, digest string) string {
	return kv.Key(ws, "surfaces", "bundle", digest)
}

// goLive makes a revision live, if the one before it is still the newest. Run twice with the same
// change it answers 1 twice and acts once.
//
// KEYS: 1 history, 2 the new bundle, 3 the bundle it replaces
// ARGV: 1 the revision before, 2 the change (JSON), 3 the bundle, 4 seconds that the replaced
// bundle stays, 5 channel
// Returns 1, or 0 when another revision came first.
var goLive = kv.NewScript(`#!lua
local before = tonumber(ARGV[1])
local held = redis.call('LLEN', KEYS[1])
if held == before + 1 and redis.call('LINDEX', KEYS[1], -1) == ARGV[2] then
  return 1
end
if held ~= before then
  return 0
end
redis.call('SET', KEYS[2], ARGV[3])
if KEYS[3] ~= KEYS[2] then
  redis.call('EXPIRE', KEYS[3], ARGV[4])
end
redis.call('RPUSH', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[5], 'surfaces ' .. (before + 1))
return 1
`)

// commit stores a change and makes it live.
func (s *Surfaces) commit(ctx context.Context, ws kv.Workspace, head, c Change, bundle []byte) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	replaced := head.Digest
	if replaced == "" {
		replaced = c.Digest
	}
	keys := []string{historyKey(ws), bundleKey(ws, c.Digest), bundleKey(ws, replaced)}
	done, err := goLive.Run(ctx, s.store, keys, int64(head.Revision), raw, bundle, replacedSeconds, kv.Revisions(ws)).Int()
	if err != nil {
		return kv.Fault("make surfaces live", err)
	}
	if done == 0 {
		return fault.New(fault.Conflict, "Somebody else published surfaces meanwhile. Look at what is live now, then publish again.")
	}
	return nil
}

// head is the newest change; revision 0 when there is none.
func (s *Surfaces) head(ctx context.Context, ws kv.Workspace) (Change, error) {
	return s.entry(ctx, ws, -1)
}

// at is the change that made a revision.
func (s *Surfaces) at(ctx context.Context, ws kv.Workspace, revision Revision) (Change, error) {
	return s.entry(ctx, ws, int64(revision)-1)
}

func (s *Surfaces) entry(ctx context.Context, ws kv.Workspace, index int64) (Change, error) {
	raw, err := s.store.LIndex(ctx, historyKey(ws), index).Bytes()
	if kv.Missing(err) {
		return Change{}, nil
	}
	if err != nil {
		return Change{}, kv.Fault("read a revision of surfaces", err)
	}
	return readChange(raw)
}

func readChange(raw []byte) (c Change, err error) {
	if err := json.Unmarshal(raw, &c); err != nil {
		return Change{}, fmt.Errorf("a stored change cannot be read: %w", err)
	}
	return c, nil
}

// Ref names the bundle that is live; its revision is 0 when none is.
func (s *Surfaces) Ref(ctx context.Context, ws kv.Workspace) (Ref, error) {
	head, err := s.head(ctx, ws)
	return Ref{Revision: head.Revision, Digest: head.Digest, Bytes: head.Bytes}, err
}

// Bundle is a sealed file by its digest.
func (s *Surfaces) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	bundle, err := s.store.Get(ctx, bundleKey(ws, digest)).Bytes()
	if kv.Missing(err) {
		return nil, fault.New(fault.NotFound, "There is no such bundle; sync again.")
	}
	return bundle, kv.Fault("read surfaces", err)
}

// History is the newest changes first, at most n of them.
func (s *Surfaces) History(ctx context.Context, ws kv.Workspace, n int) ([]Change, error) {
	raws, err := s.store.LRange(ctx, historyKey(ws), int64(-n), -1).Result()
	if err != nil {
		return nil, kv.Fault("read the history of surfaces", err)
	}
	out := make([]Change, 0, len(raws))
	for _, raw := range slices.Backward(raws) {
		c, err := readChange([]byte(raw))
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}
