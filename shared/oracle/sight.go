package oracle

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"vouch/shared/check"
	"vouch/shared/text"
)

// sight is a draft as the oracle sees it.
type sight struct {
	*Oracle
	draft check.Draft
	units []uint16
	words []word
	tags  []whole
	signs []masked
	inner []inner           // positions behind the words'
	read  map[int][]reading // by position: what its disguises may be
	known map[string]denial // by language

	fold, tail int
	paths      bool // phrases see the paths of web addresses
}

// word is a word of the draft, with positions in UTF-16 units.
type word struct {
	text.Word
	folded string
}

// open reports whether phrases and texts see a position.
func (s *sight) open(i int) bool {
	if i > len(s.words) {
		i = s.inner[i-len(s.words)-1].first
	}
	return s.paths || !s.words[i].Has(text.InLink)
}

func (w word) start() int { return int(w.Start) }
func (w word) end() int   { return int(w.End) }

// whole is a hashtag, mention or cashtag.
type whole struct {
	start, end  int
	first, last int // its words, half-open
	folded      string
}

func (o *Oracle) see(d check.Draft) *sight {
	var reader text.Reader
	t := reader.Read(d.Text)
	s := &sight{Oracle: o, draft: d, units: utf16.Encode([]rune(d.Text)), known: map[string]denial{}, read: map[int][]reading{}}
	s.fold, s.tail = foldOf(s.units), tailOf(d.Text)
	for i := range t.Words {
		s.words = append(s.words, word{Word: t.Words[i], folded: string(t.Folded(&t.Words[i]))})
	}
	for i := range t.Compounds {
		c := &t.Compounds[i]
		last := t.Words[c.First+c.Count-1]
		s.tags = append(s.tags, whole{
			start: int(c.Start), end: int(last.End),
			first: int(c.First), last: int(c.First + c.Count), folded: string(t.Whole(c)),
		})
	}
	for i := range t.Disguises {
		d := &t.Disguises[i]
		s.signs = append(s.signs, masked{int(d.First), int(d.First + d.Count), string(t.Digits(d))})
	}
	s.cutTags()
	return s
}

// foldOf is where LinkedIn hides the rest: at 210 units or the third line break.
func foldOf(units []uint16) int {
	breaks := 0
	for i, u := range units[:min(len(units), 210)] {
		if u == '\n' {
			breaks++
		}
		if breaks == 3 {
			return i
		}
	}
	return min(len(units), 210)
}

// tailOf is where a closing run of three or more hashtags begins.
func tailOf(draft string) int {
	tail := regexp.MustCompile(`(^|\s)(#[\pL\pM\pN_]+\s*){3,}$`).FindStringIndex(draft)
	if tail == nil {
		return units(draft)
	}
	return units(draft[:tail[0]+strings.Index(draft[tail[0]:], "#")])
}

// wide is the draft with the paths of web addresses open to phrases.
func (s *sight) wide() *sight {
	wide := s.see(s.draft)
	wide.paths = true
	return wide
}

// fold is a rule's text as words.
func fold(s string) []string {
	var reader text.Reader
	t := reader.Read(s)
	var words []string
	for i := range t.Words {
		words = append(words, string(t.Folded(&t.Words[i])))
	}
	return words
}

func (w word) sign() bool { return w.Kind == text.Sign }

// hit is a match: a span, and the words it touches.
type hit struct {
	start, end int
	from, to   int // words, half-open
	lang       string
	tag        stretch // of a part of a hashtag run together: its letters
}

// stretch is some letters of a tag, half-open.
type stretch struct{ from, to int }

// beside reports whether two matches are parts of one tag that share no letter.
func (h hit) beside(o hit) bool {
	one := h.from == o.from && h.to == o.to && h.tag.to > 0 && o.tag.to > 0
	return one && (h.tag.to <= o.tag.from || o.tag.to <= h.tag.from)
}

// precedes reports whether a match begins before another one.
func (h hit) precedes(o hit) bool {
	return h.from < o.from || h.beside(o) && h.tag.from < o.tag.from
}

func (h hit) overlaps(o hit) bool { return h.start < o.end && o.start < h.end }

// ofWords is the match from one position up to another. What covers all of a tag that it begins
// with has its sign.
func (s *sight) ofWords(from, to int) hit {
	from, to, part := s.outside(from, to)
	h := s.covering(from, to)
	h.tag = part
	return h
}

func (s *sight) covering(from, to int) hit {
	h := hit{start: s.words[from].start(), end: s.words[to-1].end(), from: from, to: to}
	for _, t := range s.tags {
		if t.first == from && t.last <= to {
			h.start = t.start
		}
	}
	return h
}

// ofSpan is the match of some characters. What has no words stands with the word before it, or
// with the first.
func (s *sight) ofSpan(start, end int) hit {
	h := hit{start: start, end: end}
	for i, w := range s.words {
		if w.end() <= start {
			h.from = i + 1
		}
		if w.start() < end {
			h.to = i + 1
		}
	}
	if h.from >= h.to && len(s.words) > 0 {
		h.from = max(0, h.from-1)
		h.to = h.from + 1
	}
	return h
}

// distance is how many words that are no signs stand between two words, half-open.
func (s *sight) distance(from, to int) int {
	n := 0
	for _, w := range s.words[from:max(from, to)] {
		if !w.sign() {
			n++
		}
	}
	return n
}

func (s *sight) sameSentence(a, b int) bool { return s.words[a].Sentence == s.words[b].Sentence }

// units is the length of a text in UTF-16 units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// between is what the author wrote from one unit to another.
func (s *sight) between(start, end int) string {
	return string(utf16.Decode(s.units[min(start, end):end]))
}

// quoted reports whether every word stands inside quotation marks.
func (s *sight) quoted(h hit) bool {
	if h.from == h.to {
		return false
	}
	for i := h.from; i < h.to; i++ {
		if !s.words[i].Has(text.Quoted) {
			return false
		}
	}
	return true
}

// merged are matches joined where they share a character, in order.
func merged(hits []hit) []hit {
	slices.SortFunc(hits, func(a, b hit) int { return a.start - b.start })
	var out []hit
	for _, h := range hits {
		if n := len(out) - 1; n >= 0 && h.start < out[n].end {
			out[n].end, out[n].to = max(out[n].end, h.end), max(out[n].to, h.to)
			continue
		}
		out = append(out, h)
	}
	return out
}
