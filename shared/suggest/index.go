package suggest

import "math"

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

	scores []float64 // scratch of Find, all zero between calls
	leads  []bool    // scratch of Find: the terms with which a pair begins
}

// New indexes items.
func New(items []Item) *Index {
	b := builder{vocab: newVocabulary()}
	for i := range items {
		b.add(&items[i])
	}
	x := &Index{items: items, vocab: b.vocab, text: b.text, ends: b.ends, scores: make([]float64, len(items))}
	x.invert(&b)
	return x
}

// builder gathers, item by item, how often each term stands in it.
type builder struct {
	vocab  vocabulary
	text   []int32
	ends   []int32
	length []float64 // weighted words of each item
	counts []count
	weight []float64 // scratch: of each term in the item at hand
	seen   []int32   // scratch: the terms of the item at hand
}

type count struct {
	term, doc int32
	weight    float64
}

func (b *builder) add(item *Item) {
	b.length = append(b.length, 0)
	b.field(item.Title, titleWeight)
	for _, tag := range item.Tags {
		b.field(tag, tagWeight)
	}
	b.field(item.Text, textWeight)
	doc := int32(len(b.ends))
	for _, term := range b.seen {
		b.counts = append(b.counts, count{term, doc, b.weight[term]})
		b.weight[term] = 0
	}
	b.seen = b.seen[:0]
	b.ends = append(b.ends, int32(len(b.text)))
}

func (b *builder) field(text string, weight float64) {
	c := cutter{text: text}
	for w, ok := c.next(); ok; w, ok = c.next() {
		term := b.vocab.learn(text[w.start:w.end])
		if term == noTerm {
			continue
		}
		for int(term) >= len(b.weight) {
			b.weight = append(b.weight, 0)
		}
		if b.weight[term] == 0 {
			b.seen = append(b.seen, term)
		}
		b.weight[term] += weight
		b.length[len(b.length)-1] += weight
		b.text = append(b.text, term)
	}
	b.text = append(b.text, noTerm)
}

// invert turns the counts, which stand by item, into postings, which stand by term.
func (x *Index) invert(b *builder) {
	terms := len(b.weight)
	x.starts = make([]int32, terms+1)
	for _, c := range b.counts {
		x.starts[c.term+1]++
	}
	n := float64(len(x.items))
	x.rarity, x.leads = make([]float64, terms), make([]bool, terms)
	for t := range terms {
		df := float64(x.starts[t+1])
		x.rarity[t] = math.Log(1 + (n-df+0.5)/(df+0.5))
		x.starts[t+1] += x.starts[t]
	}
	average := mean(b.length)
	x.docs, x.impact = make([]int32, len(b.counts)), make([]float32, len(b.counts))
	next := append([]int32(nil), x.starts...)
	for _, c := range b.counts {
		at := next[c.term]
		next[c.term]++
		norm := float64(saturation * (1 - lengthBias + float64(lengthBias*b.length[c.doc]/average)))
		x.docs[at] = c.doc
		x.impact[at] = float32(x.rarity[c.term] * (c.weight * (saturation + 1) / (c.weight + norm)))
	}
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
