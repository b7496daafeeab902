package suggest

import (
	"math"
	"slices"
)

const (
	// maxTerms bounds what one question costs: of a long page the telling words are kept.
	maxTerms = 48

	// What a page says counts less than what the author writes, a name counts more.
	pageWeight = 0.5
	nameWeight = 1.2
)

// asked is one term of a question.
type asked struct {
	term    int32
	weight  float64
	times   int
	said    string // as it stands where it was found first
	inDraft bool
	name    bool
}

// pair is two terms that stand side by side in a question.
type pair struct {
	first, second int32
	weight        float64
	said          string
	inDraft       bool
}

// question is a query in terms of the index.
type question struct {
	terms []asked
	pairs []pair
}

func (x *Index) ask(q Query) question {
	var out question
	places := map[int32]int{}
	x.read(&out, places, q.Draft, true)
	x.read(&out, places, q.Page, false)
	for i := range out.terms {
		t := &out.terms[i]
		t.weight = 1 + math.Log(float64(t.times))
		if !t.inDraft {
			t.weight *= pageWeight
		}
		if t.name {
			t.weight *= nameWeight
		}
	}
	out.terms = x.telling(out.terms)
	out.keepPairs()
	return out
}

// telling are the terms that say most, in order.
func (x *Index) telling(terms []asked) []asked {
	ranks := make([]scored, len(terms))
	for i, t := range terms {
		ranks[i] = scored{t.weight * x.rarity[t.term], int32(i)}
	}
	ranks = best(ranks, maxTerms)
	kept := make([]asked, len(ranks))
	for i, r := range ranks {
		kept[i] = terms[r.item]
	}
	return kept
}

// read takes the terms of one text, and those that stand side by side.
func (x *Index) read(out *question, places map[int32]int, text string, draft bool) {
	c := cutter{text: text}
	before, start := int32(noTerm), 0
	for w, ok := c.next(); ok; w, ok = c.next() {
		said := text[w.start:w.end]
		term := x.vocab.find(said)
		if term == noTerm {
			continue
		}
		at, known := places[term]
		if !known {
			at = len(out.terms)
			places[term] = at
			out.terms = append(out.terms, asked{term: term, said: said, inDraft: draft})
		}
		t := &out.terms[at]
		if t.inDraft == draft {
			t.times++
		}
		t.name = t.name || w.name
		if before != noTerm && before != term {
			out.pairs = append(out.pairs, pair{before, term, 0, text[start:w.end], draft})
		}
		before, start = term, w.start
	}
}

// keepPairs keeps the pairs of which both terms are asked, each once.
func (q *question) keepPairs() {
	weights := map[int32]float64{}
	for _, t := range q.terms {
		weights[t.term] = t.weight
	}
	kept := q.pairs[:0]
	for _, p := range q.pairs {
		if p.weight = min(weights[p.first], weights[p.second]); p.weight == 0 {
			continue
		}
		if slices.ContainsFunc(kept, func(k pair) bool { return k.first == p.first && k.second == p.second }) {
			continue
		}
		if kept = append(kept, p); len(kept) == maxTerms {
			break
		}
	}
	q.pairs = kept
}
