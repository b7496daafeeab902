package points

import (
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
)

// Policy says what deeds earn, from a day on. A policy that has begun never changes: what a day
// earned is judged by the policy of that day, however often it is judged again.
type Policy struct {
	Version int          `json:"version"` // 1, 2, 3 ...; given when it is made
	From    activity.Day `json:"from"`    // the first day it holds; "" is always
	Why     string       `json:"why"`     // shown beside it
	Story   Award        `json:"story"`   // a company story shared
	Own     Award        `json:"own"`     // a post in one's own words
	Click   Award        `json:"click"`   // a person who followed a link
	Lead    Award        `json:"lead"`
	SignUp  Award        `json:"signup"`
	Sale    Award        `json:"sale"`
	Streak  Streak       `json:"streak"`
}

// Award is what one kind of deed earns.
type Award struct {
	Points int64 `json:"points"` // for the first of a day
	Daily  int64 `json:"daily"`  // the most a person gets for this kind in a day
	// Decay is how many percent of the deed before the next one of the same day earns; 100 is
	// no decay. What is left is rounded down.
	Decay int64 `json:"decay"`
}

// Streak is what sharing on working days in a row earns: Points on every Every-th of them. Who
// does not share at the weekend breaks no streak, and who does makes it no longer.
type Streak struct {
	Every  int   `json:"every"`  // working days; 0 is no streaks
	Points int64 `json:"points"` // each time
}

// DefaultPolicy holds until a workspace makes its own. Ten points for speaking up, two for each
// person it brought, more for what came of it. The caps keep a script that shares or clicks all
// day from overtaking people; ten stories a day are more than any feed bears.
func DefaultPolicy() Policy {
	return Policy{
		Version: 1,
		Story:   Award{Points: 10, Daily: 100, Decay: 100},
		Own:     Award{Points: 10, Daily: 30, Decay: 100},
		Click:   Award{Points: 2, Daily: 40, Decay: 100},
		Lead:    Award{Points: 20, Daily: 200, Decay: 100},
		SignUp:  Award{Points: 20, Daily: 200, Decay: 100},
		Sale:    Award{Points: 50, Daily: 500, Decay: 100},
		Streak:  Streak{Every: 5, Points: 10},
	}
}

// mostPoints bounds a number in a policy: a board's score holds 2^31 points of a person.
const mostPoints = 100_000

// check finds the first number that makes no sense.
func (p Policy) check() error {
	for _, part := range []struct {
		field string
		award Award
	}{
		{"story", p.Story},
		{"own", p.Own},
		{"click", p.Click},
		{"lead", p.Lead},
		{"signup", p.SignUp},
		{"sale", p.Sale},
	} {
		a := part.award
		switch {
		case a.Points < 0 || a.Points > mostPoints || a.Daily < 0 || a.Daily > mostPoints:
			return fault.New(fault.Invalid, "Points lie between 0 and %d.", mostPoints).At(part.field)
		case a.Decay < 0 || a.Decay > 100:
			return fault.New(fault.Invalid, "What the next deed earns lies between 0 and 100 percent.").At(part.field)
		}
	}
	if p.Streak.Every < 0 || p.Streak.Every > 260 || p.Streak.Points < 0 || p.Streak.Points > mostPoints {
		return fault.New(fault.Invalid, "A streak has between 0 and 260 working days, and points up to %d.", mostPoints).At("streak")
	}
	return nil
}

// award is the part of the policy for a kind of deed.
func (p Policy) award(k kind) Award {
	switch k {
	case story:
		return p.Story
	case own:
		return p.Own
	case click:
		return p.Click
	case lead:
		return p.Lead
	case signUp:
		return p.SignUp
	case sale:
		return p.Sale
	case bonus: // has no award of its own: see Streak
	}
	return Award{}
}

// earns is what the n-th deed (from 0) of a day earns before the cap.
func (a Award) earns(n int64) int64 {
	points := a.Points
	for ; n > 0 && points > 0 && a.Decay < 100; n-- {
		points = points * a.Decay / 100
	}
	return points
}

// on is the policy of a day among policies in the order they were made.
func on(policies []Policy, day activity.Day) Policy {
	held := policies[0]
	for _, p := range policies[1:] {
		if p.From <= day {
			held = p
		}
	}
	return held
}

// tomorrow is the first day that a policy made now may begin: today has been judged already.
func tomorrow(c calendar, now time.Time) activity.Day {
	return c.day(now.AddDate(0, 0, 1))
}
