package activity

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"vouch/server/kv"
)

// A projection counts entries in the order of their IDs over all sources, as far as it can: servers
// have clocks of their own, and a batch may still be on its way while others are counted. What
// arrives after greater IDs were counted is counted late. Each generation notes which entries were,
// in the same step that counts them, and a recount takes them in the live generation's order: which
// click was the last of a capped day is then the same in both.
//
// The waivers that name nobody are left out: the note would tell when they came.

// lateKey HASH: "<source> <last ID>" of entries counted late in a row -> "<first ID> <after ID>
// <after source> <turn>": they came after that entry, the earlier turn first.
func (g Generation) lateKey() string {
	return kv.Key(g.ws, "projection", g.projection, g.text(), "late")
}

// mark is where in the order something stands: an entry's own ID and source, or for what was
// counted late those of the greatest entry before it, and the turn among what is late behind that.
// At one mark entries stand in the order of their IDs and sources.
type mark struct {
	id, source string
	turn       int64 // 0 for what came in time
}

// turns is how many turns of late ones a step has room for: it has no more entries than that.
const turns = 2 * stepFacts

func compareMarks(a, b mark) int {
	return cmp.Or(compareIDs(a.id, b.id), cmp.Compare(a.source, b.source), cmp.Compare(a.turn, b.turn))
}

// late is a run of entries of one source that stand at one mark.
type late struct {
	source, first, last string // IDs
	at                  mark
}

// order tells where entries stand; that of no late ones is nil.
type order map[string][]late // source -> runs, by IDs

// readOrder reads the order in which a generation counted.
func readOrder(ctx context.Context, store *kv.Store, g Generation) (order, error) {
	fields, err := store.HGetAll(ctx, g.lateKey()).Result()
	runs := order{}
	for name, value := range fields {
		source, last, _ := strings.Cut(name, " ")
		parts := strings.Fields(value)
		if len(parts) != 4 {
			continue // unreachable unless corrupt storage
		}
		turn, _ := strconv.ParseInt(parts[3], 10, 64) // unreachable unless corrupt storage
		runs[source] = append(runs[source], late{source, parts[0], last, mark{parts[1], parts[2], turn}})
	}
	for _, each := range runs {
		slices.SortFunc(each, func(a, b late) int { return compareIDs(a.last, b.last) })
	}
	return runs, err
}

// of is where an entry stands.
func (o order) of(source, id string) mark {
	runs := o[source]
	i, _ := slices.BinarySearchFunc(runs, id, func(l late, id string) int { return compareIDs(l.last, id) })
	if i < len(runs) && compareIDs(runs[i].first, id) <= 0 {
		return runs[i].at
	}
	return mark{id: id, source: source}
}

// latecomers are the runs among these entries that come after greater ones; last is how far each
// source was counted before the step, which is the generation's n-th.
func latecomers(last map[string]string, entries []Entry, n int64) (runs []late) {
	highest, before, turn := highestOf(last), mark{}, n*turns
	open := map[string]int{} // source -> its run at this mark
	for _, e := range entries {
		own := mark{id: e.ID, source: e.Source}
		if e.Source == nobodys {
			continue
		}
		if compareMarks(own, highest) > 0 {
			highest, before = own, mark{}
			clear(open)
			continue
		}
		if compareMarks(own, before) < 0 {
			turn++
			clear(open)
		}
		before = own
		run, begun := open[e.Source]
		if !begun {
			run = len(runs)
			open[e.Source] = run
			runs = append(runs, late{source: e.Source, first: e.ID, at: mark{highest.id, highest.source, turn}})
		}
		runs[run].last = e.ID
	}
	return runs
}

// highestOf is the greatest entry that was counted.
func highestOf(last map[string]string) mark {
	var highest mark
	for source, id := range last {
		each := mark{id: id, source: source}
		if source != nobodys && compareMarks(each, highest) > 0 {
			highest = each
		}
	}
	return highest
}

// lateArgs are names and values for lateKey.
func lateArgs(runs []late) (args []any) {
	for _, run := range runs {
		at := strings.Join([]string{run.first, run.at.id, run.at.source, strconv.FormatInt(run.at.turn, 10)}, " ")
		args = append(args, run.source+" "+run.last, at)
	}
	return args
}
