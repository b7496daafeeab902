package points_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/points"
)

func (w *world) offer(cost int64) {
	w.t.Helper()
	if err := w.rewards.Offer(w.t.Context(), w.ws, points.Reward{ID: "coffee", Title: "A coffee", Points: cost}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) account(who activity.Who) points.Account {
	w.t.Helper()
	account, err := w.ledger.Account(w.t.Context(), w.ws, who.Advocate)
	if err != nil {
		w.t.Fatal(err)
	}
	return account
}

func TestARewardIsReservedThenHandedOutOrGivenBack(t *testing.T) {
	w := newWorld(t)
	w.offer(15)
	for day := range 3 {
		w.share(ada, "s1", noon.AddDate(0, 0, -day))
	}
	for _, id := range []string{"a", "a", "b"} { // the same wish twice is one
		if err := w.rewards.Reserve(t.Context(), w.ws, points.Ask{ID: id, Who: ada, Reward: "coffee"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.account(ada); got.Balance != 0 || got.Held != 30 || got.Lifetime != 30 {
		t.Errorf("reserved: %+v", got)
	}
	third := w.rewards.Reserve(t.Context(), w.ws, points.Ask{ID: "c", Who: ada, Reward: "coffee"})
	if !fault.Is(third, fault.Conflict) {
		t.Errorf("a third: %v", third)
	}
	for id, handedOut := range map[string]bool{"reserve:p-ada:a": true, "reserve:p-ada:b": false} {
		if err := w.rewards.End(t.Context(), w.ws, id, handedOut); err != nil {
			t.Fatal(err)
		}
		if err := w.rewards.End(t.Context(), w.ws, id, !handedOut); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s ended twice: %v", id, err)
		}
	}
	if got := w.account(ada); got.Balance != 15 || got.Held != 0 || got.Lifetime != 30 {
		t.Errorf("ended: %+v", got)
	}
	if open, err := w.rewards.Holds(t.Context(), w.ws); err != nil || len(open) != 0 {
		t.Errorf("open: %v, %v", open, err)
	}
	if sum := w.sum(ada); sum != 15 {
		t.Errorf("the ledger sums to %d", sum)
	}
}

// Forty wishes at once of somebody who can pay for five: five are granted.
func TestNothingIsSpentTwice(t *testing.T) {
	w := newWorld(t)
	w.offer(20)
	for day := range 10 {
		w.share(ada, "s1", noon.AddDate(0, 0, -day))
	}
	var granted atomic.Int64
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			err := w.rewards.Reserve(t.Context(), w.ws, points.Ask{ID: fmt.Sprint(n), Who: ada, Reward: "coffee"})
			switch {
			case err == nil:
				granted.Add(1)
			case !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.Unavailable):
				t.Error(err)
			}
		})
	}
	all.Wait()
	account := w.account(ada)
	if account.Held != 20*granted.Load() || account.Balance != account.Lifetime-account.Held || account.Balance < 0 {
		t.Errorf("%d granted: %+v", granted.Load(), account)
	}
	if account.Balance >= 20 {
		t.Errorf("%d points were left for nobody", account.Balance)
	}
}

// Points that were spent and then taken back are owed; the next deeds fill the hole.
func TestWhatWasSpentAndTakenBackIsOwed(t *testing.T) {
	w := newWorld(t)
	w.offer(10)
	w.share(ada, "s1", noon)
	fact := w.standing(ada).Entries[0].Fact
	if err := w.rewards.Reserve(t.Context(), w.ws, points.Ask{ID: "a", Who: ada, Reward: "coffee"}); err != nil {
		t.Fatal(err)
	}
	if err := w.log.Reverse(t.Context(), w.ws, activity.Reversal{Advocate: ada.Advocate, Fact: fact, Why: "A test share."}); err != nil {
		t.Fatal(err)
	}
	if got := w.standing(ada).Balance; got != -10 {
		t.Errorf("%d points, want -10", got)
	}
}

func TestOffers(t *testing.T) {
	w := newWorld(t)
	w.offer(20)
	for _, bad := range []points.Reward{{ID: "x", Points: 5}, {ID: "x", Title: "Nothing"}, {Title: "A coffee", Points: 5}} {
		if err := w.rewards.Offer(t.Context(), w.ws, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if err := w.rewards.Withdraw(t.Context(), w.ws, "coffee"); err != nil {
		t.Fatal(err)
	}
	if offers, err := w.rewards.Offers(t.Context(), w.ws); err != nil || len(offers) != 0 {
		t.Errorf("%v, %v", offers, err)
	}
	err := w.rewards.Reserve(t.Context(), w.ws, points.Ask{ID: "a", Who: ada, Reward: "coffee"})
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("of a reward that is gone: %v", err)
	}
}

// Who reached the points first stands first, and equals share a rank: 1, 2, 2, 4.
func TestEqualsAndWhoWasFirst(t *testing.T) {
	w := newWorld(t)
	people := map[string]int{"p-a": 3, "p-b": 2, "p-c": 2, "p-d": 1}
	for name, shares := range people {
		for n := range shares {
			minute := time.Duration(n) * time.Minute
			if name == "p-b" { // as many as c, but a little later
				minute += time.Second
			}
			w.share(activity.Who{Advocate: activity.Pseudonym(name), Team: "field"}, fmt.Sprint("t", n), noon.Add(-time.Hour+minute))
		}
	}
	w.standing(ada)
	want := []points.Place{{1, "p-a", 30}, {2, "p-c", 20}, {2, "p-b", 20}, {4, "p-d", 10}}
	for _, period := range []points.Period{points.Daily, points.Week, points.Month} {
		got, err := w.ledger.TeamBoard(t.Context(), w.ws, "field", period, 10)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(period, diff, err)
		}
	}
}

func TestNobodyIsShownWhoDidNotChooseIt(t *testing.T) {
	w := newWorld(t)
	carl := activity.Who{Advocate: "p-carl", Team: "field"}
	w.share(ada, "s1", noon)
	w.share(ada, "s2", noon)
	w.share(ben, "s1", noon.Add(-time.Second))
	w.share(carl, "s1", noon)
	w.standing(ada)
	faces := func() []points.Face {
		got, err := w.ledger.Faces(t.Context(), w.ws, points.Month, 10)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := faces(); len(got) != 0 {
		t.Errorf("before anybody chose: %v", got)
	}
	show := func(who activity.Who, shown points.Shown) error {
		return w.ledger.Show(t.Context(), w.ws, who.Advocate, shown)
	}
	if err := show(ben, points.Shown{As: points.Named}); err != nil {
		t.Fatal(err)
	}
	if err := show(carl, points.Shown{As: points.Alias, Alias: " Blue  Fox "}); err != nil {
		t.Fatal(err)
	}
	want := []points.Face{
		{points.Place{Rank: 1, ID: "p-ben", Points: 10}, points.Shown{As: points.Named}},
		{points.Place{Rank: 1, ID: "p-carl", Points: 10}, points.Shown{As: points.Alias, Alias: "Blue Fox"}},
	}
	if diff := cmp.Diff(want, faces()); diff != "" {
		t.Error(diff)
	}
	if err := show(ben, points.Shown{}); err != nil || len(faces()) != 1 {
		t.Errorf("hidden again: %v, %v", faces(), err)
	}
	for _, bad := range []points.Shown{{As: points.Alias}, {As: "huge"}} {
		if err := show(ada, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
