package suggest

import (
	"slices"
	"strings"
)

// maxNamed is how many words a reason names.
const maxNamed = 2

// named is something a story and a question share, and what it added.
type named struct {
	said    string
	worth   float64
	inDraft bool
}

// reasons says why item was found, in plain words, the strongest first.
func (x *Index) reasons(q question, item int, nowMs int64) []string {
	shared := x.shared(q, item)
	var out []string
	for _, from := range []struct {
		draft bool
		tail  string
	}{{true, ", as your draft does"}, {false, ", as this page does"}} {
		var said []string
		for _, s := range shared {
			if s.inDraft == from.draft && len(said) < maxNamed && s.worth*3 >= shared[0].worth {
				said = append(said, s.said)
			}
		}
		if len(said) > 0 {
			out = append(out, "Mentions "+strings.Join(said, " and ")+from.tail)
		}
	}
	if age := nowMs - x.items[item].PublishedMs; nowMs > 0 && x.items[item].PublishedMs > 0 && age < 7*day {
		out = append(out, "New this week")
	}
	return out
}

// shared is what item has of the question, the most telling first. A pair stands for its words.
func (x *Index) shared(q question, item int) []named {
	var out []named
	inPair := map[int32]bool{}
	for _, p := range x.pairsIn(q.pairs, item) {
		if inPair[p.first] || inPair[p.second] || strings.ContainsAny(p.said, "\n.;:!?()") {
			continue
		}
		inPair[p.first], inPair[p.second] = true, true
		out = append(out, named{said: p.said, worth: p.weight * (x.rarity[p.first] + x.rarity[p.second]), inDraft: p.inDraft})
	}
	for _, t := range q.terms {
		if impact := x.impactOn(t.term, item); impact > 0 && !inPair[t.term] {
			out = append(out, named{said: t.said, worth: t.weight * impact, inDraft: t.inDraft})
		}
	}
	return byWorth(out)
}

func byWorth(all []named) []named {
	ranks := make([]scored, len(all))
	for i, n := range all {
		ranks[i] = scored{n.worth, int32(i)}
	}
	sorted := make([]named, len(all))
	for i, r := range best(ranks, len(ranks)) {
		sorted[i] = all[r.item]
	}
	return sorted
}

func (x *Index) impactOn(term int32, item int) float64 {
	from, to := x.starts[term], x.starts[term+1]
	at, has := slices.BinarySearch(x.docs[from:to], int32(item))
	if !has {
		return 0
	}
	return float64(x.impact[int(from)+at])
}
