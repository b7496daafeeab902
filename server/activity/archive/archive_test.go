package archive_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
	"vouch/server/activity/archive"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

// first is when the first fact of a world is recorded; its clock goes on a day at a time.
var first = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// world is a workspace with its log, its counters and its archive.
type world struct {
	t        *testing.T
	store    *kv.Store
	ws       kv.Workspace
	dir      string
	day      int
	counters *activity.Counters
	clicks   *activity.Clicks
}

func newWorld(t *testing.T) *world {
	t.Helper()
	store := kvtest.Start(t)
	w := &world{t: t, store: store, ws: kvtest.Workspace(t), dir: t.TempDir(), counters: activity.NewCounters(store)}
	w.clicks = activity.NewClicks(store, "a", w.now)
	return w
}

func (w *world) now() time.Time { return first.AddDate(0, 0, w.day) }

func (w *world) archive(store *kv.Store) *archive.Archive {
	return archive.Open(w.dir, activity.NewRetention(store))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// live lets days pass, each with clicks; consumers count them.
func (w *world) live(days, clicks int) {
	w.t.Helper()
	for range days {
		for n := range clicks {
			w.must(w.clicks.Record(w.t.Context(), w.ws, activity.Click{
				At: w.now().Add(time.Duration(n) * time.Second), Code: "c1", Story: "s1", Advocate: "p-ada", Team: "field",
				Class: activity.Person, Visitor: activity.Visitor(1000*w.day + n), Country: "NO", Device: "phone",
			}))
		}
		w.day++
	}
	w.must(activity.NewFollower(w.store, w.counters).CatchUp(w.t.Context(), w.ws))
}

func (w *world) total() activity.Numbers {
	w.t.Helper()
	report, err := w.counters.Query(w.t.Context(), w.ws, activity.Query{First: first, Last: w.now(), By: activity.ByStory})
	w.must(err)
	return report.Total
}

func (w *world) trim(keptDays int) int64 {
	w.t.Helper()
	upTo := activity.DayOf(w.now().AddDate(0, 0, -1-keptDays))
	trimmed, err := activity.NewRetention(w.store).Trim(w.t.Context(), w.ws, upTo, []string{w.counters.Name()})
	w.must(err)
	return trimmed
}

func (w *world) rebuild(past activity.Past) error {
	return activity.NewRebuilder(w.store, past).Rebuild(w.t.Context(), w.ws, w.counters, nil)
}

func (w *world) files() []string {
	w.t.Helper()
	found, err := filepath.Glob(filepath.Join(w.dir, "*", "*"))
	w.must(err)
	return found
}

func TestWhatIsArchivedAndTrimmedIsStillCounted(t *testing.T) {
	w := newWorld(t)
	w.live(10, 150)
	want := w.total()
	facts, err := w.archive(w.store).Collect(t.Context(), w.ws, w.now())
	w.must(err)
	if facts != 1500 || len(w.files()) != 10 {
		t.Errorf("archived %d facts in %q", facts, w.files())
	}
	if trimmed := w.trim(3); trimmed < 900 {
		t.Errorf("trimmed %d entries", trimmed)
	}
	w.must(w.rebuild(w.archive(w.store)))
	if diff := cmp.Diff(want, w.total()); diff != "" {
		t.Error(diff)
	}
	w.live(3, 50)
	facts, err = w.archive(w.store).Collect(t.Context(), w.ws, w.now())
	w.must(err)
	w.trim(0)
	w.must(w.rebuild(w.archive(w.store)))
	if got := w.total(); facts != 150 || got.Clicks != 1650 {
		t.Errorf("archived %d more, counted %+v", facts, got)
	}
	verdict, err := activity.NewRebuilder(w.store, w.archive(w.store)).Verify(t.Context(), w.ws, w.counters, nil)
	if err != nil || !verdict.Equal() {
		t.Errorf("%+v, %v", verdict, err)
	}
}

func TestTheLogIsTrimmedOfNothingThatSomebodyNeeds(t *testing.T) {
	w := newWorld(t)
	w.live(5, 120)
	if trimmed := w.trim(0); trimmed != 0 {
		t.Errorf("trimmed %d that are not archived", trimmed)
	}
	_, err := w.archive(w.store).Collect(t.Context(), w.ws, w.now())
	w.must(err)
	late, err := activity.NewRetention(w.store).Trim(t.Context(), w.ws, activity.DayOf(w.now()), []string{w.counters.Name(), "late"})
	if err != nil || late != 0 {
		t.Errorf("trimmed %d that nobody counted, %v", late, err)
	}
	filling := pausing{w.counters, func() {
		if trimmed := w.trim(0); trimmed != 0 {
			t.Errorf("trimmed %d beside a rebuild", trimmed)
		}
	}}
	w.must(activity.NewRebuilder(w.store, w.archive(w.store)).Rebuild(t.Context(), w.ws, filling, nil))
	if trimmed := w.trim(0); trimmed == 0 {
		t.Error("trimmed nothing of what everybody counted")
	}
	newcomer := renamed{w.counters}
	if err := activity.NewFollower(w.store, newcomer).CatchUp(t.Context(), w.ws); !fault.Is(err, fault.Conflict) {
		t.Errorf("a projection that came too late counts: %v", err)
	}
	w.must(activity.NewRebuilder(w.store, w.archive(w.store)).Rebuild(t.Context(), w.ws, newcomer, nil))
	w.must(activity.NewFollower(w.store, newcomer).CatchUp(t.Context(), w.ws))
}

// pausing calls back while it counts.
type pausing struct {
	*activity.Counters
	back func()
}

func (p pausing) Decide(ctx context.Context, at activity.Generation, facts []activity.Fact) (*activity.Effects, error) {
	p.back()
	return p.Counters.Decide(ctx, at, facts)
}

type renamed struct{ *activity.Counters }

func (renamed) Name() string { return "newcomer" }

// Archiving and trimming are killed at their n-th call to Redis, many times; the archive has every
// fact once, and no file that is not noted can be read for one.
func TestArchivingMayBeKilledAnywhere(t *testing.T) {
	w := newWorld(t)
	random := rand.New(rand.NewPCG(3, 9))
	for life := range 30 {
		w.live(1, 40)
		mortal := kvtest.Dying(t, int64(1+random.IntN(12)), life%2 == 0)
		_, err := w.archive(mortal).Collect(t.Context(), w.ws, w.now())
		if err == nil {
			_, err = activity.NewRetention(mortal).Trim(t.Context(), w.ws, activity.DayOf(w.now()), []string{w.counters.Name()})
		}
		if err != nil && !errors.Is(err, kvtest.ErrDead) {
			t.Fatal(err)
		}
	}
	if lines := strings.Count(w.export(archive.Wanted{Format: archive.JSONLines}), "\n"); lines != 1200 {
		t.Errorf("exported %d facts, want 1200", lines)
	}
	w.must(w.rebuild(w.archive(w.store)))
	if got := w.total(); got.Clicks != 1200 {
		t.Errorf("counted %+v", got)
	}
}

func (w *world) export(wanted archive.Wanted) string {
	w.t.Helper()
	var out bytes.Buffer
	_, err := w.archive(w.store).Export(w.t.Context(), w.ws, wanted, &out)
	w.must(err)
	return out.String()
}

func TestAFileThatWasAlteredIsRefused(t *testing.T) {
	w := newWorld(t)
	w.live(2, 120)
	_, err := w.archive(w.store).Collect(t.Context(), w.ws, w.now())
	w.must(err)
	w.trim(0)
	want := w.total()
	path := w.files()[0]
	whole, err := os.ReadFile(path)
	w.must(err)
	for _, altered := range [][]byte{nil, whole[:len(whole)/2], append(bytes.Clone(whole), 0), flipped(whole, 20), flipped(whole, len(whole)-3)} {
		w.must(os.WriteFile(path, altered, 0o600))
		if err := w.rebuild(w.archive(w.store)); !fault.Is(err, fault.Conflict) {
			t.Errorf("%d of %d bytes: %v", len(altered), len(whole), err)
		}
		if diff := cmp.Diff(want, w.total()); diff != "" {
			t.Errorf("the live numbers changed: %s", diff)
		}
	}
	elsewhere := archive.Open(t.TempDir(), activity.NewRetention(w.store))
	if err := w.rebuild(elsewhere); !fault.Is(err, fault.Conflict) {
		t.Errorf("a folder without the files: %v", err)
	}
	w.live(1, 1)
	if _, err := elsewhere.Collect(t.Context(), w.ws, w.now()); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second folder: %v", err)
	}
	w.must(os.WriteFile(path, whole, 0o600))
	w.must(w.rebuild(w.archive(w.store)))
}

func flipped(whole []byte, at int) []byte {
	altered := bytes.Clone(whole)
	altered[at] ^= 1
	return altered
}

func TestAnExportHoldsArchiveAndLogOnce(t *testing.T) {
	w := newWorld(t)
	w.live(4, 30)
	_, err := w.archive(w.store).Collect(t.Context(), w.ws, first.AddDate(0, 0, 2))
	w.must(err)
	w.trim(0)
	cases := []struct {
		wanted archive.Wanted
		facts  int
	}{
		{archive.Wanted{}, 120},
		{archive.Wanted{From: first.AddDate(0, 0, 1)}, 90},
		{archive.Wanted{From: first.AddDate(0, 0, 1), To: first.AddDate(0, 0, 3)}, 60},
		{archive.Wanted{To: first}, 0},
	}
	for _, c := range cases {
		c.wanted.Format = archive.JSONLines
		lines := strings.Split(strings.TrimSuffix(w.export(c.wanted), "\n"), "\n")
		if lines[0] == "" {
			lines = nil
		}
		last, seen := time.Time{}, map[string]bool{}
		for _, line := range lines {
			var fact struct {
				ID, Country, Advocate string
				At                    time.Time
			}
			w.must(json.Unmarshal([]byte(line), &fact))
			if fact.At.Before(last) || seen[fact.ID] || fact.Country != "NO" || fact.Advocate != "p-ada" {
				t.Errorf("%+v after %v", fact, last)
			}
			last, seen[fact.ID] = fact.At, true
		}
		if len(lines) != c.facts {
			t.Errorf("%+v: %d facts, want %d", c.wanted, len(lines), c.facts)
		}
	}
	if out := w.export(archive.Wanted{Format: archive.JSONLines, Impersonal: true}); strings.Contains(out, "p-ada") || strings.Contains(out, "c1") {
		t.Errorf("somebody is named: %.200s", out)
	}
}

// A spreadsheet reads no cell as a formula, whatever somebody put into a field.
func TestACSVExportHoldsNoFormula(t *testing.T) {
	w := newWorld(t)
	hostile := []string{"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"x\")", " =1", "\"=1", "'=1", "plain", "a,b", "a\"b", "|x", "%x"}
	log := activity.NewLog(w.store, w.now)
	for n, why := range hostile {
		_, err := log.Record(t.Context(), w.ws, activity.Who{Advocate: "p-ada", Regulated: true}, []wire.Fact{{
			ID: fmt.Sprintf("00000000-0000-4000-8000-%012d", n), Kind: wire.Waived, AtMs: w.now().UnixMilli(), Rule: "r", Reason: why,
		}})
		w.must(err)
	}
	rows, err := csv.NewReader(strings.NewReader(w.export(archive.Wanted{Format: archive.CSV}))).ReadAll()
	w.must(err)
	if len(rows) != 1+len(hostile) {
		t.Fatalf("%d rows", len(rows))
	}
	for n, row := range rows[1:] {
		for _, cell := range row {
			if begin := strings.TrimLeft(cell, " \""); begin != "" && strings.ContainsAny(begin[:1], "=+-@\t\r|%") {
				t.Errorf("a cell begins with a formula: %q", cell)
			}
		}
		if why := row[10]; strings.TrimPrefix(why, "'") != strings.TrimPrefix(hostile[n], "'") {
			t.Errorf("%q became %q", hostile[n], why)
		}
	}
}
