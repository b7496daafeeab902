// Package match finds many phrases in one pass over the words of a draft; it knows nothing of
// rules.
//
// Each folded word is looked up once by its hash in an open-addressing lexicon, which tells
// the atoms it belongs to: the word itself, inflections, prefixes, suffixes, numbers. Phrases
// are sequences of atoms in one trie, walked from each word that can begin one. This is the
// idea of Aho and Corasick (1975) on words instead of letters, without failure links: phrases
// are a few words long, and most words of a draft begin none, so that starting anew costs less
// than the links would. The trie's nodes are numbered breadth-first, children side by side in
// the order of their labels; a node is its label and the number of its first child, and the
// whole is flat tables of 32-bit numbers that can be used as they come from a file.
//
// A named list of phrases is an atom as well. The draft is read from its end to its beginning,
// so that when a phrase is walked from a word, every list that begins at a later word is known
// and is stepped over as if it were one word: a chart parser's edges (Kay 1980) instead of every
// phrase multiplied with every name.
//
// It promises time linear in the draft: the walk from one word ends after maxWalk steps at the
// latest. Ten times the phrases cost a few more steps of a binary search, not ten times the
// time. A phrase never runs over the end of a sentence or an empty line.
package match

import (
	"slices"

	"vouch/shared/text"
)

// Match is one phrase found: words First to Last, both included.
type Match struct {
	Set         uint32 // the number the phrase was added with
	First, Last int32
}

// maxWalk bounds the states visited from one word. The shipped packs visit fewer than 40.
const maxWalk = 4096

// MaxAffix is how long a prefix or suffix may be, in bytes of its folded form: one bit each of
// a mask.
const MaxAffix = 31

// Finder looks for the phrases of its tables. It reuses its memory and is not safe for
// concurrent use.
type Finder struct {
	tables *Tables
	tests  [kinds][]test
	Steps  int // states visited by the last Find: what a test of linear time counts

	text   *text.Text
	year   float64
	out    []Match
	edges  []edge   // of all words, those of the last word first
	from   []uint32 // by position: where its edges begin
	to     []uint32 // by position: where they end
	owners []int32  // the words that the positions behind the words' lie in
	tag    runOn
	room   [maxRunOn]byte // of the letters of a tag with digits
	states []state
}

// edge says that the words from the one it belongs to up to next are an atom.
type edge struct {
	atom uint32
	next int32
}

// state is a node reached, and the word to read next.
type state struct {
	node uint32
	next int32
}

// NewFinder makes a Finder over tables that Validate accepted.
func NewFinder(t *Tables) *Finder { return &Finder{tables: t, tests: t.tests()} }

// Find appends every match in a draft of that year to dst, in order of First.
func (f *Finder) Find(t *text.Text, year int, dst []Match) []Match {
	n, before := len(t.Words), len(dst)
	f.text, f.year, f.Steps, f.edges, f.out, f.owners = t, float64(year), 0, f.edges[:0], dst, f.owners[:0]
	f.from = slices.Grow(f.from[:0], n+1)[:n+1] // position n is the end of the text
	f.to = slices.Grow(f.to[:0], n+1)[:n+1]
	whole, masked := len(t.Compounds), len(t.Disguises)
	for i := n - 1; i >= 0; i-- {
		cut := t.Words[i].Has(text.InTag) && f.cutWord(i, whole)
		f.from[i] = uint32(len(f.edges))
		f.label(i)
		if cut {
			f.noteParts(0)
		}
		for whole > 0 && int(t.Compounds[whole-1].First) == i {
			whole--
			f.labelWhole(&t.Compounds[whole])
		}
		for masked > 0 && int(t.Disguises[masked-1].First) == i {
			masked--
			f.labelMasked(&t.Disguises[masked])
		}
		f.to[i] = uint32(len(f.edges))
		if f.from[i] != f.to[i] {
			f.walk(int32(i))
		}
	}
	slices.Reverse(f.out[before:])
	return f.out
}

// walk follows the trie from a position. A list that is found becomes an edge of it, and a way to
// begin phrases.
func (f *Finder) walk(i int32) {
	t := f.tables
	f.states = f.states[:0]
	for _, e := range f.edges[f.from[i]:f.to[i]] {
		f.push(t.Starts[e.atom], e.next)
	}
	for steps := 0; len(f.states) > 0 && steps < maxWalk; steps++ {
		s := f.states[len(f.states)-1]
		f.states = f.states[:len(f.states)-1]
		f.Steps++
		for _, out := range t.Outs[t.Out[s.node]:t.Out[s.node+1]] {
			if out&listBit == 0 {
				f.out = append(f.out, f.match(out, i, s.next))
			} else {
				f.found(i, edge{out &^ listBit, s.next})
			}
		}
		if low, high := t.First[s.node], t.First[s.node+1]; low < high && f.goesOn(s.next) {
			f.step(low, high, s.next)
		}
	}
}

// match is a phrase found from a position up to another one. One that lies inside a tag is the
// whole tag.
func (f *Finder) match(set uint32, i, next int32) Match {
	n := int32(len(f.text.Words))
	m := Match{Set: set, First: i, Last: next - 1}
	if i > n {
		m.First = f.owners[i-n-1]
	}
	if next > n {
		m.Last = f.owners[next-n-1]
	}
	return m
}

// goesOn reports whether a phrase may run on to a position: it is inside a tag, or a word of the
// same sentence.
func (f *Finder) goesOn(next int32) bool {
	n := len(f.text.Words)
	return int(next) > n || int(next) < n && f.text.Words[next].Gap < text.Sentence
}

// found notes a list once.
func (f *Finder) found(i int32, e edge) {
	if slices.Contains(f.edges[f.from[i]:], e) {
		return
	}
	f.edges = append(f.edges, e)
	f.to[i]++
	f.push(f.tables.Starts[e.atom], e.next)
}

// step pushes what word next leads to from a node whose children are low to high.
func (f *Finder) step(low, high uint32, next int32) {
	t := f.tables
	if t.Labels[low] == Any && int(next) < len(f.text.Words) {
		f.push(low, next+1)
	}
	for _, e := range f.edges[f.from[next]:f.to[next]] {
		f.push(t.child(low, high, e.atom), e.next)
	}
}

func (f *Finder) push(node uint32, next int32) {
	if node != 0 {
		f.states = append(f.states, state{node, next})
	}
}

// child is the node of label a among low to high, 0 when there is none.
func (t *Tables) child(low, high, a uint32) uint32 {
	for low < high {
		mid := (low + high) / 2
		switch label := t.Labels[mid]; {
		case label == a:
			return mid
		case label < a:
			low = mid + 1
		default:
			high = mid
		}
	}
	return 0
}
