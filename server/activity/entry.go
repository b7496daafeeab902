package activity

import (
	"cmp"
	"context"
	"slices"

	"vouch/server/kv"
)

// Entry is what one source recorded in one step. IDs rise within a source: "<ms>-<seq>", where ms
// is when it was recorded, Unix ms.
type Entry struct {
	Source, ID string
	Facts      []Fact
}

// pending is an entry as the log holds it.
type pending struct {
	source, id, packed string

	at mark // where it stands in the order it is read in
}

func (p pending) unpack() (Entry, error) {
	facts, err := unpack(p.source, p.id, p.packed)
	return Entry{Source: p.source, ID: p.id, Facts: facts}, err
}

// readEntries is how many entries of each source are read at once.
const readEntries = 64

// readOn reads what follows these IDs (source -> the last one read), in an order over all sources;
// more says that the log holds more. Of a source that holds more nothing is read on beyond, so that
// the order is that of the whole log.
func readOn(ctx context.Context, store *kv.Store, ws kv.Workspace, sources []string, after map[string]string, by order) (read []pending, more bool, err error) {
	call := &kv.StreamRead{Count: readEntries, Block: -1}
	names := map[string]string{}
	for _, source := range sources {
		key := factsKey(ws, source)
		names[key] = source
		call.Streams = append(call.Streams, key)
	}
	for _, source := range sources {
		call.Streams = append(call.Streams, cmp.Or(after[source], "0-0"))
	}
	streams, err := store.XRead(ctx, call).Result()
	if err != nil && !kv.Missing(err) {
		return nil, false, err
	}
	var limit *pending // the least of the last of sources that hold more
	for _, s := range streams {
		read = append(read, by.place(names[s.Stream], s.Messages)...)
		last := read[len(read)-1]
		if len(s.Messages) == readEntries && (limit == nil || comparePending(last, *limit) < 0) {
			limit = &last
		}
	}
	return inOrder(read, limit), limit != nil, nil
}

// place says where messages of one source stand. What an order does not know of does not stand
// before what the same source said earlier.
func (o order) place(source string, messages []kv.Message) []pending {
	placed := make([]pending, len(messages))
	for i, m := range messages {
		packed, _ := m.Values["b"].(string)
		at := o.of(source, m.ID)
		if i > 0 && compareMarks(at, placed[i-1].at) < 0 {
			at = placed[i-1].at
		}
		placed[i] = pending{source: source, id: m.ID, packed: packed, at: at}
	}
	return placed
}

// inOrder sorts entries and leaves out those after limit, if there is one.
func inOrder(read []pending, limit *pending) []pending {
	if limit != nil {
		read = slices.DeleteFunc(read, func(p pending) bool { return comparePending(p, *limit) > 0 })
	}
	slices.SortFunc(read, comparePending)
	return read
}

func comparePending(a, b pending) int {
	return cmp.Or(compareMarks(a.at, b.at), compareIDs(a.id, b.id), cmp.Compare(a.source, b.source))
}

// compareIDs orders IDs as Redis does; "" is before all.
func compareIDs(a, b string) int {
	aMs, aSeq := parseID(a)
	bMs, bSeq := parseID(b)
	return cmp.Or(cmp.Compare(aMs, bMs), cmp.Compare(aSeq, bSeq))
}
