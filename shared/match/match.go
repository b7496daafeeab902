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
// It promises time linear in the draft: the walk from one word ends after maxWalk steps at the
// latest. Ten times the phrases cost a few more steps of a binary search, not ten times the
// time. A phrase never runs over the end of a sentence or an empty line.
package match

import "vouch/shared/text"

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
	Steps  int // states visited by the last Find: what a test of linear time counts

	words  *text.Text
	atoms  []uint32 // atoms of all words, one behind the other
	from   []uint32 // where those of each word begin; one more than words
	whole  []uint32 // the same for compounds, behind the words' in atoms
	heads  []int32  // compound that begins at each word; -1 is none
	states []state
}

// state is a node reached, and the word to read next.
type state struct {
	node uint32
	next int32
}

// NewFinder makes a Finder over tables that Validate accepted.
func NewFinder(t *Tables) *Finder { return &Finder{tables: t} }

// Find appends every match to dst, in order of First.
func (f *Finder) Find(t *text.Text, dst []Match) []Match {
	f.words, f.Steps = t, 0
	if len(f.tables.Keys) == 0 && len(f.tables.Numbers) == 0 {
		return dst
	}
	f.label()
	for i := range t.Words {
		if f.from[i] != f.from[i+1] || f.heads[i] >= 0 {
			dst = f.walk(int32(i), dst)
		}
	}
	return dst
}

// walk follows the trie from word i.
func (f *Finder) walk(i int32, dst []Match) []Match {
	t := f.tables
	f.states = f.states[:0]
	for _, a := range f.atoms[f.from[i]:f.from[i+1]] {
		f.push(t.Starts[a], i+1)
	}
	if c := f.heads[i]; c >= 0 {
		for _, a := range f.atoms[f.whole[c]:f.whole[c+1]] {
			f.push(t.Starts[a], i+f.words.Compounds[c].Count)
		}
	}
	for steps := 0; len(f.states) > 0 && steps < maxWalk; steps++ {
		s := f.states[len(f.states)-1]
		f.states = f.states[:len(f.states)-1]
		f.Steps++
		for _, set := range t.Outs[t.Out[s.node]:t.Out[s.node+1]] {
			dst = append(dst, Match{Set: set, First: i, Last: s.next - 1})
		}
		f.step(s)
	}
	return dst
}

// step pushes what one more word leads to.
func (f *Finder) step(s state) {
	t := f.tables
	low, high := t.First[s.node], t.First[s.node+1]
	if low == high || int(s.next) >= len(f.words.Words) || f.words.Words[s.next].Gap >= text.Sentence {
		return
	}
	if t.Labels[low] == Any {
		f.push(low, s.next+1)
	}
	for _, a := range f.atoms[f.from[s.next]:f.from[s.next+1]] {
		f.push(t.child(low, high, a), s.next+1)
	}
	if c := f.heads[s.next]; c >= 0 {
		for _, a := range f.atoms[f.whole[c]:f.whole[c+1]] {
			f.push(t.child(low, high, a), s.next+f.words.Compounds[c].Count)
		}
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
