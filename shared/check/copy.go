package check

import (
	"slices"

	"vouch/shared/match"
	"vouch/shared/text"
)

// copies is the scratch memory of the search for near copies.
type copies struct {
	kinds []int32  // by word of the draft: its kind among the text's, -1 is none
	need  []int32  // by kind: how often the text has it
	have  []int32  // by kind: how often the window has it
	lcs   []uint16 // table of the longest common subsequence
	pairs []pair   // of the last alignment
	tried []window // that were looked at closely
}

// pair says that word of the text and word of the draft are the same.
type pair struct{ own, word int32 }

// window is a row of words of the draft, half-open.
type window struct{ from, to int }

// copied is a near copy: where it stands, and what of the text it has.
type copied struct {
	match.Match
	words, letters int
	alike          bool // it denies what the text denies
}

// share is how much of the text's words stand in the copy, in their order.
func (n copied) share(a *approved) float64 { return float64(n.words) / float64(len(a.words)) }

const (
	// maxWords is the longest text that near copies are looked for; of a longer one only exact
	// copies are found. A table of the alignment has 1.5 times its square of cells.
	maxWords = 400
	// maxWindows is how many places of a draft are aligned with the text.
	maxWindows = 3
)

// nearCopy finds where the draft has most of a text's words in their order. It slides a window
// half as long again as the text over the draft and counts the words that both have, whatever
// their order, in linear time; at most maxWindows of the best are aligned by the longest common
// subsequence, which costs their words times the text's.
func (c *Checker) nearCopy(a *approved) (best copied, ok bool) {
	n := len(a.words)
	if n == 0 || n > maxWords || len(c.text.Words) == 0 {
		return best, false
	}
	s := &c.copies
	c.label(a)
	s.tried = s.tried[:0]
	for range maxWindows {
		w, common := c.bestWindow(n + n/2 + 2)
		if float64(common) < nearShare*float64(n) {
			break
		}
		s.tried = append(s.tried, w)
		found := c.align(a, w)
		if !found.isNear(a) {
			continue
		}
		found.alike = c.deniesLike(a, found.Match)
		if found.words > best.words || found.words == best.words && found.alike && !best.alike {
			best, ok = found, true
		}
	}
	return best, ok
}

// isNear asks for most of the words and half of the letters, so that "this is not" is no copy of
// "this is not investment advice"; and that the words stand close together.
func (n copied) isNear(a *approved) bool {
	return n.share(a) >= nearShare && 2*n.letters >= len(a.norm) && 2*n.words >= int(n.Last-n.First+1)
}

// label gives every word of the draft its kind among the text's words.
func (c *Checker) label(a *approved) {
	s := &c.copies
	s.need = zeroed(s.need, len(a.words))
	for _, w := range a.words {
		s.need[w.kind]++
	}
	s.kinds = zeroed(s.kinds, len(c.text.Words))
	for i := range c.text.Words {
		s.kinds[i] = -1
		if w := &c.text.Words[i]; !w.Has(text.InLink) {
			s.kinds[i] = a.kindOf(c.text, w)
		}
	}
}

func zeroed(list []int32, n int) []int32 {
	list = slices.Grow(list[:0], n)[:n]
	clear(list)
	return list
}

// bestWindow is the window of so many words that has most of the text's, away from those tried.
func (c *Checker) bestWindow(width int) (best window, common int) {
	s := &c.copies
	s.have = zeroed(s.have, len(s.need))
	shared := 0
	for end, kind := range s.kinds {
		if kind >= 0 {
			if s.have[kind]++; s.have[kind] <= s.need[kind] {
				shared++
			}
		}
		if gone := end - width; gone >= 0 && s.kinds[gone] >= 0 {
			kind := s.kinds[gone]
			if s.have[kind]--; s.have[kind] < s.need[kind] {
				shared--
			}
		}
		w := window{max(0, end-width+1), end + 1}
		if shared > common && !s.wasTried(w) {
			best, common = w, shared
		}
	}
	return best, common
}

func (s *copies) wasTried(w window) bool {
	return slices.ContainsFunc(s.tried, func(t window) bool { return w.from < t.to && t.from < w.to })
}

// align finds the longest common subsequence of the text and a window, and leaves its pairs in
// order. Stray words at either end, far from the rest, are let go.
func (c *Checker) align(a *approved, w window) copied {
	s := &c.copies
	c.table(a, w)
	width := w.to - w.from + 1
	s.pairs = s.pairs[:0]
	for i, j := 0, w.from; i < len(a.words) && j < w.to; {
		here := i*width + j - w.from
		switch {
		case s.kinds[j] == a.words[i].kind:
			s.pairs = append(s.pairs, pair{int32(i), int32(j)})
			i, j = i+1, j+1
		case s.lcs[here+width] >= s.lcs[here+1]:
			i++
		default:
			j++
		}
	}
	s.trim()
	out := copied{words: len(s.pairs)}
	if out.words == 0 {
		return out
	}
	for _, p := range s.pairs {
		out.letters += int(a.words[p.own].to - a.words[p.own].from)
	}
	out.Match = match.Match{First: s.pairs[0].word, Last: s.pairs[len(s.pairs)-1].word}
	return out
}

// table fills lcs: cell i, j is the length of the longest common subsequence of the text from word
// i and the window from word j.
func (c *Checker) table(a *approved, w window) {
	s := &c.copies
	n, width := len(a.words), w.to-w.from+1
	s.lcs = slices.Grow(s.lcs[:0], (n+1)*width)[:(n+1)*width]
	clear(s.lcs[n*width:])
	for i := n - 1; i >= 0; i-- {
		row, below := s.lcs[i*width:(i+1)*width], s.lcs[(i+1)*width:(i+2)*width]
		row[width-1] = 0
		for j := width - 2; j >= 0; j-- {
			if s.kinds[w.from+j] == a.words[i].kind {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
}

// stray is how many other words part a stray word from the copy.
const stray = 3

func (s *copies) trim() {
	for len(s.pairs) > 1 && s.pairs[1].word-s.pairs[0].word > stray {
		s.pairs = s.pairs[1:]
	}
	for n := len(s.pairs); n > 1 && s.pairs[n-1].word-s.pairs[n-2].word > stray; n-- {
		s.pairs = s.pairs[:n-1]
	}
}
