package content

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Keys of a workspace:
//
//	library:stories        hash: story id -> JSON
//	library:head           hash: revision, digest, bytes
//	library:bundle:DIGEST  the sealed library
//
// A bundle that was replaced stays for a day: a browser may be half-way through fetching it.
const replacedSeconds = 24 * 60 * 60

// attempts bounds how often a save is tried again when another came between.
const attempts = 8

func storiesKey(ws kv.Workspace) string { return kv.Key(ws, "library", "stories") }
func headKey(ws kv.Workspace) string    { return kv.Key(ws, "library", "head") }
func bundleKey(ws kv.Workspace, digest string) string {
	return kv.Key(ws, "library", "bundle", digest)
}

// putStory stores a story and makes the library with it live, if the revision before is still
// the newest. Run twice with the same bundle it answers 1 twice and acts once.
//
// KEYS: 1 stories, 2 head, 3 the new bundle, 4 the bundle it replaces
// ARGV: 1 the revision before, 2 story id or "", 3 story (JSON), 4 digest, 5 the bundle,
// 6 seconds that the replaced bundle stays, 7 channel
// Returns 1, or 0 when another revision came first.
var putStory = kv.NewScript(`#!lua
local before = tonumber(ARGV[1])
local held = tonumber(redis.call('HGET', KEYS[2], 'revision') or '0')
if held == before + 1 and redis.call('HGET', KEYS[2], 'digest') == ARGV[4] then
  return 1
end
if held ~= before then
  return 0
end
redis.call('SET', KEYS[3], ARGV[5])
if KEYS[4] ~= KEYS[3] then
  redis.call('EXPIRE', KEYS[4], ARGV[6])
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
end
redis.call('HSET', KEYS[2], 'revision', before + 1, 'digest', ARGV[4], 'bytes', #ARGV[5])
redis.call('PUBLISH', ARGV[7], 'library ' .. (before + 1))
return 1
`)

// Ref names the library that is live; its revision is 0 when none is.
type Ref struct {
	Revision int64
	Digest   string
	Bytes    int
}

// Ref reads it.
func (l *Library) Ref(ctx context.Context, ws kv.Workspace) (Ref, error) {
	values, err := l.store.HMGet(ctx, headKey(ws), "revision", "digest", "bytes").Result()
	if err != nil {
		return Ref{}, kv.Fault("read the library's revision", err)
	}
	revision, _ := values[0].(string)
	digest, _ := values[1].(string)
	size, _ := values[2].(string)
	if revision == "" {
		return Ref{}, nil
	}
	ref := Ref{Digest: digest}
	if ref.Revision, err = strconv.ParseInt(revision, 10, 64); err != nil {
		return Ref{}, err
	}
	ref.Bytes, err = strconv.Atoi(size)
	return ref, err
}

// Bundle is a sealed library by its digest.
func (l *Library) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	bundle, err := l.store.Get(ctx, bundleKey(ws, digest)).Bytes()
	if kv.Missing(err) {
		return nil, fault.New(fault.NotFound, "There is no such bundle; sync again.")
	}
	return bundle, kv.Fault("read a library", err)
}

// Stories of the workspace, offered or not, newest first.
func (l *Library) Stories(ctx context.Context, ws kv.Workspace) ([]Story, error) {
	raws, err := l.store.HVals(ctx, storiesKey(ws)).Result()
	if err != nil {
		return nil, kv.Fault("read the stories", err)
	}
	stories := make([]Story, len(raws))
	for i, raw := range raws {
		if err := json.Unmarshal([]byte(raw), &stories[i]); err != nil {
			return nil, fmt.Errorf("a stored story cannot be read: %w", err)
		}
	}
	newestFirst(stories)
	return stories, nil
}

// Story by id; NotFound when there is none in this workspace.
func (l *Library) Story(ctx context.Context, ws kv.Workspace, id StoryID) (s Story, err error) {
	raw, err := l.store.HGet(ctx, storiesKey(ws), string(id)).Bytes()
	if kv.Missing(err) {
		return Story{}, fault.New(fault.NotFound, "There is no such story.")
	}
	if err != nil {
		return Story{}, kv.Fault("read a story", err)
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return Story{}, fmt.Errorf("a stored story cannot be read: %w", err)
	}
	return s, nil
}

// Known tells which of these are stories of the workspace, offered or not.
func (l *Library) Known(ctx context.Context, ws kv.Workspace, ids []StoryID) (map[StoryID]bool, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	there := map[StoryID]*kv.BoolCmd{}
	pipe := l.store.Pipeline()
	for _, id := range ids {
		there[id] = pipe.HExists(ctx, storiesKey(ws), string(id))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, kv.Fault("look for stories", err)
	}
	known := map[StoryID]bool{}
	for id, found := range there {
		known[id] = found.Val()
	}
	return known, nil
}

// put stores a story and seals the library anew; it tries again when another save came between.
func (l *Library) put(ctx context.Context, ws kv.Workspace, s Story) error {
	for range attempts {
		done, err := l.tryPut(ctx, ws, s)
		if done || err != nil {
			return err
		}
	}
	return fault.New(fault.Unavailable, "Many people are saving stories just now. Try again in a moment.")
}

func (l *Library) tryPut(ctx context.Context, ws kv.Workspace, s Story) (bool, error) {
	ref, err := l.Ref(ctx, ws)
	if err != nil {
		return false, err
	}
	stories, err := l.Stories(ctx, ws)
	if err != nil {
		return false, err
	}
	raw, err := json.Marshal(s)
	if err != nil {
		return false, err
	}
	bundle, err := l.sealed(ws, ref.Revision+1, with(stories, s))
	if err != nil {
		return false, err
	}
	sum := sha256.Sum256(bundle)
	digest := hex.EncodeToString(sum[:])
	replaced := ref.Digest
	if replaced == "" {
		replaced = digest
	}
	keys := []string{storiesKey(ws), headKey(ws), bundleKey(ws, digest), bundleKey(ws, replaced)}
	done, err := putStory.Run(ctx, l.store, keys,
		ref.Revision, string(s.ID), raw, digest, bundle, replacedSeconds, kv.Revisions(ws)).Int()
	return done == 1, kv.Fault("save a story", err)
}

// with replaces a story by its id, or adds it.
func with(stories []Story, s Story) []Story {
	for i := range stories {
		if stories[i].ID == s.ID {
			stories[i] = s
			return stories
		}
	}
	stories = append(stories, s)
	newestFirst(stories)
	return stories
}

// sealed is the library for devices: what is or will be offered. A device leaves out by itself
// what is not offered yet or any more.
func (l *Library) sealed(ws kv.Workspace, revision int64, stories []Story) ([]byte, error) {
	key, err := l.signer(ws)
	if err != nil {
		return nil, err
	}
	now := l.now()
	var offered []wire.Story
	for _, s := range stories {
		if s.Until.IsZero() || s.Until.After(now) {
			offered = append(offered, onWire(s))
		}
	}
	header := seal.Header{Kind: seal.Library, Workspace: string(ws), Revision: revision, IssuedMs: now.UnixMilli()}
	sign := func(message []byte) []byte { return ed25519.Sign(key, message) }
	return seal.Seal(sign, header, wire.AppendLibrary(nil, offered))
}

func onWire(s Story) wire.Story {
	return wire.Story{
		ID: string(s.ID), Title: s.Title, Text: s.Text, Tags: s.Tags, Captions: s.Captions,
		Campaign: s.Campaign, Destination: s.Destination,
		PublishedMs: s.Published.UnixMilli(), UntilMs: untilMs(s.Until),
	}
}

func untilMs(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
