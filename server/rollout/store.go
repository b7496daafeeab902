package rollout

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Keys of a workspace:
//
//	rules:head            hash: revision, digest, bytes, change (JSON of the newest Change)
//	rules:history         list: JSON of every Change, oldest first; revision N stands at N-1
//	rules:source:DIGEST   the YAML of a pack or profile
//	rules:bundle:DIGEST   the sealed image
//
// A bundle that was replaced stays for a day: a browser may be half-way through fetching it.
const replacedSeconds = 24 * 60 * 60

func headKey(ws kv.Workspace) string { return kv.Key(ws, "rules", "head") }

func historyKey(ws kv.Workspace) string { return kv.Key(ws, "rules", "history") }

func sourceKey(ws kv.Workspace, d Digest) string {
	return kv.Key(ws, "rules", "source", string(d))
}

func bundleKey(ws kv.Workspace, d Digest) string {
	return kv.Key(ws, "rules", "bundle", string(d))
}

// goLive makes a revision live, if the one before it is still the newest. Run twice with the
// same change it answers 1 twice and acts once.
//
// KEYS: 1 head, 2 history, 3 the new bundle, 4 the bundle it replaces, 5.. sources
// ARGV: 1 the revision before, 2 the change (JSON), 3 digest of the bundle, 4 the bundle,
// 5 seconds that the replaced bundle stays, 6 channel, 7.. the sources in the order of KEYS
// Returns 1, or 0 when another revision came first.
var goLive = kv.NewScript(`#!lua
local before = tonumber(ARGV[1])
local held = tonumber(redis.call('HGET', KEYS[1], 'revision') or '0')
if held == before + 1 and redis.call('HGET', KEYS[1], 'change') == ARGV[2] then
  return 1
end
if held ~= before then
  return 0
end
redis.call('SET', KEYS[3], ARGV[4])
if KEYS[4] ~= KEYS[3] then
  redis.call('EXPIRE', KEYS[4], ARGV[5])
end
for i = 5, #KEYS do
  redis.call('SET', KEYS[i], ARGV[i + 2])
end
redis.call('RPUSH', KEYS[2], ARGV[2])
redis.call('HSET', KEYS[1], 'revision', before + 1, 'change', ARGV[2],
  'digest', ARGV[3], 'bytes', #ARGV[4])
redis.call('PUBLISH', ARGV[6], 'rules ' .. (before + 1))
return 1
`)

// head is the newest change; revision 0 when there is none.
func (r *Rollout) head(ctx context.Context, ws kv.Workspace) (Change, error) {
	raw, err := r.store.HGet(ctx, headKey(ws), "change").Bytes()
	if kv.Missing(err) {
		return Change{}, nil
	}
	if err != nil {
		return Change{}, kv.Fault("read the live rules", err)
	}
	return readChange(raw)
}

// at is the change that made a revision.
func (r *Rollout) at(ctx context.Context, ws kv.Workspace, revision Revision) (Change, error) {
	if revision < 1 {
		return Change{}, unknownRevision(revision)
	}
	raw, err := r.store.LIndex(ctx, historyKey(ws), int64(revision)-1).Bytes()
	if kv.Missing(err) {
		return Change{}, unknownRevision(revision)
	}
	if err != nil {
		return Change{}, kv.Fault("read a revision", err)
	}
	return readChange(raw)
}

func unknownRevision(revision Revision) error {
	return fault.New(fault.NotFound, "There is no revision %d.", revision).At("revision")
}

func readChange(raw []byte) (Change, error) {
	var c Change
	if err := json.Unmarshal(raw, &c); err != nil {
		return Change{}, fmt.Errorf("a stored change cannot be read: %w", err)
	}
	return c, nil
}

// contentsOf fetches the texts a state names.
func (r *Rollout) contentsOf(ctx context.Context, ws kv.Workspace, s State) (contents, error) {
	c := contents{packs: map[string][]byte{}}
	for name, digest := range s.Packs {
		yaml, err := r.Source(ctx, ws, digest)
		if err != nil {
			return contents{}, err
		}
		c.packs[name] = yaml
	}
	if s.Profile == "" {
		return c, nil
	}
	profile, err := r.Source(ctx, ws, s.Profile)
	c.profile = profile
	return c, err
}

// commit stores a change and makes it live.
func (r *Rollout) commit(ctx context.Context, ws kv.Workspace, before State, c Change, after contents, bundle []byte) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	replaced := before.Bundle
	if replaced == "" {
		replaced = c.State.Bundle
	}
	keys := []string{headKey(ws), historyKey(ws), bundleKey(ws, c.State.Bundle), bundleKey(ws, replaced)}
	args := []any{int64(c.Revision) - 1, raw, string(c.State.Bundle), bundle, replacedSeconds, kv.Revisions(ws)}
	for digest, yaml := range after.sources() {
		keys = append(keys, sourceKey(ws, digest))
		args = append(args, yaml)
	}
	done, err := goLive.Run(ctx, r.store, keys, args...).Int()
	if err != nil {
		return kv.Fault("make a revision live", err)
	}
	if done == 0 {
		return fault.New(fault.Conflict,
			"Somebody else published meanwhile. Look at what is live now, then publish again.")
	}
	return nil
}

// Source is a text by its digest.
func (r *Rollout) Source(ctx context.Context, ws kv.Workspace, digest Digest) ([]byte, error) {
	yaml, err := r.store.Get(ctx, sourceKey(ws, digest)).Bytes()
	if kv.Missing(err) {
		return nil, fault.New(fault.NotFound, "There is no such text.")
	}
	return yaml, kv.Fault("read a pack", err)
}

// Bundle is a sealed image by its digest.
func (r *Rollout) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	bundle, err := r.store.Get(ctx, bundleKey(ws, Digest(digest))).Bytes()
	if kv.Missing(err) {
		return nil, fault.New(fault.NotFound, "There is no such bundle; sync again.")
	}
	return bundle, kv.Fault("read a bundle", err)
}

// Ref names the bundle that is live; its revision is 0 when none is.
func (r *Rollout) Ref(ctx context.Context, ws kv.Workspace) (Ref, error) {
	values, err := r.store.HMGet(ctx, headKey(ws), "revision", "digest", "bytes").Result()
	if err != nil {
		return Ref{}, kv.Fault("read the live revision", err)
	}
	revision, _ := values[0].(string)
	digest, _ := values[1].(string)
	size, _ := values[2].(string)
	if revision == "" {
		return Ref{}, nil
	}
	number, err := strconv.ParseInt(revision, 10, 64)
	if err != nil {
		return Ref{}, err
	}
	bytes, err := strconv.Atoi(size)
	return Ref{Revision: Revision(number), Digest: Digest(digest), Bytes: bytes}, err
}

// History is the newest changes first, at most n of them.
func (r *Rollout) History(ctx context.Context, ws kv.Workspace, n int) ([]Change, error) {
	raws, err := r.store.LRange(ctx, historyKey(ws), int64(-n), -1).Result()
	if err != nil {
		return nil, kv.Fault("read the history", err)
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
