package auth

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"vouch/server/kv"
)

// vigil tells whether what this server remembers of callers is still so. Every change that shuts
// somebody out, or alters what they are, raises the version of its workspace in the same step and
// says so on a channel; what was remembered under another version is asked of the store again.
// Messages may get lost, so that versions are read every few seconds besides; when that fails for
// a while nothing remembered is trusted any more.
type vigil struct {
	store *kv.Store
	now   kv.Clock

	mu        sync.RWMutex
	versions  map[kv.Workspace]int64 // as last heard; as many as there are workspaces
	confirmed time.Time              // when all of them were last read
}

const (
	vigilEvery = 2 * time.Second
	vigilTrust = 3 * vigilEvery // a lost message and two lost answers
)

// changedChannel hears "<version> <workspace>" of every change.
func changedChannel() string { return kv.Shared("auth", "changed") }

// raise is the end of every script that changes people or devices; it gives the new version.
//
// It expects the version's key in `version`, the channel in `channel` and the workspace in `ws`.
const raise = `
local raised = redis.call('INCR', version)
redis.call('PUBLISH', channel, raised .. ' ' .. ws)
`

func newVigil(store *kv.Store, now kv.Clock) *vigil {
	return &vigil{store: store, now: now, versions: map[kv.Workspace]int64{}}
}

// heard takes a version; they only grow, and messages may overtake one another.
func (v *vigil) heard(ws kv.Workspace, version int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if known, ok := v.versions[ws]; !ok || version > known {
		v.versions[ws] = version
	}
}

// holds reports whether nothing changed in the workspace since this version.
func (v *vigil) holds(ws kv.Workspace, version int64) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	known, ok := v.versions[ws]
	since := v.now().Sub(v.confirmed)
	return ok && known == version && since >= 0 && since < vigilTrust
}

// run hears and asks until ctx ends.
func (v *vigil) run(ctx context.Context) {
	heard := v.store.Subscribe(ctx, changedChannel())
	defer func() { _ = heard.Close() }()
	messages := heard.Channel()
	tick := time.NewTicker(vigilEvery)
	defer tick.Stop()
	v.ask(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			v.ask(ctx)
		case message, ok := <-messages:
			if !ok {
				return
			}
			v.take(message.Payload)
		}
	}
}

func (v *vigil) take(message string) {
	number, ws, ok := strings.Cut(message, " ")
	version, err := strconv.ParseInt(number, 10, 64)
	if ok && err == nil {
		v.heard(kv.Workspace(ws), version)
	}
}

// ask reads the version of every workspace that is remembered.
func (v *vigil) ask(ctx context.Context) {
	began := v.now()
	known := v.known()
	answers := make([]*kv.StringCmd, len(known))
	pipe := v.store.Pipeline()
	alive := pipe.Ping(ctx)
	for i, ws := range known {
		answers[i] = pipe.Get(ctx, versionKey(ws))
	}
	_, _ = pipe.Exec(ctx) // each answer tells for itself
	if alive.Err() != nil {
		return
	}
	for i, ws := range known {
		version, err := versionOf(answers[i])
		if err != nil {
			return
		}
		v.heard(ws, version)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.confirmed = began
}

func (v *vigil) known() []kv.Workspace {
	v.mu.RLock()
	defer v.mu.RUnlock()
	known := make([]kv.Workspace, 0, len(v.versions))
	for ws := range v.versions {
		known = append(known, ws)
	}
	return known
}

// versionOf reads a version; a workspace in which nothing ever changed has 0.
func versionOf(answer *kv.StringCmd) (int64, error) {
	version, err := answer.Int64()
	if kv.Missing(err) {
		return 0, nil
	}
	return version, err
}
