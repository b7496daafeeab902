// Package suggest ranks stories for what a person reads and writes, and says why.
//
// Its ranking is BM25 over three fields with a light stemmer; the best are looked at again for
// words that stand side by side as they do in the question, and raised a little for freshness.
// It promises that asking costs no more than the postings of the words asked for and the words
// of a bounded number of candidates, that equal input gives equal output on every platform, and
// that it reads no clock: the caller says what time it is.
package suggest

import (
	"math"
	"slices"
)

// Item is a story as the ranking sees it.
type Item struct {
	Title       string
	Text        string
	Tags        []string
	PublishedMs int64 // Unix milliseconds; 0 is unknown; before it the item is not offered
	UntilMs     int64 // 0 is open
}

// Query is what to find stories for. Either text may be empty.
type Query struct {
	Page  string
	Draft string
	K     int
	NowMs int64 // 0: freshness and dates are left aside
}

// Result is one story, best first.
type Result struct {
	Item    int // its index in the items given to New
	Score   float64
	Reasons []string // plain words: "Mentions AcmeX, as your draft does"
}

const (
	// candidates is how many of the best are looked at again, at least.
	candidates = 50

	// pairBonus is what words side by side add, of what the rarer of the two is worth.
	pairBonus = 0.3

	// freshBonus raises what was published this instant by a tenth; it halves each month.
	freshBonus = 0.1
	month      = 30 * day
	day        = 24 * 60 * 60 * 1000
)

// Find ranks the items for q. Items that share no word with it are left out; when both its texts
// are empty, the newest stand there.
func (x *Index) Find(q Query) []Result {
	if q.K <= 0 {
		return nil
	}
	if q.Page == "" && q.Draft == "" {
		return x.newest(q)
	}
	asked := x.ask(q)
	found := best(x.match(asked, q.NowMs), max(q.K*3, candidates))
	for i := range found {
		s := &found[i]
		for _, p := range x.pairsIn(asked.pairs, int(s.item)) {
			s.score += float64(pairBonus * x.worth(p))
		}
		s.score *= freshness(x.items[s.item].PublishedMs, q.NowMs)
	}
	found = best(found, q.K)
	results := make([]Result, len(found))
	for i, s := range found {
		results[i] = Result{Item: int(s.item), Score: s.score, Reasons: x.reasons(asked, int(s.item), q.NowMs)}
	}
	return results
}

// scored is an item under way to a result.
type scored struct {
	score float64
	item  int32
}

// match adds up the postings of every term asked for. What it returns is good until the next call.
func (x *Index) match(q question, nowMs int64) []scored {
	s := &x.scratch
	s.touched, s.found = s.touched[:0], s.found[:0]
	for _, t := range q.terms {
		for at := x.starts[t.term]; at < x.starts[t.term+1]; at++ {
			doc := x.docs[at]
			if s.scores[doc] == 0 {
				s.touched = append(s.touched, doc)
			}
			s.scores[doc] += float64(t.weight * float64(x.impact[at]))
		}
	}
	for _, doc := range s.touched {
		if open(&x.items[doc], nowMs) {
			s.found = append(s.found, scored{s.scores[doc], doc})
		}
		s.scores[doc] = 0
	}
	return s.found
}

// best keeps the k best in order; among equals the earlier item comes first. It goes once over
// the list and keeps the best so far in place, which for few out of many is cheaper than sorting.
// All that is sorted here is sorted by it: each kind of thing that package slices sorts adds five
// kilobytes to the module that a browser loads.
func best(list []scored, k int) []scored {
	kept := list[:0]
	for _, s := range list {
		if len(kept) == k && !better(s, kept[k-1]) {
			continue
		}
		at, _ := slices.BinarySearchFunc(kept, s, func(have, s scored) int {
			if better(have, s) {
				return -1
			}
			return 1
		})
		if len(kept) < k {
			kept = append(kept, scored{})
		}
		copy(kept[at+1:], kept[at:])
		kept[at] = s
	}
	return kept
}

func better(a, b scored) bool {
	return a.score > b.score || a.score == b.score && a.item < b.item
}

// newest is the answer to nothing asked.
func (x *Index) newest(q Query) []Result {
	var found []scored
	for i := range x.items {
		if item := &x.items[i]; open(item, q.NowMs) {
			found = append(found, scored{float64(item.PublishedMs), int32(i)})
		}
	}
	found = best(found, q.K)
	results := make([]Result, len(found))
	for i, s := range found {
		score := freshness(x.items[s.item].PublishedMs, q.NowMs) - 1
		results[i] = Result{Item: int(s.item), Score: score, Reasons: []string{"Among the newest"}}
	}
	return results
}

// pairsIn are the pairs that stand side by side in an item, each once.
func (x *Index) pairsIn(pairs []pair, item int) []pair {
	for _, p := range pairs {
		x.scratch.leads[p.first] = true
	}
	var found []pair
	text := x.textOf(item)
	for i := 1; i < len(text); i++ {
		if lead := text[i-1]; lead == noTerm || !x.scratch.leads[lead] {
			continue
		}
		for _, p := range pairs {
			if p.first == text[i-1] && p.second == text[i] && !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
	}
	for _, p := range pairs {
		x.scratch.leads[p.first] = false
	}
	return found
}

func (x *Index) worth(p pair) float64 {
	return p.weight * max(x.rarity[p.first], x.rarity[p.second])
}

// open reports whether item is offered now: published already and not yet past its end.
func open(item *Item, nowMs int64) bool {
	return nowMs == 0 || item.PublishedMs <= nowMs && (item.UntilMs == 0 || item.UntilMs > nowMs)
}

// freshness is 1 for what is old or undated.
func freshness(publishedMs, nowMs int64) float64 {
	if publishedMs == 0 || nowMs == 0 {
		return 1
	}
	age := float64(max(nowMs-publishedMs, 0))
	return 1 + float64(freshBonus*math.Exp2(-age/month))
}
