package activity

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
)

// stepFacts is how many facts a step takes at most (but one entry at least): the script that
// applies 500 clicks holds Redis for about 2 ms.
const stepFacts = 500

// stand is where a generation stands in the log.
type stand struct {
	at      Generation
	from    place
	sources []string
	trimmed map[string]string // source -> the last ID that is no longer in the log
}

// readStand reads where a generation stands, and which generation is live.
func readStand(ctx context.Context, store *kv.Store, at Generation) (stand, Generation, error) {
	pipe := store.Pipeline()
	live := pipe.HMGet(ctx, generationsKey(at.ws, at.projection), "live")
	fields := pipe.HGetAll(ctx, at.placeKey())
	names := pipe.SMembers(ctx, sourcesKey(at.ws))
	trimmed := pipe.HGetAll(ctx, trimmedKey(at.ws))
	if _, err := pipe.Exec(ctx); err != nil {
		return stand{}, at, err
	}
	number, _ := live.Val()[0].(string)
	s := stand{at: at, from: placeOf(fields.Val()), sources: names.Val(), trimmed: trimmed.Val()}
	return s, at.numbered(generationNumber(number)), nil
}

func placeOf(fields map[string]string) place {
	p := place{turn: cmp.Or(fields["turn"], "0"), recipe: fields["recipe"], last: fields}
	delete(fields, "turn")
	delete(fields, "recipe")
	return p
}

// number is the turn as a number, counted from 1 for what comes next.
func (p *place) number() int64 {
	turn, _ := strconv.ParseInt(p.turn, 10, 64) // unreachable unless corrupt storage
	return turn + 1
}

// whole says what is missing when facts were trimmed that the generation has not counted.
func (s stand) whole() error {
	for source, id := range s.trimmed {
		if compareIDs(s.from.last[source], id) < 0 {
			return fault.New(fault.Conflict,
				"Facts that %q has not counted are in the archive already. Run `vouch rebuild`.", s.at.projection)
		}
	}
	return nil
}

// walk takes one generation through the log.
type walk struct {
	stand
	store      *kv.Store
	projection Projection
	pending    []pending // read, and not counted yet
	more       bool      // the log held more when it was read
	told       func(counted []Entry)
	rest       func(context.Context) // between steps; nil is none
	until      map[string]string     // source -> the last ID to count; nil is the end of the log
	known      map[string]bool       // keys that a step has listed already
	order      order                 // in which to count; nil is that of IDs
}

// toEnd counts until the end of the log, or until something else than applied becomes of a step.
func (w *walk) toEnd(ctx context.Context) (moved, error) {
	if err := w.whole(); err != nil {
		return applied, err
	}
	if err := w.read(ctx); err != nil {
		return applied, err
	}
	for len(w.pending) > 0 {
		if result, err := w.step(ctx); err != nil || result != applied {
			return result, err
		}
		if w.rest != nil && (len(w.pending) > 0 || w.more) {
			w.rest(ctx)
		}
		if len(w.pending) > 0 || !w.more {
			continue
		}
		if err := w.read(ctx); err != nil {
			return applied, err
		}
	}
	return applied, nil
}

func (w *walk) read(ctx context.Context) (err error) {
	w.pending, w.more = nil, false
	if sources := w.unread(); len(sources) > 0 {
		w.pending, w.more, err = readOn(ctx, w.store, w.at.ws, sources, w.from.last, w.order)
	}
	if w.until != nil {
		w.more = true // until nothing is unread
		w.pending = slices.DeleteFunc(w.pending, func(p pending) bool { return compareIDs(p.id, w.until[p.source]) > 0 })
	}
	return err
}

// unread are the sources that may hold what is to be counted.
func (w *walk) unread() []string {
	if w.until == nil {
		return w.sources
	}
	return slices.DeleteFunc(slices.Clone(w.sources), func(source string) bool {
		return compareIDs(w.from.last[source], w.until[source]) >= 0
	})
}

// step counts what comes next of what was read.
func (w *walk) step(ctx context.Context) (moved, error) {
	entries, err := gather(w.pending)
	if err != nil {
		return applied, err
	}
	ctx, span := tracing.Job(ctx, tracing.CountFacts)
	result, err := w.apply(ctx, entries)
	if err == nil && result == applied {
		w.pending = w.pending[len(entries):]
	}
	if span.On() {
		span.Projection(w.projection.Name())
		span.Count(factsIn(entries))
	}
	span.End(err)
	return result, err
}

func factsIn(entries []Entry) (n int) {
	for _, e := range entries {
		n += len(e.Facts)
	}
	return n
}

// apply counts entries and stands behind them afterwards.
func (w *walk) apply(ctx context.Context, entries []Entry) (moved, error) {
	if w.from.recipe == "" {
		var err error
		if w.from.recipe, err = w.projection.Recipe(ctx, w.at.ws); err != nil {
			return applied, err
		}
	}
	var facts []Fact
	to := map[string]string{}
	for _, e := range entries {
		facts = append(facts, e.Facts...)
		to[e.Source] = e.ID
	}
	effects, err := w.projection.Decide(ctx, w.at, facts)
	if err != nil {
		return applied, err
	}
	if w.known == nil {
		w.known = map[string]bool{}
	}
	result, err := move(ctx, w.store, step{
		at: w.at, turn: w.from.turn, recipe: w.from.recipe, to: to, effects: effects, known: w.known,
		late: latecomers(w.from.last, entries, w.from.number()),
	})
	if err != nil || result != applied {
		return result, err
	}
	w.from.advance(to)
	if w.told != nil {
		w.told(entries)
	}
	return applied, nil
}

// advance follows a move that was applied.
func (p *place) advance(to map[string]string) {
	p.turn = strconv.FormatInt(p.number(), 10)
	maps.Copy(p.last, to)
}

// gather unpacks as many entries as a step takes.
func gather(waiting []pending) (entries []Entry, err error) {
	facts := 0
	for _, p := range waiting {
		e, err := p.unpack()
		if err != nil {
			return nil, err
		}
		if len(entries) > 0 && facts+len(e.Facts) > stepFacts {
			break
		}
		facts += len(e.Facts)
		entries = append(entries, e)
	}
	return entries, nil
}
