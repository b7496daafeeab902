package points

import "vouch/server/activity"

// reason is why an entry was made. Its text is stored: never change one.
type reason string

const (
	forStory    reason = "share"
	forOwn      reason = "own"
	forClick    reason = "click"
	storyAgain  reason = "share-again"
	storyCapped reason = "share-cap"
	ownCapped   reason = "own-cap"
	clickCapped reason = "click-cap"
	takenBack   reason = "reversal"
	toldLate    reason = "share-late"
)

// award is what the policy gives for one kind of deed.
type award struct {
	reason reason
	points int64
	// daily is the most one person gets for this kind of deed in a day, in points.
	daily  int64
	capped reason
	// again is the entry for the same deed on the same day; empty makes none.
	again reason
	// capOnce writes a day's first capped deed only: a post that does well brings thousands.
	capOnce bool
}

// policy: ten points for speaking up, two for each person it brought. The caps keep a script
// that shares or clicks all day from overtaking people; ten stories a day are more than any
// feed bears.
//
//nolint:gochecknoglobals // a table; nothing writes to it
var (
	storyAward = award{reason: forStory, points: 10, daily: 100, capped: storyCapped, again: storyAgain}
	ownAward   = award{reason: forOwn, points: 10, daily: 30, capped: ownCapped}
	lateAward  = award{reason: toldLate}
	clickAward = award{reason: forClick, points: 2, daily: 40, capped: clickCapped, capOnce: true}
)

// deed is a fact that the policy knows.
type deed struct {
	award award
	key   string // natural, within its day
	fact  *activity.Fact
	day   activity.Day
}

// deedOf reads a fact; ok is false when it earns nothing by its nature.
func deedOf(f *activity.Fact) (d deed, ok bool) {
	d = deed{fact: f, day: activity.DayOf(f.At)}
	who := ":" + string(f.Advocate)
	switch {
	case f.Advocate == "":
		return deed{}, false
	case f.Kind == activity.Shared && f.Reason == activity.Late:
		d.award, d.key = lateAward, "late:"+f.ID+who
	case f.Kind == activity.Shared && f.Story != "":
		d.award, d.key = storyAward, "share:"+string(f.Story)+who
	case f.Kind == activity.Shared:
		d.award, d.key = ownAward, "own:"+f.ID+who
	case f.Kind == activity.Clicked && f.Class == activity.Person:
		d.award, d.key = clickAward, "click:"+string(f.Code)+":"+visitor(f.Visitor)
	default:
		return deed{}, false
	}
	return d, true
}

// sumField is where a day's points of this kind are summed for one person.
func (d deed) sumField() string {
	return "sum:" + string(d.award.reason) + ":" + string(d.fact.Advocate)
}

// cappedField notes that the day's entry about this cap stands.
func (d deed) cappedField() string {
	return "capped:" + string(d.award.reason) + ":" + string(d.fact.Advocate)
}
