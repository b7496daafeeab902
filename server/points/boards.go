package points

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// boards are the scores that a step may move: read before it, written as a whole after it. A
// step takes effect only when nobody else moved meanwhile, so what was read still holds.
type boards struct {
	at     activity.Generation
	wanted map[string][]string // key -> members
	scores map[place]score
	moved  map[place]bool
	until  map[string]time.Time
}

type place struct{ key, member string }

func newBoards(at activity.Generation) *boards {
	return &boards{
		at: at, wanted: map[string][]string{},
		scores: map[place]score{}, moved: map[place]bool{}, until: map[string]time.Time{},
	}
}

// want asks for the scores that a fact may move.
func (b *boards) want(f *activity.Fact, c calendar) {
	for _, s := range c.spans(f.At) {
		for _, p := range b.places(f, s) {
			if _, known := b.scores[p]; !known {
				b.scores[p] = score{}
				b.wanted[p.key] = append(b.wanted[p.key], p.member)
			}
		}
	}
}

func (b *boards) places(f *activity.Fact, s span) []place {
	places := []place{{boardKey(b.at, Advocates, s.name), string(f.Advocate)}}
	if f.Team != "" {
		places = append(places,
			place{boardKey(b.at, Teams, s.name), string(f.Team)},
			place{teamBoardKey(b.at, f.Team, s.name), string(f.Advocate)})
	}
	return places
}

// read fetches what is wanted.
func (b *boards) read(ctx context.Context, store *kv.Store) error {
	if len(b.wanted) == 0 {
		return nil
	}
	pipe := store.Pipeline()
	asked := map[string]*kv.FloatSliceCmd{}
	for key, members := range b.wanted {
		asked[key] = pipe.ZMScore(ctx, key, members...)
	}
	if _, err := pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return err
	}
	for key, answer := range asked {
		for i, stored := range answer.Val() {
			if stored != 0 { // what is not on the board is told as 0, which nobody's score is
				b.scores[place{key, b.wanted[key][i]}] = scoreOf(stored)
			}
		}
	}
	clear(b.wanted)
	return nil
}

// move adds points that a fact earned to every board it counts on.
func (b *boards) move(f *activity.Fact, c calendar, points int64) {
	for _, s := range c.spans(f.At) {
		for _, p := range b.places(f, s) {
			b.scores[p] = b.scores[p].plus(points, f.At, s)
			b.moved[p] = true
			b.until[p.key] = s.until
		}
	}
}

// write puts what moved into the effects, in an order that is the same for the same facts.
func (b *boards) write(effects *activity.Effects) {
	for _, p := range slices.SortedFunc(maps.Keys(b.moved), comparePlaces) {
		effects.Rank(p.key, p.member, strconv.FormatInt(b.scores[p].stored(), 10))
	}
	for _, key := range slices.Sorted(maps.Keys(b.until)) {
		if until := b.until[key]; !until.IsZero() {
			effects.Expire(key, until)
		}
	}
}
