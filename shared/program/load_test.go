package program_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// image is the golden pack's, which has every operator.
func image(tb testing.TB) []byte {
	tb.Helper()
	const path = "../check/testdata/golden/operators.yaml"
	source, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	pack, err := rule.Parse(path, source)
	if err != nil {
		tb.Fatal(err)
	}
	made, err := compile.Compile([]*rule.Pack{pack}, &pack.ExampleProfile)
	if err != nil {
		tb.Fatal(err)
	}
	return made.Append(nil)
}

func TestRoundTrip(t *testing.T) {
	first := image(t)
	loaded, err := program.Load(first)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(loaded.Append(nil), first) {
		t.Error("an image that is loaded and written again differs")
	}
	if again := image(t); !bytes.Equal(again, first) {
		t.Error("compiling the same pack twice gives different images")
	}
	prefix := []byte("before")
	if got := loaded.Append(prefix); !bytes.HasPrefix(got, prefix) || !bytes.Equal(got[len(prefix):], first) {
		t.Error("Append does not append")
	}
}

// TestTornImages: every prefix and every image with one byte more is refused.
func TestTornImages(t *testing.T) {
	whole := image(t)
	for n := range whole {
		if _, err := program.Load(whole[:n]); !errors.Is(err, program.ErrImage) {
			t.Fatalf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
	if _, err := program.Load(append(bytes.Clone(whole), 0)); !errors.Is(err, program.ErrImage) {
		t.Errorf("one byte more: %v", err)
	}
}

// FuzzLoad: whatever loads can judge a draft, without a panic and within the steps it promises.
func FuzzLoad(f *testing.F) {
	whole := image(f)
	f.Add(whole, 0, byte(0))
	for at := 8; at < len(whole); at += len(whole)/64 + 1 {
		f.Add(whole, at, byte(0xFF))
		f.Add(whole, at, whole[at]+1)
	}
	drafts := []string{
		"Guaranteed 8% returns with AcmeX!! I love AcmeX, second to none. #ai #cloud #AcmeEmployee",
		"password: Tr0ub4dor&3xY jane@mail.example 4929 risk-free fund by 2030 $5 million, not merge with Globex",
		strings.Repeat("guaranteed returns risk proof the best ever ", 20),
		"Project Falcon g2.com/x @a #b #c 🚀🚀🚀 𝗕𝗶𝗴 BUY IT NOW. The yield of AcmeX: yields may vary; you can lose. Chairman? No.",
		"Garantierte Rendite gibt es nicht; invest in AcmeX. Don't invest unless prepared to lose all the money. Our results",
	}
	f.Fuzz(func(t *testing.T, data []byte, at int, value byte) {
		data = bytes.Clone(data)
		if at >= 0 && at < len(data) {
			data[at] = value
		}
		loaded, err := program.Load(data)
		if err != nil {
			return
		}
		checker := check.New(loaded)
		for _, d := range drafts {
			for surface := check.Post; surface <= check.Static; surface++ {
				if _, err := checker.Check(check.Draft{Text: d, Surface: surface, Date: 20700}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
