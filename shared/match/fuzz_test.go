package match_test

import (
	"strings"
	"testing"

	"vouch/shared/match"
	"vouch/shared/text"
)

// FuzzFind proves, for any draft, that matches stand on words of it in order, that none runs over
// the end of a sentence unless a disguise does, and that the work is linear in the draft.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"Risk-free returns, #riskfreereturns #Gu4ranteedReturns", "f r e e r.e.t.u.r.n.s", "gu@r@nteed $afe 5afe r!sk",
		"2026-05-03 8 % $5k €", "#abababababab @a$b#c", "fr🔥ee 🇷🇮🇸🇰", "\xff#a.\n\nab ab",
	} {
		f.Add(seed)
	}
	var patterns []pattern
	for set, phrase := range []string{"risk free", "free returns", "guaranteed", "safe . returns", "ab ab", "guar* @0", "9 %", "*turns", "a", "@0 @0"} {
		patterns = append(patterns, pattern{uint32(set), strings.Fields(phrase)})
	}
	finder := match.NewFinder(build(patterns, [][]pattern{{{0, []string{"free", "risk"}}, {0, []string{"returns"}}}}))
	reader := &text.Reader{}
	f.Fuzz(func(t *testing.T, draft string) {
		read := reader.Read(draft)
		last := int32(0)
		for _, m := range finder.Find(read, 2026, nil) {
			if m.First < last || m.Last < m.First || int(m.Last) >= len(read.Words) || int(m.Set) >= len(patterns) {
				t.Fatalf("%q: match %+v behind word %d of %d", draft, m, last, len(read.Words))
			}
			last = m.First
		}
		if most := 64*len(draft) + 64; finder.Steps > most {
			t.Fatalf("%q: %d steps, want %d at most", draft, finder.Steps, most)
		}
	})
}

func TestWarmFinderAllocatesNothing(t *testing.T) {
	reader := &text.Reader{}
	read := reader.Read(strings.Repeat("Get #riskfreereturns and f.r.e.e r3turns, gu@ranteed 8 % risk-free\n", 20))
	finder := match.NewFinder(build([]pattern{{0, []string{"risk", "free", "returns"}}, {1, []string{"free", "@0"}}}, [][]pattern{{{0, []string{"returns"}}}}))
	found := finder.Find(read, 2026, nil)
	if n := testing.AllocsPerRun(20, func() { found = finder.Find(read, 2026, found[:0]) }); n > 0 {
		t.Errorf("searching allocates %v times", n)
	}
}
