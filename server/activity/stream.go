package activity

import (
	"context"
	"strconv"
	"strings"
	"time"

	"vouch/server/kv"
)

// stream appends batches to the streams of one source. It has one writer and gives the IDs
// itself, always rising: a batch that is sent again because its answer was lost is refused by
// Redis instead of stored twice.
type stream struct {
	store  *kv.Store
	source string
	now    kv.Clock

	lastMs, lastSeq int64
	known           map[kv.Workspace]bool // those whose sources name this one
}

// patience is how long a batch may take: longer than a disk's hiccup or a restart of Redis,
// shorter than a reader's.
const patience = 2 * time.Second

// append stores every part of a batch and notes in each what went wrong; the error is the last
// of them.
func (s *stream) append(b *batch) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	id := s.nextID()
	answers := make([]*kv.Cmd, len(b.parts))
	pipe := s.store.Pipeline()
	for i, p := range b.parts {
		if !s.known[p.ws] {
			pipe.SAdd(ctx, sourcesKey(p.ws), s.source)
		}
		answers[i] = s.add(ctx, pipe, p, id)
	}
	if _, err := pipe.Exec(ctx); err == nil {
		s.remember(b)
		return nil
	}
	s.known = nil // a store that lost its last second may have lost the names of sources too
	var last error
	for i, p := range b.parts {
		if err := s.settle(ctx, p, id, answers[i].Err()); err != nil {
			p.err = kv.Fault("store clicks", err)
			last = p.err
		}
	}
	return last
}

type doer interface {
	Do(ctx context.Context, args ...any) *kv.Cmd
}

func (s *stream) add(ctx context.Context, to doer, p *part, id string) *kv.Cmd {
	return to.Do(ctx, "XADD", factsKey(p.ws, s.source), id, "b", p.packed)
}

func (s *stream) remember(b *batch) {
	if s.known == nil {
		s.known = map[kv.Workspace]bool{}
	}
	for _, p := range b.parts {
		s.known[p.ws] = true
	}
}

// settle finds out what became of a part after something failed in its batch. A refused ID
// means that the entry stands already, because the client sent it twice, or that the stream is
// ahead of our clock; then the part gets a new ID.
func (s *stream) settle(ctx context.Context, p *part, id string, failed error) error {
	if failed != nil && !isBehind(failed) {
		return failed
	}
	if err := s.store.SAdd(ctx, sourcesKey(p.ws), s.source).Err(); err != nil || failed == nil {
		return err
	}
	same, err := s.store.XRange(ctx, factsKey(p.ws, s.source), id, id).Result()
	if err != nil || len(same) == 1 && same[0].Values["b"] == string(p.packed) {
		return err
	}
	if err := s.moveBehind(ctx, p.ws); err != nil {
		return err
	}
	return s.add(ctx, s.store, p, s.nextID()).Err()
}

// moveBehind makes the next ID greater than the stream's last.
func (s *stream) moveBehind(ctx context.Context, ws kv.Workspace) error {
	last, err := s.store.XRevRangeN(ctx, factsKey(ws, s.source), "+", "-", 1).Result()
	if err != nil || len(last) == 0 {
		return err
	}
	ms, seq := parseID(last[0].ID)
	if ms > s.lastMs || ms == s.lastMs && seq > s.lastSeq {
		s.lastMs, s.lastSeq = ms, seq
	}
	return nil
}

// isBehind recognises Redis' answer to an ID that is not greater than the stream's last.
func isBehind(err error) bool { return strings.Contains(err.Error(), "equal or smaller") }

// nextID rises also when the clock does not.
func (s *stream) nextID() string {
	if ms := s.now().UnixMilli(); ms > s.lastMs {
		s.lastMs, s.lastSeq = ms, 0
	} else {
		s.lastSeq++
	}
	return strconv.FormatInt(s.lastMs, 10) + "-" + strconv.FormatInt(s.lastSeq, 10)
}

// parseID reads an ID that Redis gave: "<ms>-<seq>".
func parseID(id string) (ms, seq int64) {
	before, after, _ := strings.Cut(id, "-")
	ms, _ = strconv.ParseInt(before, 10, 64) // unreachable unless corrupt storage
	seq, _ = strconv.ParseInt(after, 10, 64) // unreachable unless corrupt storage
	return ms, seq
}
