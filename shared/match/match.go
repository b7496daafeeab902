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
	edges  []edge   // of all words, those of the last word first
	from   []uint32 // by word: where its edges begin
	to     []uint32 // by word: where they end
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
	f.text, f.year, f.Steps, f.edges = t, float64(year), 0, f.edges[:0]
	f.from = slices.Grow(f.from[:0], n)[:n]
	f.to = slices.Grow(f.to[:0], n)[:n]
	whole := len(t.Compounds)
	for i := n - 1; i >= 0; i-- {
		f.from[i] = uint32(len(f.edges))
		f.label(i)
		for whole > 0 && int(t.Compounds[whole-1].First) == i {
			whole--
			f.labelWhole(&t.Compounds[whole])
		}
		f.to[i] = uint32(len(f.edges))
		if f.from[i] != f.to[i] {
			dst = f.walk(int32(i), dst)
		}
	}
	slices.Reverse(dst[before:])
	return dst
}

// walk follows the trie from word i. A list that is found becomes an edge of the word, and a
// way to begin phrases.
func (f *Finder) walk(i int32, dst []Match) []Match {
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
				dst = append(dst, Match{Set: out, First: i, Last: s.next - 1})
			} else {
				f.found(i, edge{out &^ listBit, s.next})
			}
		}
		if low, high := t.First[s.node], t.First[s.node+1]; low < high && f.goesOn(s.next) {
			f.step(low, high, s.next)
		}
	}
	return dst
}

// goesOn reports whether a phrase may run on to a word: there is one, in the same sentence.
func (f *Finder) goesOn(next int32) bool {
	return int(next) < len(f.text.Words) && f.text.Words[next].Gap < text.Sentence
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
	if t.Labels[low] == Any {
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
