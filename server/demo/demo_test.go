package demo_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/demo"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/points/pointstest"
	"vouch/server/rollout"
	"vouch/server/workspace"
	"vouch/shared/check"
)

// allowed implements the lists of destinations over the workspace's own.
type allowed struct{ workspaces *workspace.Workspaces }

func (a allowed) Destinations(ctx context.Context, ws kv.Workspace) ([]string, error) {
	found, err := a.workspaces.Get(ctx, ws)
	return found.Destinations, err
}

func (a allowed) Destination(ctx context.Context, ws kv.Workspace, address string) (string, error) {
	rules, err := a.Destinations(ctx, ws)
	if err != nil {
		return "", err
	}
	return address, links.CheckDestination(address, rules, false)
}

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func open(t *testing.T) (demo.Rooms, *activity.Counters) {
	t.Helper()
	_, store := kvtest.StartServer(t) // of its own: the demo's workspace has one name
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return noon }
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return key, nil }
	workspaces, counters := workspace.New(store, links.CheckRule, signer, now), activity.NewCounters(store)
	rules := rollout.New(store, signer, now)
	log := activity.NewLog(store, now)
	follower := activity.NewFollower(store, counters)
	ledger := points.NewLedger(store, now, &pointstest.Company{})
	return demo.Rooms{
		Workspaces: workspaces, People: auth.NewDirectory(store, auth.VeilKey{}, now), Rules: rules,
		Library:  content.New(store, signer, rules, allowed{workspaces}, now),
		Links:    links.New(store, links.Options{Destinations: allowed{workspaces}, Now: now, Rand: rand.Reader}),
		Log:      log,
		Clicks:   activity.NewClicks(store, "demo", now),
		Follower: follower,
		Ledger:   ledger,
		Rewards:  points.NewRewards(ledger, log, follower),
	}, counters
}

func total(t *testing.T, counters *activity.Counters) activity.Report {
	t.Helper()
	report, err := counters.Query(t.Context(), demo.Workspace, activity.Query{
		First: noon.AddDate(0, 0, -30), Last: noon, By: activity.ByTeam,
	})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestTheSameDayGivesTheSameMonth(t *testing.T) {
	var months [2]activity.Report
	for i := range months {
		rooms, counters := open(t)
		first, err := rooms.Make(t.Context(), noon)
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range auth.AllRoles() {
			if err := first.Need(role); err != nil {
				t.Error(err)
			}
		}
		months[i] = total(t, counters)
	}
	a, b := months[0], months[1]
	if a.Total != b.Total || a.Total.Shares < 100 || a.Total.Clicks < 500 || a.Total.Previews == 0 {
		t.Errorf("one month %+v, the other %+v", a.Total, b.Total)
	}
	if len(a.Rows) != 3 || a.Rest != nil {
		t.Errorf("teams too small to be shown: %+v, %+v", a.Rows, a.Rest)
	}
}

func TestASecondStartAddsNothing(t *testing.T) {
	rooms, counters := open(t)
	first, err := rooms.Make(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	before := total(t, counters)
	people, err := rooms.People.People(t.Context(), demo.Workspace)
	if err != nil {
		t.Fatal(err)
	}
	gone := people[len(people)-1].ID
	if err := rooms.People.Remove(t.Context(), demo.Workspace, gone); err != nil {
		t.Fatal(err)
	}
	again, err := rooms.Make(t.Context(), noon.Add(time.Hour))
	if err != nil || again.ID != first.ID {
		t.Fatalf("Make = %+v, %v", again, err)
	}
	if _, err := rooms.People.Person(t.Context(), demo.Workspace, gone); !fault.Is(err, fault.NotFound) {
		t.Errorf("who was removed came back: %v", err)
	}
	if after := total(t, counters); after.Total != before.Total {
		t.Errorf("before %+v, after %+v", before.Total, after.Total)
	}
}

func TestEveryCaptionIsFineAsItStands(t *testing.T) {
	rooms, _ := open(t)
	if _, err := rooms.Make(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	stories, err := rooms.Library.Stories(t.Context(), demo.Workspace)
	if err != nil || len(stories) != 6 {
		t.Fatalf("%d stories, %v", len(stories), err)
	}
	for _, story := range stories {
		reports, err := rooms.Library.Check(t.Context(), demo.Workspace, story.Captions)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			if r.Report.Verdict > check.Clear || r.Report.Personal {
				t.Errorf("%q: %v %+v", r.Caption, r.Report.Verdict, r.Report.Findings)
			}
		}
	}
}
