package activity

import (
	"cmp"
	"context"
	"slices"

	"vouch/server/kv"
)

// A step reads at most readEntries entries of each source and takes at most stepFacts facts of
// them (but one entry at least): the script that applies 500 clicks holds Redis for about 2 ms.
const (
	readEntries = 64
	stepFacts   = 512
)

// advance takes one step of a projection and reports whether there may be more to do.
func (f *Follower) advance(ctx context.Context, ws kv.Workspace, projection Projection) (more bool, err error) {
	key := placeKey(ws, projection.Name())
	from, sources, err := f.read(ctx, ws, key)
	if err != nil || len(sources) == 0 {
		return false, err
	}
	entries, full, err := f.entries(ctx, ws, sources, from)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	facts, to, taken, err := gather(entries)
	if err != nil {
		return false, err
	}
	effects, err := projection.Decide(ctx, ws, facts)
	if err != nil {
		return false, err
	}
	moved, err := move(ctx, f.store, key, from, to, effects)
	return full || !moved || taken < len(entries), err
}

// read tells where a projection is and which sources there are.
func (f *Follower) read(ctx context.Context, ws kv.Workspace, key string) (place, []string, error) {
	pipe := f.store.Pipeline()
	fields := pipe.HGetAll(ctx, key)
	names := pipe.SMembers(ctx, sourcesKey(ws))
	if _, err := pipe.Exec(ctx); err != nil {
		return place{}, nil, err
	}
	from := place{turn: fields.Val()["turn"], last: fields.Val()}
	if from.turn == "" {
		from.turn = "0"
	}
	return from, names.Val(), nil
}

// entry is one entry of one source.
type entry struct {
	source, id, packed string
	ms, seq            int64
}

// entries reads on from a place, oldest first over all sources; full says that a source may
// hold more.
func (f *Follower) entries(ctx context.Context, ws kv.Workspace, sources []string, from place) (entries []entry, full bool, err error) {
	read := &kv.StreamRead{Count: readEntries, Block: -1}
	names := map[string]string{}
	for _, source := range sources {
		key := factsKey(ws, source)
		names[key] = source
		read.Streams = append(read.Streams, key)
	}
	for _, source := range sources {
		read.Streams = append(read.Streams, cmp.Or(from.last[source], "0-0"))
	}
	streams, err := f.store.XRead(ctx, read).Result()
	if err != nil && !kv.Missing(err) {
		return nil, false, err
	}
	for _, s := range streams {
		full = full || len(s.Messages) == readEntries
		for _, m := range s.Messages {
			entries = append(entries, newEntry(names[s.Stream], m))
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.ms, b.ms), cmp.Compare(a.seq, b.seq))
	})
	return entries, full, nil
}

func newEntry(source string, m kv.Message) entry {
	e := entry{source: source, id: m.ID}
	e.ms, e.seq = parseID(m.ID)
	e.packed, _ = m.Values["b"].(string)
	return e
}

// gather unpacks as many entries as a step takes and tells where it then stands.
func gather(entries []entry) (facts []Fact, to map[string]string, taken int, err error) {
	to = map[string]string{}
	for _, e := range entries {
		unpacked, err := unpack(e.source, e.id, e.packed)
		if err != nil {
			return nil, nil, 0, err
		}
		if taken > 0 && len(facts)+len(unpacked) > stepFacts {
			break
		}
		facts = append(facts, unpacked...)
		to[e.source] = e.id
		taken++
	}
	return facts, to, taken, nil
}
