package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vouch/server/fault"
	"vouch/server/journal"
)

func open(t *testing.T, dir string, options journal.Options) *journal.Journal {
	t.Helper()
	j, err := journal.Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func record(n int) []byte { return fmt.Appendf(nil, "record %d", n) }

func fill(t *testing.T, j *journal.Journal, from, to int) (want []string) {
	t.Helper()
	for n := from; n < to; n++ {
		if err := j.Append(record(n)); err != nil {
			t.Fatal(err)
		}
		want = append(want, string(record(n)))
	}
	return want
}

func replay(t *testing.T, j *journal.Journal) (got []string) {
	t.Helper()
	err := j.Replay(func(records [][]byte) (int, error) {
		got = append(got, texts(records)...)
		return len(records), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func texts(records [][]byte) (all []string) {
	for _, record := range records {
		all = append(all, string(record))
	}
	return all
}

// Segments of 40 bytes hold two records each, so every way over their borders is gone.
func TestRecordsComeBackInOrderAlsoFromAnotherRun(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, journal.Options{Segment: 40})
	want := fill(t, first, 0, 25)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := open(t, dir, journal.Options{Segment: 40})
	want = append(want, fill(t, second, 25, 40)...)
	if second.Waiting() != 40 {
		t.Errorf("%d wait", second.Waiting())
	}
	if diff := cmp.Diff(want, replay(t, second)); diff != "" {
		t.Error(diff)
	}
	if again := replay(t, second); again != nil || second.State() != (journal.State{}) {
		t.Errorf("left: %q, %+v", again, second.State())
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*.journal")); files != nil {
		t.Errorf("files left: %v", files)
	}
}

// What was refused stays, and is the next to come.
func TestADeliveryThatFailsGoesOnWhereItStopped(t *testing.T) {
	j := open(t, t.TempDir(), journal.Options{Segment: 200})
	want := fill(t, j, 0, 50)
	away := errors.New("away")
	var got []string
	for budget := 0; len(got) < len(want); budget++ {
		left := budget % 4
		err := j.Replay(func(records [][]byte) (int, error) {
			if left < len(records) {
				got = append(got, texts(records[:left])...)
				return left, away
			}
			left -= len(records)
			got = append(got, texts(records)...)
			return len(records), nil
		})
		if err != nil && !errors.Is(err, away) {
			t.Fatal(err)
		}
		if j.Waiting() != len(want)-len(got) {
			t.Fatalf("%d wait after %d of %d", j.Waiting(), len(got), len(want))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// While some append and one delivers, each appender's records come in its order, all of them, once.
func TestAppendersAndADeliveryAtTheSameTime(t *testing.T) {
	j := open(t, t.TempDir(), journal.Options{Segment: 300})
	const appenders, each = 4, 100
	var all sync.WaitGroup
	for a := range appenders {
		all.Go(func() {
			for n := range each {
				if err := j.Append(fmt.Appendf(nil, "%d %03d", a, n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var got []string
	for len(got) < appenders*each && !t.Failed() {
		got = append(got, replay(t, j)...)
	}
	all.Wait()
	for a := range appenders {
		mine := slices.DeleteFunc(slices.Clone(got), func(s string) bool { return s[0] != byte('0'+a) })
		if len(mine) != each || !slices.IsSorted(mine) {
			t.Errorf("appender %d: %q", a, mine)
		}
	}
}

// Every way in which a power cut can cut the last record short leaves the others whole.
func TestATornTailIsLeftOut(t *testing.T) {
	whole := t.TempDir()
	j := open(t, whole, journal.Options{})
	want := fill(t, j, 0, 3)
	content := only(t, whole)
	fill(t, j, 3, 4)
	longer := only(t, whole)
	for cut := len(content); cut < len(longer); cut++ {
		for _, tail := range [][]byte{nil, make([]byte, 100)} { // a disk may give zeroes for the rest
			dir := t.TempDir()
			put(t, dir, append(slices.Clone(longer[:cut]), tail...))
			torn := open(t, dir, journal.Options{})
			want := append(slices.Clone(want), fill(t, torn, 4, 6)...)
			if diff := cmp.Diff(want, replay(t, torn)); diff != "" {
				t.Errorf("cut at %d: %s", cut, diff)
			}
		}
	}
}

// Damage is kept beside for whoever wants to look, and what follows it in other segments comes.
func TestADamagedSegmentIsSetAside(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir, journal.Options{})
	fill(t, j, 0, 5)
	content := only(t, dir)
	content[bytes.Index(content, record(2))] ^= 1
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, dir, content)
	again := open(t, dir, journal.Options{})
	fill(t, again, 7, 8)
	if diff := cmp.Diff([]string{"record 0", "record 1", "record 7"}, replay(t, again)); diff != "" {
		t.Error(diff)
	}
	kept, _ := filepath.Glob(filepath.Join(dir, "*.damaged"))
	if len(kept) != 1 || again.State().Damaged != 1 {
		t.Errorf("kept %v, %+v", kept, again.State())
	}
}

func TestNothingIsAppendedBehindNothing(t *testing.T) {
	j := open(t, t.TempDir(), journal.Options{})
	if behind, err := j.AppendBehind(record(0)); behind || err != nil || j.Waiting() != 0 {
		t.Errorf("%t, %v, %d wait", behind, err, j.Waiting())
	}
	want := fill(t, j, 1, 2)
	if behind, err := j.AppendBehind(record(2)); !behind || err != nil {
		t.Error(behind, err)
	}
	if diff := cmp.Diff(append(want, string(record(2))), replay(t, j)); diff != "" {
		t.Error(diff)
	}
}

func TestAFullJournalSaysSoAndTakesAgainOnceItIsEmptied(t *testing.T) {
	j := open(t, t.TempDir(), journal.Options{Limit: 100})
	var full error
	taken := 0
	for ; full == nil && taken < 100; taken++ {
		full = j.Append(record(1))
	}
	if !fault.Is(full, fault.Unavailable) || !strings.Contains(full.Error(), "full") {
		t.Fatalf("after %d: %v", taken, full)
	}
	if got := replay(t, j); len(got) != taken-1 {
		t.Errorf("%d of %d came", len(got), taken-1)
	}
	fill(t, j, 0, 1)
}

// A disk without room refuses, is left with nothing for the tries, and takes again once there is room.
//
// The limit is of a whole process, so it runs in one of its own.
func TestAFullDiskIsLeftAsItIs(t *testing.T) {
	const inside = "VOUCH_TEST_FULL_DISK"
	if os.Getenv(inside) == "" {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAFullDiskIsLeftAsItIs$")
		child.Env = append(os.Environ(), inside+"=yes")
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
		return
	}
	signal.Ignore(syscall.SIGXFSZ) // then a write beyond the limit fails, as one to a full disk does
	dir := t.TempDir()
	j := open(t, dir, journal.Options{})
	want := fill(t, j, 0, 5)
	leave(t, 1)
	for range 20 {
		if err := j.Append(record(9)); err == nil {
			t.Error("a record was taken that has no room")
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.journal"))
	if err != nil || len(files) != 1 || j.Waiting() != len(want) {
		t.Errorf("%d wait in %v, %v", j.Waiting(), files, err)
	}
	leave(t, 0)
	want = append(want, fill(t, j, 5, 8)...)
	if diff := cmp.Diff(want, replay(t, j)); diff != "" {
		t.Error(diff)
	}
}

// leave lets this process write files of so many bytes; 0 is any number.
func leave(t *testing.T, bytes uint64) {
	t.Helper()
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
	now.Cur = now.Max
	if bytes > 0 {
		now.Cur = bytes
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNoRecordIsRefused(t *testing.T) {
	j := open(t, t.TempDir(), journal.Options{})
	for _, bad := range [][]byte{nil, make([]byte, 1<<20+1)} {
		if err := j.Append(record(1), bad); err == nil {
			t.Errorf("%d bytes were taken", len(bad))
		}
	}
	if j.Waiting() != 0 {
		t.Errorf("%d wait", j.Waiting())
	}
}

func TestAFolderHasOneOwner(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir, journal.Options{})
	if _, err := journal.Open(dir, journal.Options{}); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, journal.Options{})
}

// Whatever stands in the file, the reader ends, gives no more than stands there, and what was
// appended before it comes back first.
func FuzzAnythingBehindWholeRecords(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255, 1, 2, 3, 4})
	f.Add([]byte("\x08\x00\x00\x00abcdrecord 0"))
	f.Fuzz(func(t *testing.T, foreign []byte) {
		dir := t.TempDir()
		j := open(t, dir, journal.Options{})
		want := fill(t, j, 0, 2)
		content := only(t, dir)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		put(t, dir, append(content, foreign...))
		got := replay(t, open(t, dir, journal.Options{}))
		if len(got) < 2 || !slices.Equal(got[:2], want) {
			t.Fatalf("%q", got)
		}
		total := 0
		for _, each := range got[2:] {
			total += len(each)
		}
		if total > len(foreign) {
			t.Fatalf("%d bytes of %d", total, len(foreign))
		}
	})
}

// only reads the one segment of a folder.
func only(t *testing.T, dir string) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.journal"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func put(t *testing.T, dir string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "00000001.journal"), content, 0o600); err != nil {
		t.Fatal(err)
	}
}
