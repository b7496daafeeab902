package oracle

import (
	"slices"
	"strings"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// reading is a word that a disguise may stand for, and the position behind it.
type reading struct {
	folded string
	end    int
	begun  bool // also what begins like a word* of a phrase is read
}

// fits reports whether a reading is one word of an alternative. What a word must be beyond its
// letters no disguise shows.
func (r reading) fits(sc scope, a rule.Atom, p part) bool {
	switch {
	case a.Kind == rule.Prefix && p.last:
		return r.begun && len(p.folded) >= 5 && strings.HasPrefix(r.folded, p.folded)
	case a.Kind == rule.Suffix && p.head, a.Kind == rule.Proper && p.head:
		return false
	}
	return takes(sc, a, p, r.folded)
}

// masked is a run of letters and signs, its signs written as digits.
type masked struct {
	first, last int // its words, half-open
	written     string
}

// uses reports whether a loaded phrase uses a word.
func (s *sight) uses(word string) bool { return s.program.Tables.Uses([]byte(word)) }

// readings are what the disguises at a position may be.
func (s *sight) readings(at int) []reading {
	if known, ok := s.read[at]; ok {
		return known
	}
	var all []reading
	if at < len(s.words) {
		all = slices.Concat(s.digits(at), s.drawnOut(at), s.longest(s.spelled(at)), s.longest(s.narrow(at)), s.longest(s.pieces(at)))
	}
	all = append(all, s.parts(at)...)
	s.read[at] = all
	return all
}

// longest is the longest reading that a phrase uses.
func (s *sight) longest(all []reading) []reading {
	for _, r := range slices.Backward(all) {
		if s.uses(r.folded) {
			return []reading{r}
		}
	}
	return nil
}

// digits are the words at a word whose digits and signs stand for letters.
func (s *sight) digits(at int) []reading {
	var all []reading
	w := s.words[at]
	if w.Has(text.HasDigit) {
		all = append(all, unmasked(w.folded, at+1)...)
	}
	if w.Kind == text.Number && at+1 < len(s.words) && s.words[at+1].ByteStart == w.ByteEnd {
		all = append(all, unmasked(w.folded+s.words[at+1].folded, at+2)...)
	}
	for _, t := range s.tags {
		if t.first == at && t.last > at+1 {
			all = append(all, unmasked(t.folded[1:], t.last)...)
		}
	}
	for _, m := range s.signs {
		if m.first == at {
			all = append(all, unmasked(m.written, m.last)...)
		}
	}
	return all
}

const numerals, letters = "0123456789", "abcdefghijklmnopqrstuvwxyz"

// lettersOf reads digits as letters, a 1 as the one given.
func lettersOf(s, one string) string {
	return strings.NewReplacer("0", "o", "1", one, "2", "z", "3", "e", "4", "a", "5", "s", "6", "g", "7", "t", "8", "b", "9", "g").Replace(s)
}

// unmasked are the words that one with digits, or with one letter masked, may be.
func unmasked(written string, end int) []reading {
	digits, masks := 0, strings.Count(written, "*")
	for _, c := range written {
		if strings.ContainsRune(numerals, c) {
			digits++
		}
	}
	n := len(written)
	heavy := n >= 6 && 3*digits <= 2*n
	if n < 3 || n > 24 || 2*digits > n && !heavy || masks > 1 || digits+masks == 0 {
		return nil
	}
	var all []reading
	for _, one := range []string{"i", "l"} {
		word := lettersOf(written, one)
		if masks == 0 {
			all = append(all, reading{word, end, true})
			continue
		}
		all = append(all, unhidden(word, end)...)
	}
	return all
}

// unhidden are the words that one with a masked letter inside may be.
func unhidden(word string, end int) []reading {
	if len(word) < 4 || strings.Trim(word, "*") != word {
		return nil
	}
	hidden := letters
	if len(word) == 4 {
		hidden = "aeiou"
	}
	var all []reading
	for _, c := range hidden {
		all = append(all, reading{strings.Replace(word, "*", string(c), 1), end, false})
	}
	return all
}

// drawnOut are the words that one with letters drawn out may be.
func (s *sight) drawnOut(at int) []reading {
	if s.words[at].Kind != text.Letters {
		return nil
	}
	short, drawn := []string{""}, 0
	for rest := s.words[at].folded; rest != ""; {
		run := 1
		for run < len(rest) && rest[run] == rest[0] {
			run++
		}
		forms := []string{rest[:run]}
		if run > 2 {
			forms = []string{rest[:1], rest[:2]}
			drawn++
		}
		if short, rest = product(short, forms), rest[run:]; drawn > 3 {
			return nil
		}
	}
	var all []reading
	for _, word := range short {
		if drawn > 0 && len(word) >= 3 && len(word) <= 24 {
			all = append(all, reading{word, at + 1, false})
		}
	}
	return all
}

// product is each head with each tail.
func product(heads, tails []string) []string {
	var all []string
	for _, head := range heads {
		for _, tail := range tails {
			all = append(all, head+tail)
		}
	}
	return all
}

// single is the letter that a word of one character stands for, "" when it stands for none.
func (s *sight) single(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	switch folded := s.words[i].folded; {
	case folded == "$":
		return "s"
	case folded == "€":
		return "e"
	case len(folded) != 1 || s.words[i].sign():
		return ""
	default:
		return lettersOf(folded, "i")
	}
}

// row is how many single letters stand in a row around a word, whatever parts them but the end
// of a sentence.
func (s *sight) row(at int) int {
	first, last := at, at+1
	for s.words[first].Gap <= text.Line && s.single(first-1) != "" {
		first--
	}
	for s.single(last) != "" && s.words[last].Gap <= text.Line {
		last++
	}
	return last - first
}

// spelled are the words that single letters from a word on spell, shortest first.
func (s *sight) spelled(at int) []reading {
	if s.words[at].Kind != text.Letters || len(s.words[at].folded) != 1 {
		return nil
	}
	least := 4
	switch row := s.row(at); {
	case row >= 5:
		least = 2
	case row == 3:
		least = 3
	}
	var all []reading
	word, real := "", 0
	for i := at; len(word) < 24 && s.single(i) != ""; i++ {
		if gap := s.words[i].Gap; i > at && gap > text.Space && gap != text.Line {
			break
		}
		word += s.single(i)
		if s.words[i].Kind == text.Letters {
			real++
		}
		if len(word) >= least && 2*real >= len(word) && (len(word) < 3 || !strings.Contains(letters, word)) {
			all = append(all, reading{word, i + 1, false})
		}
	}
	return all
}

// narrow are the words spelled up to a gap that is wider than the first.
func (s *sight) narrow(at int) []reading {
	all := s.spelled(at)
	for i := at + 2; len(all) > 0 && i <= all[len(all)-1].end && i < len(s.words); i++ {
		wider := s.words[i].Start-s.words[i-1].End > s.words[at+1].Start-s.words[at].End
		if wider || s.words[i].Gap > s.words[at+1].Gap {
			return slices.DeleteFunc(all, func(r reading) bool { return r.end > i })
		}
	}
	return nil
}

// pieces are the words that a word makes up with those joined to it, shortest first.
func (s *sight) pieces(at int) []reading {
	first := s.words[at]
	if first.Kind != text.Letters || first.Has(text.InLink) {
		return nil
	}
	var all []reading
	word := first.folded
	for i := at + 1; i < len(s.words); i++ {
		w := s.words[i]
		alone := w.Gap == text.Clause && w.ByteStart == s.words[i-1].ByteEnd+1
		if w.Gap != text.Joined && !alone || w.Kind != text.Letters || len(word)+len(w.folded) > 24 {
			break
		}
		word += w.folded
		prefix := i == at+1 && len(first.folded) < 3 && w.Has(text.Hyphened)
		if len(word) >= 4 && !prefix && (len(first.folded) == 1 || !slices.Contains(strings.Fields(endings), w.folded)) {
			all = append(all, reading{word, i + 1, false})
		}
	}
	return all
}

const endings = "in innen e es s ne nes n r rin a as o os"
