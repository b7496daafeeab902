package points

import (
	"strconv"

	"vouch/server/activity"
)

// kind of deed. Its text begins the stored reason of an entry: never change one.
type kind string

const (
	story  kind = "share"
	own    kind = "own"
	click  kind = "click"
	lead   kind = "lead"
	signUp kind = "signup"
	sale   kind = "sale"
	bonus  kind = "streak" // no deed of its own: a share that made a streak long enough
)

// ending of a stored reason says why a deed earned nothing. Never change one.
type ending string

const (
	again      ending = "-again"      // the same deed on the same day
	capped     ending = "-cap"        // the day's cap was reached
	late       ending = "-late"       // told too late
	unverified ending = "-unverified" // a conversion told by a browser, not by the company's server
	off        ending = "-off"        // a rule of the workspace gives no points for it
)

// reason is why an entry was made: a kind and perhaps an ending, or one of those of rewards and
// reversals. It is stored.
type reason string

const (
	takenBack reason = "reversal"
	reserved  reason = "reserve"
	released  reason = "release"
	fulfilled reason = "fulfil"
)

func (k kind) reason(e ending) reason { return reason(string(k) + string(e)) }

// deed is a fact that a policy knows.
type deed struct {
	kind   kind
	key    string // natural, within its day
	fact   *activity.Fact
	day    activity.Day
	barred ending // why it earns nothing by its nature, or ""
}

// deedOf reads a fact; ok is false when it earns nothing and deserves no entry.
func deedOf(f *activity.Fact, c calendar) (d deed, ok bool) {
	d = deed{fact: f, day: c.day(f.At)}
	who := ":" + string(f.Advocate)
	switch {
	case f.Advocate == "":
		return deed{}, false
	case f.Kind == activity.Shared:
		d.kind, d.key = sharedKind(f), "own:"+f.ID+who
		if d.kind == story {
			d.key = "share:" + string(f.Story) + who
		}
		if f.Reason == activity.Late {
			d.key, d.barred = "late:"+f.ID+who, late
		}
	case f.Kind == activity.Clicked && f.Class == activity.Person:
		d.kind, d.key = click, "click:"+string(f.Code)+":"+visitor(f.Visitor)
	case f.Kind == activity.Converted:
		d.kind, d.key = kind(f.Goal), "conv:"+f.Goal+":"+f.ID
		if f.Reason == activity.Unverified {
			d.barred = unverified
		}
		return d, d.kind == lead || d.kind == signUp || d.kind == sale
	default:
		return deed{}, false
	}
	return d, true
}

func sharedKind(f *activity.Fact) kind {
	if f.Story != "" {
		return story
	}
	return own
}

// shares reports whether the deed keeps a streak going: a share that was told in time.
func (d deed) shares() bool { return (d.kind == story || d.kind == own) && d.barred == "" }

// sumField is where a day's points of this kind are summed for one person.
func (d deed) sumField() string { return d.field("sum:") }

// countField is how many deeds of this kind earned that day.
func (d deed) countField() string { return d.field("count:") }

// cappedField notes that the day's entry about this cap stands.
func (d deed) cappedField() string { return d.field("capped:") }

func (d deed) field(what string) string {
	return what + string(d.kind) + ":" + string(d.fact.Advocate)
}

func visitor(v activity.Visitor) string { return strconv.FormatUint(uint64(v), 16) }
