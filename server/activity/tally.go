package activity

import (
	"strconv"
	"time"
)

// tally turns facts into effects, one after the other.
type tally struct {
	at      Generation
	manner  Manner
	visits  map[visit]bool
	effects *Effects
	keys    map[rowOfDay]*rowKeys
	of      *Fact // whose rows stand in last
	last    []*rowKeys
}

func (t *tally) count(f *Fact) {
	switch f.Kind {
	case Shared:
		t.add(f, shares)
		t.contributed(f)
	case Unchecked:
		t.add(f, unchecked)
		t.contributed(f)
	case Waived:
		t.add(f, waived)
	case Clicked:
		t.clicked(f)
	case Converted:
		t.converted(f)
	case Reversed, Reserved, Released, Fulfilled: // about points; what happened stays counted
	case Disputed: // counted beside its words, where the rules are
	}
}

func (t *tally) clicked(f *Fact) {
	switch f.Class {
	case Person:
		t.visited(f)
	case Preview:
		t.add(f, previews)
	case Prefetch:
		t.add(f, prefetches)
	case Own:
		t.add(f, owns)
	default:
		t.add(f, bots)
	}
}

// visited counts a person's click.
func (t *tally) visited(f *Fact) {
	v := visitOf(f)
	if t.visits[v] {
		t.add(f, duplicates)
		return
	}
	t.visits[v] = true
	t.effects.Set(visitsKey(t.at, v.day), v.field, "")
	t.expire(visitsKey(t.at, v.day), v.day, visitsKept)
	t.add(f, clicks)
	t.contributed(f)
	visitor := strconv.FormatUint(uint64(f.Visitor), 16)
	for _, row := range t.rows(f) {
		if row.visitors != "" {
			t.effects.Count(row.visitors, visitor)
		}
	}
}

func (t *tally) converted(f *Fact) {
	if f.Reason == Unverified {
		t.add(f, unverified)
		return
	}
	t.add(f, verified)
	t.contributed(f)
}

func (t *tally) add(f *Fact, m metric) {
	for _, row := range t.rows(f) {
		t.effects.Add(row.count, string(m)+":"+row.id, 1)
	}
}

// contributed notes that this person is among those whom the rows rest on.
func (t *tally) contributed(f *Fact) {
	for _, row := range t.rows(f) {
		if row.advocates != "" {
			t.effects.Count(row.advocates, string(f.Advocate))
		}
	}
}

// restsOnAdvocates tells where it matters how many advocates contributed: an advocate and a link
// are one each, and what is known of readers rests on readers.
func restsOnAdvocates(by Dimension) bool { return by == ByWorkspace || by == ByStory || by == ByTeam }

func (t *tally) expire(key string, day Day, kept time.Duration) {
	start, _ := day.Start() // the day comes from an instant, so it is one
	t.effects.Expire(key, start.Add(kept))
}

// row is where a fact counts.
type row struct {
	by Dimension
	id string
}

// rowKeys are a row of a day with its keys, made once for all facts of a step: the numbers, and the
// visitors and the advocates where they are counted.
type rowKeys struct{ id, count, visitors, advocates string }

type rowOfDay struct {
	day Day
	row row
}

// rows lists the rows of a fact.
func (t *tally) rows(f *Fact) []*rowKeys {
	if t.of == f {
		return t.last
	}
	day := DayIn(f.At, t.manner.Zone)
	t.of, t.last = f, t.last[:0]
	for _, r := range t.rowsOf(f) {
		of := rowOfDay{day, r}
		if t.keys[of] == nil {
			t.keys[of] = t.keysOf(of)
		}
		t.last = append(t.last, t.keys[of])
	}
	return t.last
}

func (t *tally) keysOf(r rowOfDay) *rowKeys {
	k := &rowKeys{id: r.row.id, count: countKey(t.at, r.day, r.row.by)}
	if r.row.by != ByAdvocate { // those of their links, and no page asks
		k.visitors = visitorsKey(t.at, r.day, r.row.by, r.row.id)
		t.expire(k.visitors, r.day, visitorsKept)
	}
	if restsOnAdvocates(r.row.by) {
		k.advocates = advocatesKey(t.at, r.day, r.row.by, r.row.id)
		t.expire(k.advocates, r.day, visitorsKept)
	}
	return k
}

// rowsOf says where a fact counts. A waiver counts by rule and for the workspace only: by story or
// team it would tell on somebody. Only people's clicks count by hour: when readers come is worth
// knowing, when somebody shares is theirs.
func (t *tally) rowsOf(f *Fact) []row {
	if f.Kind == Waived {
		return []row{{ByWorkspace, ""}, {ByRule, f.Rule}}
	}
	rows := []row{
		{ByWorkspace, ""}, {ByStory, string(f.Story)}, {ByTeam, string(f.Team)},
	}
	if f.Kind == Clicked && f.Class == Person {
		hour := f.At.In(t.manner.Zone).Format("15")
		rows = append(rows, row{ByHour, hour}, row{ByCountry, f.Country}, row{ByDevice, f.Device})
	}
	if t.manner.Aggregate {
		return rows
	}
	rows = append(rows, row{ByAdvocate, string(f.Advocate)})
	if f.Code != "" {
		rows = append(rows, row{ByLink, string(f.Code)})
	}
	return rows
}
