package activity

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"vouch/server/kv"
)

// stream appends batches to the streams of one source. It has one writer and gives the IDs
// itself, always rising: a batch that is sent again because its answer was lost is refused by
// Redis instead of stored twice.
type stream struct {
	store    *kv.Store
	source   string
	now      kv.Clock
	sure     kv.Sureness
	patience time.Duration

	lastMs, lastSeq int64
	known           map[kv.Workspace]bool // those whose sources name this one
}

// patience is how long a batch may take: longer than a disk's hiccup or a restart of Redis,
// shorter than a reader's.
const patience = 2 * time.Second

// name gives a batch its place in the streams: what is sent later has a greater ID.
func (s *stream) name(b *batch) {
	id := s.nextID()
	for _, p := range b.parts {
		p.id, p.source = id, s.source
	}
}

// append stores every part of a batch and notes in each what went wrong; the error is the last
// of them.
func (s *stream) append(ctx context.Context, b *batch) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	if s.sure == 0 || !s.store.IsCluster() {
		s.send(ctx, b.parts)
	} else { // each part may live with another master, and its replicas
		var all sync.WaitGroup
		for i := range b.parts {
			all.Go(func() { s.send(ctx, b.parts[i:i+1]) })
		}
		all.Wait()
	}
	return s.outcome(ctx, b.parts)
}

// send is one round trip, and leaves what went wrong in each part.
func (s *stream) send(ctx context.Context, parts []*part) {
	answers := make([]*kv.Cmd, len(parts))
	err := s.store.Together(ctx, factsKey(parts[0].ws, s.source), s.sure, func(pipe kv.Pipeliner) {
		for i, p := range parts {
			if !s.known[p.ws] {
				pipe.SAdd(ctx, sourcesKey(p.ws), s.source)
			}
			answers[i] = add(ctx, pipe, p)
		}
	})
	for i, p := range parts {
		p.err = err
		if answers[i] != nil && answers[i].Err() != nil {
			p.err = answers[i].Err()
		}
	}
}

func add(ctx context.Context, to kv.Pipeliner, p *part) *kv.Cmd {
	return to.Do(ctx, "XADD", factsKey(p.ws, p.source), p.id, "b", p.packed)
}

// outcome remembers what went well, and settles what did not.
func (s *stream) outcome(ctx context.Context, parts []*part) (last error) {
	for _, p := range parts {
		if p.err == nil {
			s.remember(p.ws)
			continue
		}
		s.known = nil          // a store that lost its last second may have lost the names of sources too
		if kv.Refused(p.err) { // this part, or another of the same round trip
			p.err = s.again(ctx, p)
			s.moveTo(p.id)
		}
		if p.err != nil {
			p.err = kv.Fault("store clicks", p.err)
			last = p.err
		}
	}
	return last
}

func (s *stream) remember(ws kv.Workspace) {
	if s.known == nil {
		s.known = map[kv.Workspace]bool{}
	}
	s.known[ws] = true
}

// again stores a part that may have been sent before. A refused ID means that the entry stands
// already, or that the stream is ahead of our clock; then the part gets a new ID.
func (s *stream) again(ctx context.Context, p *part) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	err := s.put(ctx, p)
	if err == nil || !isBehind(err) {
		return err
	}
	same, err := s.store.XRange(ctx, factsKey(p.ws, p.source), p.id, p.id).Result()
	if err != nil {
		return err
	}
	if len(same) == 1 && same[0].Values["b"] == string(p.packed) {
		return s.vouch(ctx, p)
	}
	if p.id, err = s.behind(ctx, p); err != nil {
		return err
	}
	return s.put(ctx, p)
}

// againAll is again for parts of one stream, in one round trip where that goes well. It says how many
// of the first are stored.
func (s *stream) againAll(ctx context.Context, parts []*part) (stored int, err error) {
	if len(parts) > 1 && s.putAll(ctx, parts) == nil {
		return len(parts), nil
	}
	for _, p := range parts {
		if err := s.again(ctx, p); err != nil {
			return stored, err
		}
		stored++
	}
	return stored, nil
}

func (s *stream) putAll(ctx context.Context, parts []*part) error {
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	return s.store.Together(ctx, factsKey(parts[0].ws, parts[0].source), s.sure, func(pipe kv.Pipeliner) {
		pipe.SAdd(ctx, sourcesKey(parts[0].ws), parts[0].source)
		for _, p := range parts {
			add(ctx, pipe, p)
		}
	})
}

func (s *stream) put(ctx context.Context, p *part) error {
	return s.store.Together(ctx, factsKey(p.ws, p.source), s.sure, func(pipe kv.Pipeliner) {
		pipe.SAdd(ctx, sourcesKey(p.ws), p.source)
		add(ctx, pipe, p)
	})
}

// vouch asks replicas for an entry that stands: they acknowledge in the order of the writes, and
// only for a connection that writes, so it writes.
func (s *stream) vouch(ctx context.Context, p *part) error {
	if s.sure == 0 {
		return nil
	}
	return s.store.Together(ctx, factsKey(p.ws, p.source), s.sure, func(pipe kv.Pipeliner) {
		pipe.SAdd(ctx, sourcesKey(p.ws), p.source)
		pipe.Set(ctx, settledKey(p.ws, p.source), p.id, 0)
	})
}

// behind is an ID greater than the stream's last.
func (s *stream) behind(ctx context.Context, p *part) (string, error) {
	last, err := s.store.XRevRangeN(ctx, factsKey(p.ws, p.source), "+", "-", 1).Result()
	if err != nil || len(last) == 0 {
		return p.id, err
	}
	ms, seq := parseID(last[0].ID)
	return formatID(ms, seq+1), nil
}

// isBehind recognises Redis' answer to an ID that is not greater than the stream's last.
func isBehind(err error) bool { return strings.Contains(err.Error(), "equal or smaller") }

// moveTo makes the next ID greater than one that was used.
func (s *stream) moveTo(id string) {
	ms, seq := parseID(id)
	if ms > s.lastMs || ms == s.lastMs && seq > s.lastSeq {
		s.lastMs, s.lastSeq = ms, seq
	}
}

// nextID rises also when the clock does not.
func (s *stream) nextID() string {
	if ms := s.now().UnixMilli(); ms > s.lastMs {
		s.lastMs, s.lastSeq = ms, 0
	} else {
		s.lastSeq++
	}
	return formatID(s.lastMs, s.lastSeq)
}

// settledKey STRING: the last ID of which replicas were asked again.
func settledKey(ws kv.Workspace, source string) string {
	return kv.Key(ws, "activity", "settled", source)
}

func formatID(ms, seq int64) string {
	return strconv.FormatInt(ms, 10) + "-" + strconv.FormatInt(seq, 10)
}

// parseID reads an ID that Redis gave: "<ms>-<seq>".
func parseID(id string) (ms, seq int64) {
	before, after, _ := strings.Cut(id, "-")
	ms, _ = strconv.ParseInt(before, 10, 64) // unreachable unless corrupt storage
	seq, _ = strconv.ParseInt(after, 10, 64) // unreachable unless corrupt storage
	return ms, seq
}
