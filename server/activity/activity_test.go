package activity_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

var ada = activity.Who{Advocate: "p-ada", Team: "field"}

// uuid is the n-th of a row of valid ids.
func uuid(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

func share(n int) wire.Fact {
	return wire.Fact{ID: uuid(n), Kind: wire.Shared, AtMs: noon.UnixMilli(), Surface: "post", Story: "s1", Verdict: "clear"}
}

func TestAReplayedOutboxCountsOnce(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	log := activity.NewLog(store, atNoon)
	outbox := []wire.Fact{share(1), share(2), share(1)}
	want := [][]wire.ReceiptStatus{
		{wire.Recorded, wire.Recorded, wire.Duplicate},
		{wire.Duplicate, wire.Duplicate, wire.Duplicate},
	}
	for round, statuses := range want {
		receipts, err := log.Record(t.Context(), ws, ada, outbox)
		if err != nil {
			t.Fatal(err)
		}
		for i, receipt := range receipts {
			if receipt.ID != outbox[i].ID || receipt.Status != statuses[i] {
				t.Errorf("round %d, item %d: %+v, want %s", round, i, receipt, statuses[i])
			}
		}
	}
	if got := totals(t, store, ws); got.Shares != 2 {
		t.Errorf("shares = %d, want 2", got.Shares)
	}
}

func TestManyWhoSendTheSameFactsRecordThemOnce(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	log := activity.NewLog(store, atNoon)
	const senders, facts = 64, 50
	var outbox []wire.Fact
	for n := range facts {
		outbox = append(outbox, share(n))
	}
	recorded := make([]int, senders)
	var all sync.WaitGroup
	for sender := range senders {
		all.Go(func() {
			receipts, err := log.Record(t.Context(), ws, ada, outbox)
			if err != nil {
				t.Error(err)
			}
			for _, receipt := range receipts {
				if receipt.Status == wire.Recorded {
					recorded[sender]++
				}
			}
		})
	}
	all.Wait()
	sum := 0
	for _, n := range recorded {
		sum += n
	}
	if got := totals(t, store, ws); sum != facts || got.Shares != facts {
		t.Errorf("recorded %d, counted %d, want %d", sum, got.Shares, facts)
	}
}

func TestWhatIsRefused(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	log := activity.NewLog(store, atNoon)
	cases := []struct {
		name   string
		change func(*wire.Fact)
		want   wire.ReceiptStatus
	}{
		{"as it should be", func(*wire.Fact) {}, wire.Recorded},
		{"39 days old", func(f *wire.Fact) { f.AtMs = noon.Add(-39 * 24 * time.Hour).UnixMilli() }, wire.Recorded},
		{"41 days old", func(f *wire.Fact) { f.AtMs = noon.Add(-41 * 24 * time.Hour).UnixMilli() }, wire.Refused},
		{"a wrong time zone", func(f *wire.Fact) { f.AtMs = noon.Add(5 * time.Hour).UnixMilli() }, wire.Recorded},
		{"next week", func(f *wire.Fact) { f.AtMs = noon.Add(7 * 24 * time.Hour).UnixMilli() }, wire.Refused},
		{"the end of time", func(f *wire.Fact) { f.AtMs = 1 << 62 }, wire.Refused},
		{"no id", func(f *wire.Fact) { f.ID = "" }, wire.Refused},
		{"an id of its own making", func(f *wire.Fact) { f.ID = "}:people:*" }, wire.Refused},
		{"a click", func(f *wire.Fact) { f.Kind = wire.Clicked }, wire.Refused},
		{"a kind nobody knows", func(f *wire.Fact) { f.Kind = "liked" }, wire.Refused},
		{"prose in a field", func(f *wire.Fact) { f.Story = "Guaranteed 8% returns" }, wire.Refused},
		{"a long field", func(f *wire.Fact) { f.Code = string(make([]byte, 100)) }, wire.Refused},
	}
	for n, c := range cases {
		fact := share(n)
		c.change(&fact)
		receipts, err := log.Record(t.Context(), ws, ada, []wire.Fact{fact})
		if err != nil {
			t.Fatal(err)
		}
		if receipts[0].Status != c.want || (c.want == wire.Refused) != (receipts[0].Reason != "") {
			t.Errorf("%s: %+v, want %s", c.name, receipts[0], c.want)
		}
	}
}

func TestAWaiverNamesNobodyOutsideTheRegulatedMode(t *testing.T) {
	waiver := wire.Fact{
		ID: uuid(1), Kind: wire.Waived, AtMs: noon.UnixMilli(), Rule: "finra.promissory", Reason: "My lawyer agreed.", Story: "s1",
	}
	cases := []struct {
		regulated bool
		want      activity.Fact
	}{
		{false, activity.Fact{ID: uuid(1), Kind: activity.Waived, At: noon.Truncate(24 * time.Hour), Rule: "finra.promissory"}},
		{true, activity.Fact{
			ID: uuid(1), Kind: activity.Waived, At: noon, Rule: "finra.promissory", Why: "My lawyer agreed.",
			Advocate: "p-ada", Team: "field", Story: "s1",
		}},
	}
	for _, c := range cases {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		who := ada
		who.Regulated = c.regulated
		record(t, store, ws, who, waiver)
		if diff := cmp.Diff([]activity.Fact{c.want}, follow(t, store, ws).facts); diff != "" {
			t.Errorf("regulated %v: %s", c.regulated, diff)
		}
	}
}

// list is a projection that keeps what it is given.
type list struct{ facts []activity.Fact }

func (*list) Name() string { return "list" }

func (*list) Recipe(context.Context, kv.Workspace) (string, error) { return "1", nil }

func (l *list) Decide(_ context.Context, _ activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	l.facts = append(l.facts, facts...)
	return &activity.Effects{}, nil
}

func follow(t *testing.T, store *kv.Store, ws kv.Workspace) *list {
	t.Helper()
	var all list
	if err := activity.NewFollower(store, &all).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	return &all
}

func record(t *testing.T, store *kv.Store, ws kv.Workspace, who activity.Who, facts ...wire.Fact) {
	t.Helper()
	if _, err := activity.NewLog(store, atNoon).Record(t.Context(), ws, who, facts); err != nil {
		t.Fatal(err)
	}
}

func totals(t *testing.T, store *kv.Store, ws kv.Workspace) activity.Numbers {
	t.Helper()
	counters := activity.NewCounters(store)
	if err := activity.NewFollower(store, counters).CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
	report, err := counters.Query(t.Context(), ws, activity.Query{First: noon, Last: noon, By: activity.ByStory})
	if err != nil {
		t.Fatal(err)
	}
	return report.Total
}

func click(code activity.Code, visitor int) activity.Click {
	return activity.Click{
		At: noon, Code: code, Story: "s1", Advocate: "p-ada", Team: "field",
		Class: activity.Person, Visitor: activity.Visitor(visitor),
	}
}

func TestClicksOfManyAtOnceAreAllStored(t *testing.T) {
	store, ws, other := kvtest.Start(t), kvtest.Workspace(t), kvtest.Workspace(t)
	clicks := activity.NewClicks(store, "a", atNoon)
	const callers, each = 100, 20
	var all sync.WaitGroup
	for caller := range callers {
		all.Go(func() {
			for n := range each {
				to := ws
				if caller%4 == 0 {
					to = other
				}
				if err := clicks.Record(t.Context(), to, click("c1", caller*each+n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got := totals(t, store, ws).Clicks + totals(t, store, other).Clicks; got != callers*each {
		t.Errorf("counted %d, want %d", got, callers*each)
	}
}

func TestAServerThatStartsAgainGoesOnWithItsStream(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	for life := range 3 {
		// The clock goes back an hour with each life: IDs must rise all the same.
		now := func() time.Time { return noon.Add(-time.Duration(life) * time.Hour) }
		clicks := activity.NewClicks(store, "a", now)
		for n := range 5 {
			if err := clicks.Record(t.Context(), ws, click("c1", life*5+n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := totals(t, store, ws).Clicks; got != 15 {
		t.Errorf("counted %d, want 15", got)
	}
}

func TestAnAcknowledgedClickOutlivesRedis(t *testing.T) {
	server, store := kvtest.StartServer(t)
	ws := kvtest.Workspace(t)
	clicks := activity.NewClicks(store, "a", time.Now)
	answered := 0
	for n := range 200 {
		if n == 100 {
			if err := syscall.Kill(server.Pid(), syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
		}
		err := clicks.Record(t.Context(), ws, click("c1", n))
		switch {
		case err == nil:
			answered++
		case !fault.Is(err, fault.Unavailable):
			t.Fatal(err)
		}
	}
	awaitRedis(t, store)
	if stored := int(totals(t, store, ws).Clicks); stored < answered || answered < 100 {
		t.Errorf("answered %d, stored %d", answered, stored)
	}
}

func awaitRedis(t *testing.T, store *kv.Store) {
	t.Helper()
	for store.Ping(t.Context()).Err() != nil {
		if t.Context().Err() != nil {
			t.Fatal("redis did not come back")
		}
	}
}

func TestOnlyPeopleCountAndOnlyOnce(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	clicks := activity.NewClicks(store, "a", atNoon)
	script := []struct {
		after   time.Duration
		visitor activity.Visitor
		class   activity.Class
	}{
		{0, 1, activity.Person},
		{time.Second, 1, activity.Person},      // a double click
		{40 * time.Second, 1, activity.Person}, // came again
		{0, 2, activity.Person},
		{0, 3, activity.Bot},
		{0, 4, activity.Preview},
		{0, 5, activity.Prefetch},
		{0, 6, activity.Own},
	}
	for _, s := range script {
		c := click("c1", int(s.visitor))
		c.At, c.Class = noon.Add(s.after), s.class
		if err := clicks.Record(t.Context(), ws, c); err != nil {
			t.Fatal(err)
		}
	}
	want := activity.Numbers{Clicks: 3, Duplicates: 1, Bots: 1, Previews: 1, Prefetches: 1, Own: 1, Visitors: 2}
	if diff := cmp.Diff(want, totals(t, store, ws)); diff != "" {
		t.Error(diff)
	}
}

// The consumers are called off at random points, several of them at a time, until all is done.
func TestAKilledConsumerCountsExactly(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	const facts = 6000
	fill(t, store, ws, facts)
	var all sync.WaitGroup
	for consumer := range 3 {
		random := rand.New(rand.NewPCG(7, uint64(consumer)))
		all.Go(func() { consume(t, store, ws, random) })
	}
	all.Wait()
	if got := totals(t, store, ws); got.Clicks != facts || got.Shares != facts/10 {
		t.Errorf("counted %d clicks and %d shares, want %d and %d", got.Clicks, got.Shares, facts, facts/10)
	}
}

func consume(t *testing.T, store *kv.Store, ws kv.Workspace, random *rand.Rand) {
	t.Helper()
	for range 60 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.IntN(8000))*time.Microsecond)
		err := activity.NewFollower(store, activity.NewCounters(store)).CatchUp(ctx, ws)
		cancel()
		if err == nil {
			return
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	}
}

// fill records clicks of n visitors through two servers, and shares, a tenth as many.
func fill(t *testing.T, store *kv.Store, ws kv.Workspace, n int) {
	t.Helper()
	fillFrom(t, store, ws, 0, n)
}

// fillFrom does so for the visitors and shares from number first on.
func fillFrom(t *testing.T, store *kv.Store, ws kv.Workspace, first, n int) {
	t.Helper()
	servers := []*activity.Clicks{activity.NewClicks(store, "a", atNoon), activity.NewClicks(store, "b", atNoon)}
	var all sync.WaitGroup
	for lane := range 50 {
		all.Go(func() {
			for i := first + lane; i < first+n; i += 50 {
				if err := servers[i%2].Record(t.Context(), ws, click("c1", i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for i := first / 10; i < (first+n)/10; i += 100 {
		var outbox []wire.Fact
		for k := range 100 {
			outbox = append(outbox, share(i+k))
		}
		record(t, store, ws, ada, outbox...)
	}
}

func TestWhoCatchesUpTogetherMissesNothing(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	counters := activity.NewCounters(store)
	follower := activity.NewFollower(store, counters)
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			who := activity.Who{Advocate: activity.Pseudonym(fmt.Sprint("p", n)), Team: "field"}
			record(t, store, ws, who, share(n))
			if err := follower.CatchUp(t.Context(), ws); err != nil {
				t.Error(err)
			}
			report, err := counters.Query(t.Context(), ws, activity.Query{
				First: noon, Last: noon, By: activity.ByAdvocate, PerPerson: true,
			})
			if err != nil || !hasRow(report, string(who.Advocate)) {
				t.Errorf("%s does not see the share: %v", who.Advocate, err)
			}
		})
	}
	all.Wait()
}

func hasRow(report activity.Report, id string) bool {
	for _, row := range report.Rows {
		if row.ID == id {
			return true
		}
	}
	return false
}
