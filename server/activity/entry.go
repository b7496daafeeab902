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
type pending struct{ source, id, packed string }

func (p pending) unpack() (Entry, error) {
	facts, err := unpack(p.source, p.id, p.packed)
	return Entry{Source: p.source, ID: p.id, Facts: facts}, err
}

// readEntries is how many entries of each source are read at once.
const readEntries = 64

// readOn reads what follows these IDs (source -> the last one read), in the order of IDs over all
// sources; more says that the log holds more. Of a source that holds more nothing is read on
// beyond, so that the order is that of the whole log.
func readOn(ctx context.Context, store *kv.Store, ws kv.Workspace, sources []string, after map[string]string) (read []pending, more bool, err error) {
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
	limit := "" // the least of the last IDs of sources that hold more
	for _, s := range streams {
		last := s.Messages[len(s.Messages)-1].ID
		if len(s.Messages) == readEntries && (limit == "" || compareIDs(last, limit) < 0) {
			limit = last
		}
		for _, m := range s.Messages {
			packed, _ := m.Values["b"].(string)
			read = append(read, pending{names[s.Stream], m.ID, packed})
		}
	}
	return inOrder(read, limit), limit != "", nil
}

// inOrder sorts entries and leaves out those after limit, unless it is "".
func inOrder(read []pending, limit string) []pending {
	if limit != "" {
		read = slices.DeleteFunc(read, func(p pending) bool { return compareIDs(p.id, limit) > 0 })
	}
	slices.SortStableFunc(read, func(a, b pending) int {
		return cmp.Or(compareIDs(a.id, b.id), cmp.Compare(a.source, b.source))
	})
	return read
}

// compareIDs orders IDs as Redis does; "" is before all.
func compareIDs(a, b string) int {
	aMs, aSeq := parseID(a)
	bMs, bSeq := parseID(b)
	return cmp.Or(cmp.Compare(aMs, bMs), cmp.Compare(aSeq, bSeq))
}
