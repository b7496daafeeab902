package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vouch/shared/match"
	"vouch/shared/text"
)

// A pattern is a phrase as the oracle reads it: places parted by spaces; "a|b" one of, "a*"
// prefix, "*a" suffix, "." any word, "9" a number, "@n" list n.
type pattern struct {
	set    uint32
	places []string
}

// naive finds every match by trying everything: slow, and plainly right.
func naive(t *text.Text, patterns []pattern, lists [][]pattern) []match.Match {
	var all []match.Match
	for _, p := range patterns {
		for i := range t.Words {
			for _, end := range ends(t, p.places, i, lists) {
				all = append(all, match.Match{Set: p.set, First: int32(i), Last: int32(end - 1)})
			}
		}
	}
	return sorted(all)
}

// ends are where a match that begins at word i may end.
func ends(t *text.Text, places []string, i int, lists [][]pattern) []int {
	if len(places) == 0 {
		return []int{i}
	}
	if i >= len(t.Words) {
		return nil
	}
	var all []int
	for _, next := range step(t, places[0], i, lists) {
		if len(places) > 1 && next < len(t.Words) && t.Words[next].Gap >= text.Sentence {
			continue
		}
		all = append(all, ends(t, places[1:], next, lists)...)
	}
	return all
}

func step(t *text.Text, place string, i int, lists [][]pattern) []int {
	if n, ok := strings.CutPrefix(place, "@"); ok {
		var all []int
		for _, p := range lists[n[0]-'0'] {
			all = append(all, ends(t, p.places, i, lists)...)
		}
		return all
	}
	if accepts(place, string(t.Folded(&t.Words[i])), t.Words[i].Kind) {
		return []int{i + 1}
	}
	return nil
}

func accepts(place, word string, kind text.Kind) bool {
	switch place {
	case ".":
		return true
	case "9":
		return kind == text.Number
	}
	return slices.ContainsFunc(strings.Split(place, "|"), func(p string) bool {
		if prefix, ok := strings.CutSuffix(p, "*"); ok {
			return kind == text.Letters && strings.HasPrefix(word, prefix)
		}
		if suffix, ok := strings.CutPrefix(p, "*"); ok {
			return kind == text.Letters && strings.HasSuffix(word, suffix)
		}
		return p == word
	})
}

func sorted(all []match.Match) []match.Match {
	slices.SortFunc(all, func(a, b match.Match) int {
		if a.First != b.First {
			return int(a.First - b.First)
		}
		if a.Last != b.Last {
			return int(a.Last - b.Last)
		}
		return int(a.Set) - int(b.Set)
	})
	return slices.Compact(all)
}

// build makes tables of the patterns.
func build(patterns []pattern, lists [][]pattern) *match.Tables {
	b := match.NewBuilder()
	atoms := make([]match.Atom, len(lists))
	for i := range lists {
		atoms[i] = b.List()
	}
	for i, list := range lists {
		for _, p := range list {
			b.AddTo(atoms[i], phrase(b, p, atoms))
		}
	}
	for _, p := range patterns {
		b.Add(p.set, phrase(b, p, atoms))
	}
	return b.Tables(0)
}

func phrase(b *match.Builder, p pattern, lists []match.Atom) []match.Atom {
	var atoms []match.Atom
	for _, place := range p.places {
		switch {
		case place == ".":
			atoms = append(atoms, match.Any)
		case place == "9":
			atoms = append(atoms, b.Class([]match.Member{{Kind: match.AnyNumber}}))
		case place[0] == '@':
			atoms = append(atoms, lists[place[1]-'0'])
		default:
			atoms = append(atoms, b.Class(members(place)))
		}
	}
	return atoms
}

func members(place string) []match.Member {
	var all []match.Member
	for p := range strings.SplitSeq(place, "|") {
		m := match.Member{Text: p}
		if prefix, ok := strings.CutSuffix(p, "*"); ok {
			m = match.Member{Kind: match.Prefix, Text: prefix}
		} else if suffix, ok := strings.CutPrefix(p, "*"); ok {
			m = match.Member{Kind: match.Suffix, Text: suffix}
		}
		all = append(all, m)
	}
	return all
}

func TestPhrases(t *testing.T) {
	for _, c := range []struct{ phrase, draft, want string }{
		{"risk free", "Risk-free and risk\nfree, risk. Free", "0-1 3-4"},
		{"a|b c", "a c b c", "0-1 2-3"},
		{"guar* return", "guarantee return, guard return", "0-1 2-3"},
		{"*less", "fearless worthless less", "0-0 1-1 2-2"},
		{"will . return", "will surely return", "0-2"},
		{"9 %", "8% and 12 %", "0-1 3-4"},
		{"a a", "a a a", "0-1 1-2"},
		{"free", "#RiskFree #free", "1-1 2-2"},
		{"riskfree", "#RiskFree now", "0-1"},
		{"the riskfree deal", "the #RiskFree deal", "0-3"},
		{"one two", "one\n\ntwo", ""},
		{"guaranteed", "gu4r4nteed", "0-0"},
		{"risk free", "r1sk fr33, B2B r15k", "0-1"},
		{"loyal", "1oyal lo1yal l0ya1", "0-1 3-3"},
		{"free returns", "f r e e returns, f.r.e.e returns", "0-4 5-9"},
		{"free", "f r. e e", "0-3"},
		{"free returns", "fr🔥ee re_turns, f*r*e*e ret.urns", "0-3 4-9"},
		{"resign", "re-sign, resi-gn, r-e-s-i-g-n", "2-3 4-9"},
		{"safe returns", "s@fe return$, $afe returns, 5@fe r3turns", "0-3 4-5 6-8"},
		{"risk free", "r!sk fr33, r|sk-free", "0-2 3-5"},
		{"guaranteed", "gu@r@n+eed #gu@ranteed #Gu4r4nteed", "0-3 4-5 6-10"},
		{"guarant*", "gu@ranteeing gu4ranteeing guar-anteeing", "0-1 2-2"},
		{"safe", "jane@safe.com, s@fe.com", "1-1"},
		{"guaranteed returns", "#guaranteedreturns #Guaranteedreturns #gu4ranteedreturns #GUARANTEEDRETURNS", "0-0 1-1 2-4 5-5"},
		{"guaranteed returns", "guaranteedreturns #guaranteedreturnsxy #xguaranteedreturns", ""},
		{"risk free returns", "#riskfreereturns risk #freereturns #riskfree returns", "0-0 1-2 3-4"},
		{"risk . returns", "risk #freereturns", ""},
		{"one two", "#onetwo", ""},
		{"kollegin", "Kolleg*in, kolleg_in, k.o.l.l.e.g.i.n", "4-11"},
		{"todas", "tod@s t@d@s", ""},
		{"guarantee|guaranteed", "g.u.a.r.a.n.t.e.e.d", "0-9"},
		{"safe deal", "$100 C3PO A/B/C a b c d deal I ❤️ NY B2B 5g safe-ty", ""},
		{"free", "f r, e e", ""},
		{"no risk", "n o   r i s k, n o", "0-5"},
		{"eco friendly", "e c o - f r i e n d l y", "0-10"},
		{"no", "a b n o", ""},
		{"you cant lose", "y0u c4n't l0se", "0-2"},
		{"bob", "b0b 8o8 b08", "0-0"},
		{"acmex", "#TheAcmeXWay", "1-2"},
	} {
		patterns := []pattern{{0, strings.Fields(c.phrase)}}
		found := match.NewFinder(build(patterns, nil)).Find((&text.Reader{}).Read(c.draft), 2026, nil)
		var got []string
		for _, m := range sorted(found) {
			got = append(got, fmt.Sprintf("%d-%d", m.First, m.Last))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q in %q at %q, want %q", c.phrase, c.draft, got, c.want)
		}
	}
}

// TestAgainstOracle compares with the naive search on random phrases and drafts of few words,
// so that they meet often.
func TestAgainstOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	vocabulary := strings.Fields("risk free return returns guaranteed guarantee fund ab abc abcd 8 2026 %")
	places := strings.Fields("risk free return returns guaranteed|guarantee fund ab* *bc . 9 return* a* 8 % @0 @1")
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	sequence := func(set int, atoms []string) pattern {
		p := pattern{set: uint32(set)}
		for range 1 + random.IntN(4) {
			p.places = append(p.places, pick(atoms))
		}
		if p.places[0] == "." {
			p.places[0] = "risk"
		}
		return p
	}
	plain := places[:len(places)-2]
	for range 400 {
		lists := make([][]pattern, 2)
		for range 3 {
			lists[1] = append(lists[1], sequence(0, plain))
			lists[0] = append(lists[0], sequence(0, append(slices.Clone(plain), "@1")))
		}
		var patterns []pattern
		for set := range 12 {
			patterns = append(patterns, sequence(set, places))
		}
		var draft strings.Builder
		for range random.IntN(40) {
			draft.WriteString(pick(vocabulary) + pick([]string{" ", " ", " ", "-", "\n", ". ", ", "}))
		}
		read := (&text.Reader{}).Read(draft.String())
		got := sorted(match.NewFinder(build(patterns, lists)).Find(read, 2026, nil))
		if want := naive(read, patterns, lists); !slices.Equal(got, want) {
			t.Fatalf("%q\nphrases %v\nlists %v\ngot  %v\nwant %v", draft.String(), patterns, lists, got, want)
		}
	}
}

// TestLinear counts steps, not time: twice the draft at most doubles them, whatever it repeats,
// and no phrases make one word cost more than the walk's bound.
func TestLinear(t *testing.T) {
	var patterns []pattern
	for gap := range 9 {
		places := []string{"a*"}
		for range gap {
			places = append(places, ".")
		}
		patterns = append(patterns, pattern{uint32(gap), append(append(places, places...), "b")})
	}
	tables := build(patterns, nil)
	steps := func(draft string) int {
		f := match.NewFinder(tables)
		f.Find((&text.Reader{}).Read(draft), 2026, nil)
		return f.Steps
	}
	for _, unit := range []string{"a ", "#aA", "#aAa ", "a-b ", "a 1", "a\u0301", "#abababab ", "a@b", "a.b", "4a"} {
		small, large := steps(strings.Repeat(unit, 500)), steps(strings.Repeat(unit, 1000))
		if large > 2*small+small/10+10 {
			t.Errorf("%q: %d steps for 500, %d for 1000", unit, small, large)
		}
	}
}

func TestMorePhrasesCostLittle(t *testing.T) {
	draft := (&text.Reader{}).Read(strings.Repeat("we guarantee the best return for our customers in the cloud ", 50))
	steps := func(n int) int {
		var patterns []pattern
		for i := range n {
			patterns = append(patterns, pattern{uint32(i), []string{"best", "return", fmt.Sprintf("word%d", i)}})
		}
		f := match.NewFinder(build(patterns, nil))
		f.Find(draft, 2026, nil)
		return f.Steps
	}
	if few, many := steps(1000), steps(10000); many > few {
		t.Errorf("%d steps with 1,000 phrases, %d with 10,000", few, many)
	}
}
