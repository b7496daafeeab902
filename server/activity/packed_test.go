package activity

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPackedFactsComeBack(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 123e6, time.UTC)
	facts := []Fact{
		{
			ID: "a", Kind: Shared, At: at, Advocate: "p", Team: "t", Story: "s", Code: "c", Surface: "post", Verdict: "clear",
		},
		{Kind: Clicked, At: at.Add(-100 * 365 * 24 * time.Hour), Class: Preview, Reason: "r", Visitor: 1<<64 - 1},
		{ID: "b", Kind: Waived, At: at, Rule: "ü", Why: "because", Of: "a"},
		{ID: "c", Kind: Converted, At: at, Goal: "sale", Amount: -1999, Currency: "EUR", Country: "DE", Device: "phone"},
	}
	packed := []byte{packedVersion}
	for i := range facts {
		packed = appendFact(packed, &facts[i])
	}
	got, err := unpack("clicks.a", "5-1", string(packed))
	if err != nil {
		t.Fatal(err)
	}
	facts[1].ID = "clicks.a/5-1.1" // a click is named after its place
	if diff := cmp.Diff(facts, got); diff != "" {
		t.Error(diff)
	}
}

// What an older server stored is read for ever, and what a newer one adds is passed over.
func TestFactsOfOtherVersionsAreRead(t *testing.T) {
	head := string([]byte{byte(Shared), 0, 2}) + "\x00\x00\x00\x00\x00\x00\x00\x00" // 1 ms after the epoch
	first := "\x01a\x01p\x01t\x01s\x00\x04post\x05clear\x00\x00\x00\x00"
	want := []Fact{{
		ID: "a", Kind: Shared, At: time.UnixMilli(1).UTC(), Advocate: "p", Team: "t", Story: "s", Surface: "post", Verdict: "clear",
	}}
	for name, packed := range map[string]string{
		"before amounts": "\x01" + head + first,
		"after more":     "\x02" + head + "\x00" + "\x12" + first + "\x00\x00\x00\x00\x00" + "\x05later" + "\x01x",
	} {
		got, err := unpack("devices", "1-0", packed)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

// Bytes that nobody packed give an error or facts that pack to the same again; never a panic.
func FuzzUnpack(f *testing.F) {
	f.Add("")
	f.Add("\x01")
	f.Add("\x02abc")
	f.Add(string(appendFact([]byte{packedVersion}, &Fact{ID: "a", Kind: Shared, Story: "s"})))
	f.Add("\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Fuzz(func(t *testing.T, packed string) {
		facts, err := unpack("s", "1-0", packed)
		if err != nil {
			return
		}
		again := []byte{packedVersion}
		for i := range facts {
			again = appendFact(again, &facts[i])
		}
		same, err := unpack("s", "1-0", string(again))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(facts, same); diff != "" {
			t.Fatal(diff)
		}
	})
}
