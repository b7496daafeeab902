package console_test

import (
	"net/http"
	"net/url"
	"testing"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/shared/wire"
)

// shares records that somebody shared a story.
func (d *desk) shares(t *testing.T, who auth.Person, id string) {
	t.Helper()
	_, err := d.log.Record(t.Context(), d.ws, activity.Who{Advocate: activity.Pseudonym(who.Pseudonym)}, []wire.Fact{
		{ID: "00000000-0000-4000-8000-" + id, Kind: wire.Shared, AtMs: d.now.UnixMilli(), Story: id},
	})
	must(t, err)
}

func TestARewardFromOfferToHand(t *testing.T) {
	d := open(t)
	boss := d.signedIn(t, d.person(t, "Ada Administrator", auth.Administrator))
	ben := d.person(t, "Ben Advocate", auth.Advocate)
	v := d.signedIn(t, ben)
	contains(t, v.get("/console/points"), "Nothing can be had for points yet", "Nothing yet. Share a story")

	bad := boss.submit("/console/points", "/console/points/rewards", url.Values{"title": {"A coffee"}, "points": {"ten"}})
	if bad.status != http.StatusUnprocessableEntity && bad.status != http.StatusBadRequest {
		t.Errorf("points in letters: %d", bad.status)
	}
	contains(t, bad, "Write the points in digits", `value="A coffee"`)
	boss.submit("/console/points", "/console/points/rewards", url.Values{"title": {"A coffee"}, "points": {"20"}})

	d.shares(t, ben, "000000000001")
	contains(t, v.get("/console/points"), "20 points; 10 to go")
	d.shares(t, ben, "000000000002")
	contains(t, v.get("/console/points"), "Ask for it", "Policy 1: with these, 20 of at most 100 points of that day.")
	for range 2 { // a form that is sent twice asks once
		v.submit("/console/points", "/console/points/rewards/a-coffee/ask", url.Values{"wish": {"w1"}})
	}
	contains(t, v.get("/console/points"), "20 points set aside", "20 more are set aside for rewards")

	waiting := boss.get("/console/points/rewards")
	contains(t, waiting, "A coffee for Ben Advocate")
	reservation := url.Values{"reservation": {"reserve:" + string(ben.Pseudonym) + ":w1"}, "do": {"fulfil"}}
	boss.submit("/console/points", "/console/points/reservations", reservation)
	contains(t, boss.get("/console/points/rewards"), "Nobody waits for a reward")
	contains(t, v.get("/console/points"), "Handed out: A coffee", "nothing is set aside")
}

func TestThePolicyIsChangedForComingDays(t *testing.T) {
	d := open(t)
	boss := d.signedIn(t, d.person(t, "Ada Administrator", auth.Administrator))
	form := url.Values{"from": {"2026-11-21"}, "why": {"A campaign."}, "every": {"5"}, "bonus": {"10"}}
	for _, deed := range []string{"story", "own", "click", "lead", "signup", "sale"} {
		form.Set(deed+"-points", "7")
		form.Set(deed+"-daily", "70")
		form.Set(deed+"-decay", "50")
	}
	contains(t, boss.submit("/console/points", "/console/points/policy", form), "A policy begins on 2026-11-22 or later", `value="A campaign."`)
	form.Set("from", "2026-11-22")
	boss.submit("/console/points", "/console/points/policy", form)
	contains(t, boss.get("/console/points/policy"), "Policy 2, from 22 Nov 2026", "coming", "50 % of it", "Policy 1, from the beginning", "in effect")
}

func TestWhoStandsOnTheBoardOfPeople(t *testing.T) {
	d := open(t)
	ben := d.person(t, "Ben Advocate", auth.Advocate)
	v := d.signedIn(t, ben)
	d.shares(t, ben, "000000000001")
	contains(t, v.get("/console/points"), "Nobody stands here")
	v.submit("/console/points", "/console/points/shown", url.Values{"as": {"alias"}, "alias": {"Blue Fox"}})
	contains(t, v.get("/console/points"), "1. Blue Fox")
	contains(t, v.submit("/console/points", "/console/points/shown", url.Values{"as": {"alias"}, "alias": {""}}), "Choose a name of 1 to 30 characters")
}
