package points_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/points"
)

// reasons are the points and words of somebody's ledger, the newest first.
func (w *world) reasons(who activity.Who) []string {
	w.t.Helper()
	var lines []string
	for _, entry := range w.standing(who).Entries {
		lines = append(lines, fmt.Sprintf("%d %s", entry.Points, entry.Reason))
	}
	return lines
}

func (w *world) setPolicy(p points.Policy) points.Policy {
	w.t.Helper()
	made, err := w.ledger.SetPolicy(w.t.Context(), w.ws, p)
	if err != nil {
		w.t.Fatal(err)
	}
	return made
}

func TestADayIsJudgedByThePolicyOfThatDay(t *testing.T) {
	w := newWorld(t)
	generous := points.DefaultPolicy()
	generous.From, generous.Why, generous.Story.Points = "2026-11-23", "A campaign.", 30
	if made := w.setPolicy(generous); made.Version != 2 {
		t.Errorf("version %d", made.Version)
	}
	w.share(ada, "s1", noon)
	w.now = noon.AddDate(0, 0, 2)
	w.share(ada, "s2", noon) // of the day before yesterday, told today
	w.share(ada, "s1", w.now)
	want := []string{"30 Shared “Acme Cloud in Oslo”", "10 Shared a company story", "10 Shared “Acme Cloud in Oslo”"}
	if diff := cmp.Diff(want, w.reasons(ada)); diff != "" {
		t.Error(diff)
	}
}

func TestPoliciesThatCannotBe(t *testing.T) {
	cases := []struct {
		name, field string
		change      func(*points.Policy)
	}{
		{"of today", "from", func(p *points.Policy) { p.From = "2026-11-21" }},
		{"of no day", "from", func(p *points.Policy) { p.From = "soon" }},
		{"without a reason", "why", func(p *points.Policy) { p.Why = " " }},
		{"that takes points", "story", func(p *points.Policy) { p.Story.Points = -1 }},
		{"that grows", "click", func(p *points.Policy) { p.Click.Decay = 101 }},
		{"with an endless streak", "streak", func(p *points.Policy) { p.Streak.Every = 261 }},
	}
	w := newWorld(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := points.DefaultPolicy()
			p.From, p.Why = "2026-11-22", "Because."
			c.change(&p)
			_, err := w.ledger.SetPolicy(t.Context(), w.ws, p)
			if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Field != c.field {
				t.Errorf("%v, want a fault at %s", err, c.field)
			}
		})
	}
	if held, err := w.ledger.Policies(t.Context(), w.ws); err != nil || len(held) != 1 {
		t.Errorf("%d policies, %v", len(held), err)
	}
}

// Each further story of a day earns half of the one before, and the cap gives what is left of it.
func TestDecayAndWhatIsLeftOfACap(t *testing.T) {
	w := newWorld(t)
	p := points.DefaultPolicy()
	p.From, p.Why, p.Story = "2026-11-22", "Less is more.", points.Award{Points: 10, Daily: 17, Decay: 50}
	w.setPolicy(p)
	w.now = noon.AddDate(0, 0, 1)
	for n := range 4 {
		w.share(ada, fmt.Sprint("t", n), w.now)
	}
	want := []string{
		"0 Shared a company story: shares earn at most 17 points a day",
		"2 Shared a company story", "5 Shared a company story", "10 Shared a company story",
	}
	if diff := cmp.Diff(want, w.reasons(ada)); diff != "" {
		t.Error(diff)
	}
	lines, err := w.ledger.Entries(t.Context(), w.ws, ada.Advocate)
	if err != nil || lines[2].Why != "Policy 2: with these, 17 of at most 17 points of that day." ||
		lines[3].Why != "Policy 2: 17 of 17 points of that day were reached." {
		t.Errorf("%+v, %v", lines, err)
	}
}

// Monday to Friday make a streak of five; the weekend between two weeks breaks nothing and adds
// nothing; a missed Wednesday does.
func TestStreaks(t *testing.T) {
	monday := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	cases := []struct {
		name         string
		days         []int // from Monday
		streak, best int64
		bonuses      int
	}{
		{"a week", []int{0, 1, 2, 3, 4}, 5, 5, 1},
		{"over a weekend", []int{0, 1, 2, 3, 4, 7}, 6, 6, 1},
		{"and at the weekend", []int{0, 1, 2, 3, 4, 5, 6, 7, 8}, 7, 7, 1},
		{"two weeks", []int{0, 1, 2, 3, 4, 7, 8, 9, 10, 11}, 10, 10, 2},
		{"a day missed", []int{0, 1, 3, 4, 7, 8}, 4, 4, 0},
		{"begun anew", []int{0, 1, 2, 3, 7}, 1, 4, 0},
		{"told late, out of order", []int{3, 0, 1, 2, 4}, 2, 2, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.now = monday.AddDate(0, 0, 14)
			for _, day := range c.days {
				w.share(ada, "s1", monday.AddDate(0, 0, day))
			}
			balance := w.standing(ada).Balance
			account, err := w.ledger.Account(t.Context(), w.ws, ada.Advocate)
			if err != nil || account.Streak != c.streak || account.BestStreak != c.best {
				t.Errorf("%+v, %v; want a streak of %d, the best %d", account, err, c.streak, c.best)
			}
			if want := int64(10 * (len(c.days) + c.bonuses)); balance != want {
				t.Errorf("%d points, want %d", balance, want)
			}
		})
	}
}

// Eleven at night in New York is the next day in UTC.
func TestDaysAreTheWorkspaces(t *testing.T) {
	w := newWorld(t)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	w.company.In = zone
	late := time.Date(2026, 11, 20, 23, 0, 0, 0, zone)
	w.share(ada, "s1", late)
	w.share(ada, "s1", late.Add(-time.Hour)) // the same day there
	w.share(ada, "s1", late.Add(2*time.Hour))
	if got := w.standing(ada).Balance; got != 20 {
		t.Errorf("%d points, want 20", got)
	}
	days, err := w.ledger.Days(t.Context(), w.ws, []activity.Day{"2026-11-20", "2026-11-21"})
	if err != nil || days[0].Points != 10 || days[1].Points != 10 {
		t.Errorf("%v, %v", days, err)
	}
}

func TestRulesThatGiveNoPoints(t *testing.T) {
	w := newWorld(t)
	w.company.Rules = []points.Restriction{{
		Rule: "acme.noclicks", Concerns: "points_for_clicks", Countries: []string{"US"}, Roles: []string{"officer"}, Until: "2026-12-01",
	}}
	w.company.People = map[activity.Pseudonym]points.Circumstances{
		"p-ada": {Country: "US-CO", Role: "officer"}, "p-ben": {Country: "DE", Role: "officer"}, "p-carl": {Country: "US", Role: "employee"},
	}
	for visitor := range 2 {
		w.click(ada, visitor, activity.Person)
		w.click(ben, visitor, activity.Person)
	}
	w.share(ada, "s1", noon)
	want := []string{
		"10 Shared “Acme Cloud in Oslo”",
		"0 Somebody followed your link to “Acme Cloud in Oslo”: no points, by the rule acme.noclicks",
	}
	if diff := cmp.Diff(want, w.reasons(ada)); diff != "" {
		t.Error(diff)
	}
	carl := activity.Who{Advocate: "p-carl"}
	for visitor := range 2 {
		w.click(carl, visitor, activity.Person)
	}
	for _, who := range []activity.Who{ben, carl} {
		if got := w.standing(who).Balance; got != 4 {
			t.Errorf("%s, for whom the rule does not hold: %d points, want 4", who.Advocate, got)
		}
	}
}
