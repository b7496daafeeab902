package points_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/points"
	"vouch/shared/wire"
)

func TestAStreakRunsUntilTheNextWorkingDayIsOver(t *testing.T) {
	w := newWorld(t)
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	w.company.In = oslo
	day := func(n, hour int) time.Time { return time.Date(2026, 11, n, hour, 0, 0, 0, oslo) }
	w.now = day(20, 12) // a Friday
	if got := w.standing(ada).Streak; got != nil {
		t.Errorf("before anything: %+v", got)
	}
	w.share(ada, "s1", day(19, 9))
	w.share(ada, "s1", day(20, 9))
	over := day(24, 0) // Monday counts, the weekend does not
	for _, c := range []struct {
		at   time.Time
		want wire.Streak
	}{
		{day(20, 12), wire.Streak{Days: 2, Best: 2, UntilMs: over.UnixMilli()}},
		{day(23, 23), wire.Streak{Days: 2, Best: 2, UntilMs: over.UnixMilli()}},
		{over, wire.Streak{Best: 2}},
	} {
		w.now = c.at
		if diff := cmp.Diff(&c.want, w.standing(ada).Streak); diff != "" {
			t.Errorf("%s: %s", c.at, diff)
		}
	}
}

func TestAStandShowsOnesOwnPlaceAmongThoseWhoChoseOne(t *testing.T) {
	w := newWorld(t)
	carl := activity.Who{Advocate: "p-carl", Team: "field"}
	for _, who := range []activity.Who{ada, ben, carl} {
		w.share(who, "s1", noon)
	}
	w.share(ada, "s2", noon)
	w.standing(ada)
	stand := func(who activity.Who, first int) points.Stand {
		got, err := w.ledger.Stand(t.Context(), w.ws, who.Advocate, points.Season, first)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := stand(ada, 10); got.Period != "2026-Q4" || got.Points != 20 || got.Rank != 0 || len(got.First) != 0 {
		t.Errorf("hidden: %+v", got)
	}
	for _, who := range []activity.Who{ben, carl} {
		if err := w.ledger.Show(t.Context(), w.ws, who.Advocate, points.Shown{As: points.Named}); err != nil {
			t.Fatal(err)
		}
	}
	if got := stand(carl, 1); got.Rank != 1 || len(got.First) != 1 || got.Shown.As != points.Named {
		t.Errorf("shown: %+v", got)
	}
	if got := stand(ada, 10); got.Rank != 0 || len(got.First) != 2 || got.Points != 20 {
		t.Errorf("one who is hidden sees the others: %+v", got)
	}
}

// A choice that a device made offline holds from the moment it was made, however late and however
// often it is told.
func TestTheLatestChoiceHolds(t *testing.T) {
	w := newWorld(t)
	choose := func(as points.Appearance, at time.Time) bool {
		t.Helper()
		kept, err := w.ledger.ShowSince(t.Context(), w.ws, ada.Advocate, points.Shown{As: as, AtMs: at.UnixMilli()})
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	shown := func() points.Appearance {
		t.Helper()
		got, err := w.ledger.Shown(t.Context(), w.ws, ada.Advocate)
		if err != nil {
			t.Fatal(err)
		}
		return got.As
	}
	if !choose(points.Named, noon.Add(-2*time.Hour)) || shown() != points.Named {
		t.Error("the first choice is not kept")
	}
	if choose(points.Named, noon.Add(-2*time.Hour)) || choose(points.Hidden, noon.Add(-3*time.Hour)) || shown() != points.Named {
		t.Error("an older one is")
	}
	if err := w.ledger.Show(t.Context(), w.ws, ada.Advocate, points.Shown{}); err != nil || shown() != points.Hidden {
		t.Error("the desk's choice does not hold", err)
	}
	w.now = noon.Add(time.Minute)
	// A clock that runs ahead chooses now.
	if !choose(points.Named, noon.AddDate(1, 0, 0)) || shown() != points.Named {
		t.Error("a newer one is not kept")
	}
	w.now = noon.Add(time.Hour)
	if err := w.ledger.Show(t.Context(), w.ws, ada.Advocate, points.Shown{}); err != nil {
		t.Fatal(err)
	}
	if choose(points.Named, noon.Add(30*time.Minute)) || shown() != points.Hidden {
		t.Error("the clock that ran ahead bound the person")
	}
}

func TestSharesAreReadFromTheLedger(t *testing.T) {
	w := newWorld(t)
	w.share(ada, "s1", noon.Add(-3*time.Hour))
	w.share(ada, "", noon.Add(-2*time.Hour))
	w.share(ada, "s1", noon.Add(-time.Hour)) // earns nothing, and was one
	w.share(ada, "s2", noon)
	w.standing(ada)
	got, err := w.ledger.Shares(t.Context(), w.ws, ada.Advocate, noon.Add(-aWeek), 10)
	want := []points.StoryShare{{Story: "s2", At: noon}, {Story: "s1", At: noon.Add(-time.Hour)}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got, err := w.ledger.Shares(t.Context(), w.ws, ada.Advocate, noon.Add(-aWeek), 1); len(got) != 1 || err != nil {
		t.Error(got, err)
	}
}

const aWeek = 7 * 24 * time.Hour
