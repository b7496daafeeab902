package suggest

import (
	"iter"
	"math"
	"slices"
)

// The parameters of BM25, and how much more a word counts in the title and in a tag than in the
// text. They lie in the middle of a plateau on a public set of scientific claims and abstracts
// (SciFact, 300 queries, nDCG@10 0.69 to 0.70), where every neighbour is within a hundredth.
const (
	saturation  = 1.6  // k1
	lengthBias  = 0.75 // b
	titleWeight = 2.0
	tagWeight   = 1.5
	textWeight  = 1.0
)

// noTerm stands between fields, and for common words.
const noTerm = -1

// Index is built once for a library and asked often. It is not safe for concurrent use.
type Index struct {
	items  []Item
	vocab  vocabulary
	starts []int32   // of each term's postings
	docs   []int32   // postings: items that have the term, rising
	impact []float32 // what the term adds to the item's score
	rarity []float64 // of each term: its inverse document frequency
	text   []int32   // every item's terms in order
	ends   []int32   // where each item's end in text

	scratch scratch
}

// scratch is memory of Find that is kept between calls: asking leaves next to nothing to collect.
type scratch struct {
	scores  []float64 // of each item, all zero between calls
	touched []int32   // the items that have a score
	found   []scored
	leads   []bool // the terms with which a pair begins, all false between calls
}

// New indexes items.
func New(items []Item) *Index {
	x := &Index{items: items, vocab: newVocabulary()}
	x.readItems()
	lengths := x.countTerms()
	x.weighTerms(lengths)
	x.scratch.scores, x.scratch.leads = make([]float64, len(items)), make([]bool, len(x.rarity))
	return x
}

// readItems fills text: title, tags and text of each item, each field closed by noTerm.
func (x *Index) readItems() {
	size := 0
	for i := range x.items {
		size += len(x.items[i].Title) + len(x.items[i].Text)
	}
	x.text = make([]int32, 0, size/6) // a word and its space, on average
	for i := range x.items {
		item := &x.items[i]
		x.readField(item.Title)
		for _, tag := range item.Tags {
			x.readField(tag)
		}
		x.readField(item.Text)
		x.ends = append(x.ends, int32(len(x.text)))
	}
}

func (x *Index) readField(text string) {
	c := cutter{text: text}
	for w, ok := c.next(); ok; w, ok = c.next() {
		if term := x.vocab.learn(text[w.start:w.end]); term != noTerm {
			x.text = append(x.text, term)
		}
	}
	x.text = append(x.text, noTerm)
}

// countTerms makes room for the postings of each term, and returns each item's weighted length.
func (x *Index) countTerms() (lengths []float64) {
	terms := len(x.vocab.stems)
	x.starts, x.rarity = make([]int32, terms+1), make([]float64, terms)
	lengths = make([]float64, len(x.items))
	last := make([]int32, terms) // the item that had the term last, from 1
	for i := range x.items {
		for term, weight := range x.weighted(i) {
			lengths[i] += weight
			if last[term] != int32(i+1) {
				last[term] = int32(i + 1)
				x.starts[term+1]++
			}
		}
	}
	n := float64(len(x.items))
	for t := range terms {
		df := float64(x.starts[t+1])
		x.rarity[t] = math.Log(1 + (n-df+0.5)/(df+0.5))
		x.starts[t+1] += x.starts[t]
	}
	return lengths
}

// weighTerms fills the postings.
func (x *Index) weighTerms(lengths []float64) {
	postings := x.starts[len(x.rarity)]
	x.docs, x.impact = make([]int32, postings), make([]float32, postings)
	next := slices.Clone(x.starts)
	average := mean(lengths)
	weights := make([]float64, len(x.rarity))
	var seen []int32
	for i := range x.items {
		seen = seen[:0]
		for term, weight := range x.weighted(i) {
			if weights[term] == 0 {
				seen = append(seen, term)
			}
			weights[term] += weight
		}
		norm := float64(saturation * (1 - lengthBias + float64(lengthBias*lengths[i]/average)))
		for _, term := range seen {
			w := weights[term]
			weights[term] = 0
			x.docs[next[term]] = int32(i)
			x.impact[next[term]] = float32(x.rarity[term] * (w * (saturation + 1) / (w + norm)))
			next[term]++
		}
	}
}

// weighted yields an item's terms in order, each with the weight of the field it stands in.
func (x *Index) weighted(item int) iter.Seq2[int32, float64] {
	return func(yield func(int32, float64) bool) {
		field := 0
		for _, term := range x.textOf(item) {
			switch {
			case term == noTerm:
				field++
			case !yield(term, x.fieldWeight(item, field)):
				return
			}
		}
	}
}

func (x *Index) fieldWeight(item, field int) float64 {
	switch {
	case field == 0:
		return titleWeight
	case field <= len(x.items[item].Tags):
		return tagWeight
	}
	return textWeight
}

func (x *Index) textOf(item int) []int32 {
	from := int32(0)
	if item > 0 {
		from = x.ends[item-1]
	}
	return x.text[from:x.ends[item]]
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return max(sum, 1) / float64(max(len(list), 1))
}

// vocabulary numbers stems. Words are remembered as they stand, so that each is stemmed once.
type vocabulary struct {
	words map[string]int32 // folded words, common ones as noTerm
	stems map[string]int32
	buf   []byte
}

func newVocabulary() vocabulary {
	return vocabulary{words: map[string]int32{}, stems: map[string]int32{}}
}

func (v *vocabulary) learn(s string) int32 {
	v.buf = fold(v.buf[:0], s)
	if term, known := v.words[string(v.buf)]; known {
		return term
	}
	folded := string(v.buf)
	term := int32(noTerm)
	if !common(v.buf) {
		stemmed := stem(v.buf)
		var known bool
		if term, known = v.stems[string(stemmed)]; !known {
			term = int32(len(v.stems))
			v.stems[string(stemmed)] = term
		}
	}
	v.words[folded] = term
	return term
}

// find is learn for a question: what is not known stays unknown.
func (v *vocabulary) find(s string) int32 {
	v.buf = fold(v.buf[:0], s)
	if term, known := v.words[string(v.buf)]; known {
		return term
	}
	if common(v.buf) {
		return noTerm
	}
	if term, known := v.stems[string(stem(v.buf))]; known {
		return term
	}
	return noTerm
}
