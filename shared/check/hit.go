package check

import (
	"slices"

	"vouch/shared/match"
	"vouch/shared/text"
)

// span is a stretch of the draft in UTF-16 units and in bytes.
type span struct {
	start, end         int32
	byteStart, byteEnd int32
}

// hit is a place where a condition matched.
type hit struct{ span }

// finding is a hit of a rule.
type finding struct {
	rule int32
	span
	severity Severity
	late     bool // required text that stands too late
	near     bool // a near copy of required text
}

// grouped are a draft's matches, those of each set side by side and in the text's order.
type grouped struct {
	matches []match.Match
	sorted  []match.Match
	begin   []int32 // by set; only where count is not 0
	count   []int32 // by set
	touched []uint32
}

func (g *grouped) init(sets int) {
	g.begin, g.count = make([]int32, sets), make([]int32, sets)
}

// sort is a counting sort over the sets that occur, so that programs with thousands of sets
// cost nothing for those that do not.
func (g *grouped) sort() {
	for _, set := range g.touched {
		g.count[set] = 0
	}
	g.touched = g.touched[:0]
	for _, m := range g.matches {
		if g.count[m.Set] == 0 {
			g.touched = append(g.touched, m.Set)
		}
		g.count[m.Set]++
	}
	at := int32(0)
	for _, set := range g.touched {
		g.begin[set] = at
		at += g.count[set]
		g.count[set] = 0
	}
	g.sorted = slices.Grow(g.sorted[:0], len(g.matches))[:len(g.matches)]
	for _, m := range g.matches {
		g.sorted[g.begin[m.Set]+g.count[m.Set]] = m
		g.count[m.Set]++
	}
}

// of are the matches of one set, in order of their first word.
func (g *grouped) of(set uint32) []match.Match {
	n := g.count[set]
	if n == 0 {
		return nil
	}
	return g.sorted[g.begin[set] : g.begin[set]+n]
}

// hitOf is where words First to Last stand; a hashtag's sign belongs to it when the whole
// hashtag is matched.
func (c *Checker) hitOf(m match.Match) hit {
	first, last := &c.text.Words[m.First], &c.text.Words[m.Last]
	h := hit{span{first.Start, last.End, first.ByteStart, last.ByteEnd}}
	if first.Has(text.TagHead) {
		if tag := c.compoundAt(m.First); m.Last+1 >= tag.First+tag.Count {
			h.start, h.byteStart = tag.Start, tag.ByteStart
		}
	}
	return h
}

// compoundAt is the hashtag or mention that begins at word i.
func (c *Checker) compoundAt(i int32) *text.Compound {
	tags := c.text.Compounds
	low, high := 0, len(tags)-1
	for low < high {
		mid := (low + high) / 2
		if tags[mid].First < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return &tags[low]
}

func orderHits(hits []hit) {
	order(len(hits), func(i, j int) bool {
		if hits[i].start != hits[j].start {
			return hits[i].start < hits[j].start
		}
		return hits[i].end > hits[j].end
	}, func(i, j int) { hits[i], hits[j] = hits[j], hits[i] })
}

// merge orders hits and makes one of those that overlap.
func merge(hits []hit) []hit {
	orderHits(hits)
	out := hits[:0]
	for _, h := range hits {
		if n := len(out); n > 0 && h.start < out[n-1].end {
			if h.end > out[n-1].end {
				out[n-1].end, out[n-1].byteEnd = h.end, h.byteEnd
			}
			continue
		}
		out = append(out, h)
	}
	return out
}

func wholeOf(first, last int) match.Match {
	return match.Match{First: int32(first), Last: int32(last)}
}

// wordsOf are the words that a hit covers.
func (c *Checker) wordsOf(h hit) match.Match {
	first, last := max(0, c.wordAt(int(h.byteStart))), max(0, c.wordAt(int(h.byteEnd)-1))
	if c.text.Words[first].ByteEnd <= h.byteStart && first < last {
		first++
	}
	return wholeOf(first, last)
}
