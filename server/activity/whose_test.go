package activity_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

// An id is the word of one device: whoever else uses it, by chance or to be first, neither blocks
// nor overwrites that fact. The case it is written in makes no other id.
func TestAnIDIsTheSendersOwn(t *testing.T) {
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	log := activity.NewLog(store, atNoon)
	ben := activity.Who{Advocate: "p-ben", Team: "support"}
	shouted := share(0xabc)
	shouted.ID = "ABCDEF00-0000-4000-8000-000000000001"
	quiet := shouted
	quiet.ID = strings.ToLower(shouted.ID)
	for i, c := range []struct {
		who  activity.Who
		fact wire.Fact
		want wire.ReceiptStatus
	}{
		{ben, quiet, wire.Recorded},
		{ada, quiet, wire.Recorded},
		{ada, quiet, wire.Duplicate},
		{ada, shouted, wire.Duplicate},
		{ben, shouted, wire.Duplicate},
	} {
		receipts, err := log.Record(t.Context(), ws, c.who, []wire.Fact{c.fact})
		if err != nil || receipts[0].Status != c.want || receipts[0].ID != c.fact.ID {
			t.Errorf("%d: %+v, %v; want %s", i, receipts, err, c.want)
		}
	}
	if got := totals(t, store, ws); got.Shares != 2 {
		t.Errorf("shares = %d, want one of each", got.Shares)
	}
}

// The log keeps a waiver without its person also from its neighbours: neither its place in the
// log nor the time in its entry's ID leads to the share that was sent with it.
func TestAWaiverWithoutAPersonStandsApart(t *testing.T) {
	for _, regulated := range []bool{false, true} {
		store, ws := kvtest.Start(t), kvtest.Workspace(t)
		log := activity.NewLog(store, atNoon)
		waiver := wire.Fact{ID: uuid(901), Kind: wire.Waived, AtMs: noon.UnixMilli(), Rule: "finra.promissory"}
		later := waiver
		later.ID = uuid(902)
		who := ada
		who.Regulated = regulated
		for _, outbox := range [][]wire.Fact{{share(900), waiver}, {waiver, later, share(903)}} {
			if _, err := log.Record(t.Context(), ws, who, outbox); err != nil {
				t.Fatal(err)
			}
		}
		apart := 0
		for _, key := range kvtest.Keys(t, store, kv.Key(ws, "activity", "facts")+":*") {
			for _, entry := range store.XRange(t.Context(), key, "-", "+").Val() {
				packed, _ := entry.Values["b"].(string)
				if strings.Contains(packed, "finra.promissory") && !strings.Contains(packed, "p-ada") {
					apart++
					if !strings.HasPrefix(entry.ID, fmt.Sprint(noon.Truncate(24*time.Hour).UnixMilli(), "-")) || strings.HasSuffix(key, ":devices") {
						t.Errorf("%s in %s tells when it was", entry.ID, key)
					}
				}
			}
		}
		if want := map[bool]int{false: 2, true: 0}[regulated]; apart != want {
			t.Errorf("regulated %v: %d waivers stand apart, want %d", regulated, apart, want)
		}
		if got := totals(t, store, ws); got.Shares != 2 || got.Waived != 2 {
			t.Errorf("regulated %v: %+v", regulated, got)
		}
		// A clock that went back a day must not lose what is sent then.
		yesterday := activity.NewLog(store, func() time.Time { return noon.Add(-24 * time.Hour) })
		third := waiver
		third.ID, third.AtMs = uuid(904), noon.Add(-24*time.Hour).UnixMilli()
		if _, err := yesterday.Record(t.Context(), ws, who, []wire.Fact{third}); err != nil {
			t.Error(err)
		}
	}
}
