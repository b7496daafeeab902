package delta_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"testing"

	"vouch/shared/delta"
)

// table is numbers as an image has them: little-endian, four bytes each.
func table(n int, of func(i int) uint32) []byte {
	var out []byte
	for i := range n {
		out = binary.LittleEndian.AppendUint32(out, of(i))
	}
	return out
}

func noise(n int, seed uint64) []byte {
	random := rand.New(rand.NewPCG(seed, 1))
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(random.Uint32())
	}
	return out
}

func TestADeltaGivesBackWhatItWasMadeOf(t *testing.T) {
	numbers := table(20_000, func(i int) uint32 { return uint32(i * 37) })
	moved := table(20_000, func(i int) uint32 { return uint32(i*37 + 1) })
	text := noise(40_000, 2)
	for _, c := range []struct {
		name       string
		base, want []byte
		most       int // bytes of the delta
	}{
		{"nothing", nil, nil, 40},
		{"from nothing", nil, []byte("a bundle"), 60},
		{"to nothing", []byte("a bundle"), nil, 60},
		{"the same", text, text, 150},
		{"one byte more", text, append([]byte{7}, text...), 150},
		{"one byte less", text, text[1:], 150},
		{"a word in the middle", text, bytes.Join([][]byte{text[:17_001], []byte("zebra"), text[17_001:]}, nil), 200},
		{"halves changed places", text, append(bytes.Clone(text[20_000:]), text[:20_000]...), 200},
		{"every number of a table one up", numbers, moved, 2_000},
		{"a table one up behind one more number", numbers, append([]byte{9, 9, 9, 9}, moved...), 2_000},
		{"nothing alike", text, noise(40_000, 3), 40_200},
		{"shorter than a seed", []byte("abc"), []byte("abd"), 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			made := delta.Make(c.base, c.want)
			if len(made) > c.most {
				t.Errorf("the delta has %d bytes, more than %d", len(made), c.most)
			}
			got, err := delta.Apply(c.base, made, len(c.want))
			if err != nil || !bytes.Equal(got, c.want) {
				t.Errorf("%d bytes came back of %d: %v", len(got), len(c.want), err)
			}
		})
	}
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	base, want := noise(5000, 4), noise(5000, 4)
	want[2500]++
	made := delta.Make(base, want)
	for name, c := range map[string]struct {
		base, delta []byte
		most        int
	}{
		"no delta":        {base, []byte("a bundle"), 9000},
		"nothing":         {base, nil, 9000},
		"a torn one":      {base, made[:len(made)-3], 9000},
		"a shorter base":  {base[:4000], made, 9000},
		"more than taken": {base, made, len(want) - 1},
	} {
		if _, err := delta.Apply(c.base, c.delta, c.most); !errors.Is(err, delta.ErrDelta) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzMakeThenApply(f *testing.F) {
	f.Add([]byte("a bundle of rules"), []byte("a bundle of more rules"))
	f.Add(noise(300, 5), noise(300, 5)[7:])
	f.Fuzz(func(t *testing.T, base, want []byte) {
		got, err := delta.Apply(base, delta.Make(base, want), len(want))
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%q to %q: %q, %v", base, want, got, err)
		}
	})
}

func FuzzApply(f *testing.F) {
	base := noise(400, 6)
	f.Add(delta.Make(base, base[20:]))
	f.Add([]byte("VDELTA1\n"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		const most = 1000
		if got, err := delta.Apply(base, packed, most); err == nil && len(got) > most {
			t.Fatalf("%d bytes were made", len(got))
		}
	})
}
