package points_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/points"
	"vouch/server/points/pointstest"
	"vouch/shared/wire"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

// world is one workspace with its log, its clicks and its ledger.
type world struct {
	t        *testing.T
	ws       kv.Workspace
	log      *activity.Log
	clicks   *activity.Clicks
	company  *pointstest.Company
	ledger   *points.Ledger
	rewards  *points.Rewards
	follower *activity.Follower
	now      time.Time
	facts    int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	store := kvtest.Start(t)
	w := &world{t: t, ws: kvtest.Workspace(t), company: &pointstest.Company{Titles: called}, now: noon}
	clock := func() time.Time { return w.now }
	w.log, w.clicks = activity.NewLog(store, clock), activity.NewClicks(store, "a", clock)
	w.ledger = points.NewLedger(store, clock, w.company)
	w.follower = activity.NewFollower(store, w.ledger)
	w.rewards = points.NewRewards(w.ledger, w.log, w.follower)
	return w
}

func called(story activity.Story) (string, bool) {
	return "Acme Cloud in Oslo", story == "s1"
}

func (w *world) share(who activity.Who, story string, at time.Time) {
	w.t.Helper()
	w.facts++
	fact := wire.Fact{
		ID: fmt.Sprintf("00000000-0000-4000-8000-%012d", w.facts), Kind: wire.Shared, AtMs: at.UnixMilli(), Story: story,
	}
	if _, err := w.log.Record(w.t.Context(), w.ws, who, []wire.Fact{fact}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) click(who activity.Who, visitor int, class activity.Class) {
	w.t.Helper()
	err := w.clicks.Record(w.t.Context(), w.ws, activity.Click{
		At: noon, Code: activity.Code("c-" + who.Advocate), Story: "s1", Advocate: who.Advocate, Team: who.Team,
		Class: class, Visitor: activity.Visitor(visitor),
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// convert records what a click led to; reason is Unverified or nothing.
func (w *world) convert(who activity.Who, order, goal, reason string) {
	w.t.Helper()
	fact := activity.Fact{
		ID: order, Kind: activity.Converted, At: w.now, Advocate: who.Advocate, Team: who.Team, Story: "s1", Goal: goal, Reason: reason,
	}
	if _, err := w.log.Convert(w.t.Context(), w.ws, fact); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) standing(who activity.Who) wire.Standing {
	w.t.Helper()
	if err := w.follower.CatchUp(w.t.Context(), w.ws); err != nil {
		w.t.Fatal(err)
	}
	standing, err := w.ledger.Standing(w.t.Context(), w.ws, who)
	if err != nil {
		w.t.Fatal(err)
	}
	return standing
}

var (
	ada = activity.Who{Advocate: "p-ada", Team: "field"}
	ben = activity.Who{Advocate: "p-ben", Team: "support"}
)

// Two people whose devices chose the same id have each done what they did.
func TestTheSameIDOfTwoPeopleEarnsTwice(t *testing.T) {
	w := newWorld(t)
	own := wire.Fact{ID: "00000000-0000-4000-8000-00000000beef", Kind: wire.Shared, AtMs: noon.UnixMilli()}
	for _, who := range []activity.Who{ben, ada} {
		if _, err := w.log.Record(t.Context(), w.ws, who, []wire.Fact{own}); err != nil {
			t.Fatal(err)
		}
		if got := w.standing(who); got.Balance != 10 || got.Shares != 1 {
			t.Errorf("%s: %+v", who.Advocate, got)
		}
	}
}

func TestWhatEarnsWhat(t *testing.T) {
	yesterday := noon.Add(-24 * time.Hour)
	type line struct {
		Points int64
		Reason string
	}
	cases := []struct {
		name    string
		deeds   func(*world)
		balance int64
		lines   []line // newest first
	}{
		{"nothing", func(*world) {}, 0, nil},
		{
			"a story", func(w *world) { w.share(ada, "s1", noon) }, 10,
			[]line{{10, "Shared “Acme Cloud in Oslo”"}},
		},
		{
			"a story that is gone", func(w *world) { w.share(ada, "s9", noon) }, 10,
			[]line{{10, "Shared a company story"}},
		},
		{
			"the same story again on the same day, and on another",
			func(w *world) { w.share(ada, "s1", yesterday); w.share(ada, "s1", noon); w.share(ada, "s1", noon) }, 20,
			[]line{
				{0, "Shared “Acme Cloud in Oslo” again: a story earns points once a day"},
				{10, "Shared “Acme Cloud in Oslo”"},
				{10, "Shared “Acme Cloud in Oslo”"},
			},
		},
		{
			"stories of the last month, told all at once",
			func(w *world) {
				who := ada
				who.LateAfter = 7 * 24 * time.Hour
				for days := range 30 {
					w.share(who, "s1", noon.Add(-time.Duration(29-days)*24*time.Hour))
				}
			}, 90,
			slices.Concat([]line{
				{10, "Shared “Acme Cloud in Oslo”"},
				{10, "Shared on 5 working days in a row"},
			}, slices.Repeat([]line{{10, "Shared “Acme Cloud in Oslo”"}}, 7),
				slices.Repeat([]line{{0, "Shared “Acme Cloud in Oslo”, but told too late to earn points"}}, 11)),
		},
		{
			"own words four times",
			func(w *world) {
				for range 4 {
					w.share(ada, "", noon)
				}
			}, 30,
			[]line{
				{0, "Posted in your own words: that earns at most 30 points a day"},
				{10, "Posted in your own words"},
				{10, "Posted in your own words"},
				{10, "Posted in your own words"},
			},
		},
		{
			"what clicks led to",
			func(w *world) {
				w.convert(ada, "1", "lead", "")
				w.convert(ada, "1", "lead", "")
				w.convert(ada, "2", "sale", "")
				w.convert(ada, "3", "signup", activity.Unverified)
			}, 70,
			[]line{
				{0, "Somebody signed up through your link to “Acme Cloud in Oslo”: told by a browser, which earns no points"},
				{50, "A sale came of your link to “Acme Cloud in Oslo”"},
				{20, "A lead came of your link to “Acme Cloud in Oslo”"},
			},
		},
		{
			"one visitor twice, another, and machines",
			func(w *world) {
				w.click(ada, 1, activity.Person)
				w.click(ada, 1, activity.Person)
				w.click(ada, 2, activity.Person)
				w.click(ada, 3, activity.Bot)
				w.click(ada, 4, activity.Preview)
				w.click(ada, 5, activity.Prefetch)
			}, 4,
			[]line{
				{2, "Somebody followed your link to “Acme Cloud in Oslo”"},
				{2, "Somebody followed your link to “Acme Cloud in Oslo”"},
			},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			c.deeds(w)
			got := w.standing(ada)
			var lines []line
			for _, entry := range got.Entries {
				lines = append(lines, line{entry.Points, entry.Reason})
			}
			if diff := cmp.Diff(c.lines, lines); diff != "" || got.Balance != c.balance {
				t.Errorf("balance %d, want %d; %s", got.Balance, c.balance, diff)
			}
		})
	}
}

func TestClicksAreCappedAndSaySoOnce(t *testing.T) {
	w := newWorld(t)
	for visitor := range 30 {
		w.click(ada, visitor, activity.Person)
	}
	got := w.standing(ada)
	if got.Balance != 40 || got.Clicks != 30 {
		t.Errorf("balance %d of %d clicks, want 40 of 30", got.Balance, got.Clicks)
	}
	// 20 entries of 2 points and one of 0; a standing shows the last 20.
	if first := got.Entries[0]; len(got.Entries) != 20 || first.Points != 0 {
		t.Errorf("%d entries, the newest %+v", len(got.Entries), first)
	}
	w.click(ada, 31, activity.Person)
	if again := w.standing(ada); again.Entries[0].Fact != got.Entries[0].Fact {
		t.Errorf("the cap was written twice: %+v", again.Entries[0])
	}
}

func TestTeamsAreRankedAndEqualsShareARank(t *testing.T) {
	w := newWorld(t)
	w.share(ada, "s1", noon)
	w.share(ben, "s1", noon)
	for _, who := range []activity.Who{ada, ben} {
		if got := w.standing(who); got.Rank != 1 || got.Teams != 2 {
			t.Errorf("%s: rank %d of %d, want 1 of 2", who.Team, got.Rank, got.Teams)
		}
	}
	w.share(ben, "s2", noon)
	if got := w.standing(ada); got.Rank != 2 {
		t.Errorf("rank %d, want 2", got.Rank)
	}
	if got := w.standing(activity.Who{Advocate: "p-new", Team: "none"}); got.Rank != 0 || got.Teams != 2 {
		t.Errorf("a team without points: rank %d of %d", got.Rank, got.Teams)
	}
	board, err := w.ledger.Board(t.Context(), w.ws, points.Teams, points.Week, 10)
	want := []points.Place{{Rank: 1, ID: "support", Points: 20}, {Rank: 2, ID: "field", Points: 10}}
	if diff := cmp.Diff(want, board); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestWhatIsTakenBackLeavesEveryBook(t *testing.T) {
	w := newWorld(t)
	w.share(ada, "s1", noon.Add(-24*time.Hour))
	w.share(ada, "s1", noon)
	before := w.standing(ada)
	reversal := activity.Reversal{Advocate: "p-ada", Fact: before.Entries[0].Fact, Why: "It was shared by mistake."}
	for range 2 { // asking again changes nothing
		if err := w.log.Reverse(t.Context(), w.ws, reversal); err != nil {
			t.Fatal(err)
		}
	}
	after := w.standing(ada)
	if newest := after.Entries[0]; after.Balance != 10 || newest.Points != -10 || newest.Reason != "Taken back: It was shared by mistake." {
		t.Errorf("balance %d, newest entry %+v", after.Balance, newest)
	}
	if len(after.Entries) != 3 || w.sum(ada) != 10 {
		t.Errorf("the ledger was not only added to: %+v", after.Entries)
	}
	for _, period := range []points.Period{points.Week, points.Month, points.Ever} {
		if got := w.boardSum(points.Teams, period); got != 10 {
			t.Errorf("the board of the %s has %d", period, got)
		}
	}
	days, err := w.ledger.Days(t.Context(), w.ws, []activity.Day{"2026-11-20", "2026-11-21"})
	if err != nil || days[0].Points != 10 || days[1].Points != 0 {
		t.Errorf("days %v, %v", days, err)
	}
	if err := w.log.Reverse(t.Context(), w.ws, activity.Reversal{Advocate: "p-ada", Fact: "x"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
}

// Many servers follow the same log while deeds come in; the books must agree in the end.
func TestLedgerBalanceAndBoardAgree(t *testing.T) {
	w := newWorld(t)
	store := kvtest.Start(t)
	people := make([]activity.Who, 8)
	for i := range people {
		people[i] = activity.Who{
			Advocate: activity.Pseudonym(fmt.Sprint("p", i)), Team: activity.Team(fmt.Sprint("t", i%3)),
		}
	}
	var all sync.WaitGroup
	for i, who := range people {
		follower := activity.NewFollower(store, points.NewLedger(store, atNoon, &pointstest.Company{}))
		all.Go(func() {
			for n := range 60 {
				w.click(who, n/2, activity.Person)
				if n%(i+2) == 0 {
					if err := follower.CatchUp(t.Context(), w.ws); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	for _, who := range people {
		for n := range 3 {
			w.share(who, fmt.Sprint("s", n), noon)
		}
	}
	w.audit(people)
}

// audit compares the sums of the ledgers with the balances, the boards and the days.
func (w *world) audit(people []activity.Who) {
	w.t.Helper()
	const each = 3*10 + 40 // three stories; 30 visitors of whom the cap lets 20 count
	var sum int64
	for _, who := range people {
		standing := w.standing(who)
		sum += standing.Balance
		if standing.Balance != each || standing.Clicks != 30 || standing.Shares != 3 {
			w.t.Errorf("%s: %+v, want %d points", who.Advocate, standing, each)
		}
		if ledger := w.sum(who); ledger != standing.Balance {
			w.t.Errorf("%s: ledger %d, balance %d", who.Advocate, ledger, standing.Balance)
		}
	}
	for _, board := range []points.Board{points.Teams, points.Advocates} {
		for _, period := range []points.Period{points.Week, points.Month, points.Ever} {
			if got := w.boardSum(board, period); got != sum {
				w.t.Errorf("board %s %s: %d, balances %d", board, period, got, sum)
			}
		}
	}
	days, err := w.ledger.Days(w.t.Context(), w.ws, []activity.Day{"2026-11-20", "2026-11-21"})
	if err != nil || days[0].Points != 0 || days[1].Points != sum {
		w.t.Errorf("days %v, %v", days, err)
	}
}

func (w *world) sum(who activity.Who) (sum int64) {
	w.t.Helper()
	all, err := w.ledger.Entries(w.t.Context(), w.ws, who.Advocate)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, entry := range all {
		sum += entry.Points
	}
	return sum
}

func (w *world) boardSum(board points.Board, period points.Period) (sum int64) {
	w.t.Helper()
	places, err := w.ledger.Board(w.t.Context(), w.ws, board, period, 100)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, place := range places {
		sum += place.Points
	}
	return sum
}
