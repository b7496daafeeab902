package points

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"vouch/server/activity"
)

// dayKept is longer than a fact may be late (activity.Window), so that a late one still finds
// what its day gave.
const dayKept = activity.Window + 20*aDay

// booking turns decisions into effects.
type booking struct {
	at       activity.Generation
	calendar calendar
	boards   *boards
	effects  *activity.Effects
}

// deed counts what the advocate did, whether or not it earned something.
func (b *booking) deed(d deed, first bool) {
	total := totalKey(b.at, d.fact.Advocate)
	switch {
	case d.fact.Kind == activity.Shared:
		b.effects.Add(total, "shares", 1)
	case first && d.kind == click:
		b.effects.Add(total, "clicks", 1)
	case first:
		b.effects.Add(total, "conversions", 1)
	}
	if first {
		b.effects.Set(dayKey(b.at, d.day), d.key, "1")
		start, _ := d.day.Start() // the day comes from an instant, so it is one
		b.effects.Expire(dayKey(b.at, d.day), start.Add(dayKept))
	}
}

// award writes a ledger's line and moves what the day's cap and decay are counted with.
func (b *booking) award(d deed, e entry) {
	switch {
	case e.reason == reason(d.kind):
		b.effects.Add(dayKey(b.at, d.day), d.sumField(), e.posting.points)
		b.effects.Add(dayKey(b.at, d.day), d.countField(), 1)
	case d.kind == click && e.posting.points == 0:
		b.effects.Set(dayKey(b.at, d.day), d.cappedField(), "1")
	default: // neither a streak's bonus nor the same deed again moves a day's sum
	}
	b.line(e)
}

// line writes an entry and moves every account that it touches.
func (b *booking) line(e entry) {
	who := e.fact.Advocate
	b.effects.Append(ledgerKey(b.at, who), e.fields()...)
	if e.posting.points == 0 {
		return
	}
	for _, a := range []account{issued, spendable, held, spent} {
		if n := e.posting.into(a); n != 0 {
			b.effects.Add(accountsKey(b.at), string(a), n)
		}
	}
	total := totalKey(b.at, who)
	b.effects.Add(total, "balance", e.posting.into(spendable))
	b.effects.Add(total, "held", e.posting.into(held))
	if !e.posting.issues() {
		return
	}
	earned := e.posting.into(spendable)
	b.effects.Add(total, "lifetime", earned)
	b.effects.Add(daysKey(b.at), string(e.at), earned)
	b.boards.move(e.fact, b.calendar, earned)
}

// hold keeps where a reservation stands.
func (b *booking) hold(f *activity.Fact, holds map[string]hold) {
	id := cmp.Or(f.Of, f.ID)
	if h, known := holds[id]; known && h.points > 0 {
		b.effects.Set(holdsKey(b.at), id, h.stored())
	}
}

// close writes what was kept up during the step: the streaks and the boards.
func (b *booking) close(s *state) {
	for _, who := range slices.Sorted(maps.Keys(s.people)) {
		if streak := s.people[who].streak; streak.last != "" {
			key := totalKey(b.at, who)
			b.effects.Set(key, "streak", strconv.FormatInt(streak.days, 10))
			b.effects.Set(key, "best", strconv.FormatInt(streak.best, 10))
			b.effects.Set(key, "last", string(streak.last))
		}
	}
	b.boards.write(b.effects)
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.member, b.member))
}
