package build_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"vouch/shared/pattern"
	"vouch/shared/pattern/build"
)

func TestRefusals(t *testing.T) {
	for _, tc := range []struct{ name, expr, says string }{
		{"look-ahead", `a(?=b)`, "cannot be read"},
		{"back-reference", `(a)\1`, "cannot be read"},
		{"unbalanced", `(a`, "cannot be read"},
		{"nested repeats", `(x{1000}){1000}`, "cannot be read"},
		{"too long", strings.Repeat("a", build.MaxLength+1), "the limit is 1000"},
		{"too many states", `.{1000}`, "more than 2500 states"},
		{"every letter there is, often", `\pL{20}`, "more than 2500 states"},
		{"nothing", ``, "at least one character"},
		{"perhaps nothing", `a*`, "at least one character"},
		{"a place", `\b`, "at least one character"},
		{"an empty line", `(?m)^$`, "at least one character"},
	} {
		_, err := build.NewBuilder().Add(tc.expr)
		if err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.says)
		}
	}
}

func TestAllPatternsTogetherAreBounded(t *testing.T) {
	b := build.NewBuilder()
	for i := range build.MaxAllStates {
		_, err := b.Add(strings.Repeat("a", 1+i/26) + string(rune('a'+i%26)) + `{900}`)
		if err == nil {
			continue
		}
		if !strings.Contains(err.Error(), "100000 states") {
			t.Error(err)
		}
		return
	}
	t.Error("there is no end of patterns")
}

func TestTheSameExpressionIsOnePattern(t *testing.T) {
	b := build.NewBuilder()
	first, err := b.Add(`a+`)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := b.Add(`a+`); err != nil || second != first {
		t.Errorf("%d and %d, %v", first, second, err)
	}
}

func TestTablesAreTheSameEveryTime(t *testing.T) {
	made := func() []byte {
		b := build.NewBuilder()
		b.Sample("Guaranteed returns!")
		for _, expr := range expressions() {
			if _, err := b.Add(expr); err != nil {
				t.Fatal(err)
			}
		}
		s, err := b.Set()
		if err != nil {
			t.Fatal(err)
		}
		return s.Append(nil)
	}
	first := made()
	if !bytes.Equal(made(), first) {
		t.Error("building the same patterns twice gives different tables")
	}
	loaded, err := pattern.Load(first)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(loaded.Append(nil), first) {
		t.Error("tables that are loaded and written again differ")
	}
}

// explosive are patterns whose deterministic automaton, made whole, would have millions of states,
// or whose matches, looked for one by one, take a time that grows with the square of the text.
func explosive() []string {
	return []string{
		`(a|b)*a(a|b){20}`, `a(.*b)?`, `(a*)*c`, `(a|a)*c`, `(.*a){20}`, `([ab]{0,30}a){20}c`, `(a?){40}a{40}`,
		`[a-z]+[ab]+[a-z]+c`, `a.{0,60}b.{0,60}c`, `(?s)a.*b`, `x{1000}`,
	}
}

func ab(n int, random *rand.Rand) string {
	var b strings.Builder
	for range n {
		b.WriteByte("ab"[random.IntN(2)])
	}
	return b.String()
}

// TestExplosivePatternsAreExact: also when the automaton forgets its states again and again.
func TestExplosivePatternsAreExact(t *testing.T) {
	finder := pattern.NewFinder(setOf(t, explosive()...))
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		holdAgainstGo(t, finder, explosive(), ab(400, random)+"\n"+strings.Repeat("x", 1100)+ab(400, random)+"c")
	}
}

// TestTimeIsLinear counts steps: twice the text costs at most twice as many, and never more than
// a step a byte for each state there is, forwards and backwards.
func TestTimeIsLinear(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, expr := range explosive() {
		s := setOf(t, expr)
		finder := pattern.NewFinder(s)
		steps := func(text string) int {
			finder.Reset(text)
			finder.Find(0, nil)
			return finder.Steps
		}
		for _, unit := range []string{"a", "ab", "x", "a b", ab(1500, random)} {
			once := strings.Repeat(unit, 6_000/len(unit))
			single, double := steps(once), steps(once+once)
			if most := 4 * len(once) * len(s.EdgeFirst); single > most || 10*double > 22*single {
				t.Errorf("%s on %.10q: %d steps for %d bytes, %d for twice as many", expr, unit, single, len(once), double)
			}
		}
	}
}

func TestWarmFindAllocatesNothing(t *testing.T) {
	s := setOf(t, expressions()...)
	finder := pattern.NewFinder(s)
	text := strings.Join(texts(), "\n")
	var spans []pattern.Span
	look := func() {
		finder.Reset(text)
		for id := range s.Len() {
			spans = finder.Find(pattern.ID(id), spans[:0])
		}
	}
	look()
	if n := testing.AllocsPerRun(20, look); n > 0 {
		t.Errorf("a warm search allocates %v times", n)
	}
}

// TestTornTables: every prefix and every image with one byte more is refused.
func TestTornTables(t *testing.T) {
	whole := setOf(t, `\bACM-\d{4,6}\b`, `(?i)guaranteed?\s+returns`).Append(nil)
	for n := range whole {
		if _, err := pattern.Load(whole[:n]); !errors.Is(err, pattern.ErrTables) {
			t.Fatalf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
	if _, err := pattern.Load(append(bytes.Clone(whole), 0)); !errors.Is(err, pattern.ErrTables) {
		t.Errorf("one byte more: %v", err)
	}
}

// FuzzLoad: whatever loads can be run over any text, without a panic, and finds places in it.
func FuzzLoad(f *testing.F) {
	whole := setOf(f, `\b[a-c]+x?\b`, `(?i)k\d{2,3}$`, `é|(?m)^-`).Append(nil)
	for at := 0; at < len(whole); at += 1 + len(whole)/256 {
		f.Add(at, whole[at]+1, at/2, byte(0), "abc k12 é\n- KK123")
	}
	f.Fuzz(func(t *testing.T, at int, value byte, at2 int, value2 byte, text string) {
		image := bytes.Clone(whole)
		for place, v := range map[int]byte{at: value, at2: value2} {
			if place >= 0 && place < len(image) {
				image[place] = v
			}
		}
		s, err := pattern.Load(image)
		if err != nil {
			return
		}
		finder := pattern.NewFinder(s)
		for _, draft := range []string{text, strings.Repeat("abck1 é-\n", 20)} {
			finder.Reset(draft)
			for id := range s.Len() {
				for _, m := range finder.Find(pattern.ID(id), nil) {
					if m.Start < 0 || m.End < m.Start || int(m.End) > len(draft) {
						t.Fatalf("%v leaves a draft of %d bytes", m, len(draft))
					}
				}
			}
		}
	})
}
