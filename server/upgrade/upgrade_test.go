package upgrade_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/points"
	"vouch/server/points/pointstest"
	"vouch/server/upgrade"
)

const acme = kv.Workspace("acme")

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// stored starts a redis-server with what an earlier version of this program wrote: three days of
// two people, a share and four clicks each a day, counted.
func stored(t *testing.T) *kv.Store {
	t.Helper()
	snapshot, err := os.ReadFile("testdata/before-generations.rdb")
	must(t, err)
	dir, err := os.MkdirTemp("", "vouch-upgrade-") // short enough for a socket
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	folder := filepath.Join(dir, "appendonlydir")
	must(t, os.Mkdir(folder, 0o700))
	for name, content := range map[string]string{
		"appendonly.aof.1.base.rdb": string(snapshot), "appendonly.aof.1.incr.aof": "",
		"appendonly.aof.manifest": "file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n",
	} {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	server, err := kv.StartEmbedded(t.Context(), dir, slog.New(slog.DiscardHandler))
	must(t, err)
	store, err := kv.Open(t.Context(), []string{server.URL()})
	must(t, err)
	t.Cleanup(func() {
		must(t, store.Close())
		must(t, server.Stop(context.Background()))
	})
	return store
}

func run(t *testing.T, store *kv.Store) error {
	t.Helper()
	return upgrade.Run(t.Context(), store, []kv.Workspace{acme}, slog.New(slog.DiscardHandler))
}

func TestWhatAnEarlierVersionStoredIsCountedAgain(t *testing.T) {
	store := stored(t)
	for range 2 { // again changes nothing
		must(t, run(t, store))
	}
	keys, err := store.Keys(t.Context(), "*").Result()
	must(t, err)
	old := slices.DeleteFunc(keys, func(key string) bool {
		return strings.Contains(key, ":activity:") || key == "{acme}:workspace" || strings.HasPrefix(key, "vouch:")
	})
	if len(old) > 0 {
		t.Errorf("left: %q", old)
	}
	counters := activity.NewCounters(store)
	ledger := points.NewLedger(store, func() time.Time { return noon }, &pointstest.Company{})
	must(t, activity.NewFollower(store, counters, ledger).CatchUp(t.Context(), acme))
	report, err := counters.Query(t.Context(), acme, activity.Query{First: noon.AddDate(0, 0, -2), Last: noon, By: activity.ByTeam})
	must(t, err)
	if report.Total.Shares != 6 || report.Total.Clicks != 24 {
		t.Errorf("counted %+v", report.Total)
	}
	for _, who := range []activity.Pseudonym{"p-ada", "p-ben"} {
		account, err := ledger.Account(t.Context(), acme, who)
		must(t, err)
		if want := int64(3 * (10 + 4*2)); account.Balance != want {
			t.Errorf("%s has %d points, want %d", who, account.Balance, want)
		}
	}
}

func TestANewerFormatIsLeftAlone(t *testing.T) {
	_, store := kvtest.StartServer(t)
	must(t, store.Set(t.Context(), "vouch:format", 1000, 0).Err())
	if err := run(t, store); !fault.Is(err, fault.Conflict) {
		t.Errorf("%v", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
