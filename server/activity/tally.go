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
	day := DayIn(f.At, t.manner.Zone)
	for _, row := range t.rows(f) {
		key := visitorsKey(t.at, day, row.by, row.id)
		t.effects.Count(key, strconv.FormatUint(uint64(f.Visitor), 16))
		t.expire(key, day, visitorsKept)
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
	day := DayIn(f.At, t.manner.Zone)
	for _, row := range t.rows(f) {
		t.effects.Add(countKey(t.at, day, row.by), string(m)+":"+row.id, 1)
	}
}

// contributed notes that this person is among those whom the rows rest on.
func (t *tally) contributed(f *Fact) {
	day := DayIn(f.At, t.manner.Zone)
	for _, row := range t.rows(f) {
		if !restsOnAdvocates(row.by) {
			continue
		}
		key := advocatesKey(t.at, day, row.by, row.id)
		t.effects.Count(key, string(f.Advocate))
		t.expire(key, day, visitorsKept)
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

// rows lists the rows of a fact. A waiver counts by rule and for the workspace only: by story or
// team it would tell on somebody. Only people's clicks count by hour: when readers come is worth
// knowing, when somebody shares is theirs.
func (t *tally) rows(f *Fact) []row {
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
