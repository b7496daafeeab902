// Package match finds many phrases in one pass over the words of a draft; it knows nothing of
// rules.
//
// Each folded word is looked up once by its hash in an open-addressing lexicon, which tells the
// atoms it belongs to: the word itself, inflections, prefixes, suffixes. What a number is worth
// and how a word is written are tests beside it. Phrases are sequences of atoms in one trie, walked
// from each word that can begin one. This is the idea of Aho and Corasick (1975) on words instead
// of letters, without failure links: phrases are a few words long, and most words of a draft begin
// none, so that starting anew costs less than the links would. The trie's nodes are numbered
// breadth-first, children side by side in the order of their labels; a node is its label and the
// number of its first child, and the whole is flat tables of 32-bit numbers that can be used as
// they come from a file.
//
// The draft is read from its end to its beginning, so that when a phrase is walked from a word,
// everything that begins at a later word is known. That serves twice. A named list of phrases is an
// atom as well, and is stepped over as if it were one word: a chart parser's edges (Kay 1980)
// instead of every phrase multiplied with every name. And a beginning whose second word does not
// follow is never entered: each node keeps two sets of hashed signs of what leads on from it, its words
// and its atoms, each word the signs of what it is, and a comparison of two numbers ends nine
// beginnings in ten (Bloom 1970). A gap would let them all pass, so what stands behind one is looked
// up by the place nearest ahead where it was seen (far.go).
//
// A word may be disguised, or a hashtag run together (disguise.go, runon.go). What it would be is
// looked up besides what it is, so that plain writing is never taken away from a rule.
//
// It promises time linear in the draft: the walk from one word ends after maxWalk steps at the
// latest, and a tag is cut within its own length. A word costs one probe of the lexicon and, where
// there are affixes, a dozen bits of a filter; ten times the phrases cost a few more steps of a
// binary search, not ten times the time. Searching allocates nothing once warm. A phrase never runs
// over the end of a sentence or an empty line.
//
// A draft is searched anew with every key that is pressed, and not by the paragraph that changed.
// Under Wasm, 3,000 characters take about 30 microseconds to cut and 40 to search with 1,000
// phrases, 40 and 250 with every shipped pack and 10,000 more: less than the message that brings
// the draft from the page (a millisecond). What a paragraph would save is not worth keeping the
// others' state for: rules look over the whole draft, and must be judged anew in any case.
package match

import (
	"math"
	"slices"

	"vouch/shared/text"
)

// Match is one phrase found: words First to Last, both included. One that is a part of a hashtag
// run together is all words of the tag, and letters From to To of it, half-open; To is 0 of any
// other.
type Match struct {
	Set         uint32 // the number the phrase was added with
	First, Last int32
	From, To    uint8
}

// Behind reports whether m is a part of the same run-together hashtag as o, and stands behind it.
func (m Match) Behind(o Match) bool {
	return m.To > 0 && o.To > 0 && m.First == o.First && m.Last == o.Last && m.From >= o.To
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
	trie   trie
	Steps  int // states visited by the last Find: what a test of linear time counts

	text   *text.Text
	year   float64
	out    []Match
	edges  []edge   // of all positions, those of the last word first
	from   []uint32 // by position: where its edges begin
	to     []uint32 // by position: where they end
	near   []int32  // by number of an atom that stands behind gaps: the nearest position where it begins
	signs  []signs  // by position: of what begins there, as far as a phrase may run on to it
	inner  []inner  // the positions behind the words'
	tag    runOn
	room   [maxRunOn]byte // of the letters of a tag with digits
	states []state
	at     int32 // the position being read
	shown  signs // of what begins at the position being read
}

// edge says that the words from the one it belongs to up to next are a word of the lexicon, and
// with it of every atom of that entry; or, with listBit, a single atom.
type edge struct {
	what uint32
	next int32
}

// state is a node reached, and the word to read next.
type state struct {
	node uint32
	next int32
}

// NewFinder makes a Finder over tables that Validate accepted.
func NewFinder(t *Tables) *Finder {
	f := &Finder{tables: t, tests: t.tests(), trie: newTrie(t)}
	f.near = make([]int32, f.trie.far.count)
	return f
}

// Find appends every match in a draft of that year to dst, in order of First.
func (f *Finder) Find(t *text.Text, year int, dst []Match) []Match {
	return f.FindBetween(t, year, 0, len(t.Words), dst)
}

// FindBetween is Find for the words from one on and before another. Both begin sentences, or are
// the end of the text.
func (f *Finder) FindBetween(t *text.Text, year, begin, end int, dst []Match) []Match {
	n, had := len(t.Words), len(dst)
	f.text, f.year, f.Steps, f.edges, f.out, f.inner = t, float64(year), 0, f.edges[:0], dst, f.inner[:0]
	f.from = slices.Grow(f.from[:0], n+1)[:n+1] // position n is the end of the text
	f.to = slices.Grow(f.to[:0], n+1)[:n+1]
	f.signs = slices.Grow(f.signs[:0], n+1)[:n+1]
	f.signs[end] = signs{words: ended}
	for i := range f.near {
		f.near[i] = math.MaxInt32
	}
	whole, masked := before(t, end)
	for i := end - 1; i >= begin; i-- {
		cut := t.Words[i].Has(text.InTag) && f.cutWord(i, whole)
		f.at, f.from[i], f.shown = int32(i), uint32(len(f.edges)), signs{words: ended | open}
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
		f.show(i)
		if len(f.states) > 0 {
			f.walk(int32(i))
		}
	}
	slices.Reverse(f.out[had:])
	return f.out
}

// before is how many compounds and disguises of a text begin before a word.
func before(t *text.Text, end int) (whole, masked int) {
	whole, masked = len(t.Compounds), len(t.Disguises)
	for whole > 0 && int(t.Compounds[whole-1].First) >= end {
		whole--
	}
	for masked > 0 && int(t.Disguises[masked-1].First) >= end {
		masked--
	}
	return whole, masked
}

// show keeps the signs of word i. A phrase does not run on to the first word of a sentence.
func (f *Finder) show(i int) {
	if f.text.Words[i].Gap >= text.Sentence {
		f.shown = signs{words: ended}
	}
	f.signs[i] = f.shown
}

// walk follows the trie from a position, whose ways to begin phrases are the states. A list that is
// found becomes an edge of the position, and a way to begin phrases.
//
//nolint:gocognit // the innermost loop of every check: its states stay in registers
func (f *Finder) walk(i int32) {
	first, out := f.tables.First, f.tables.Out
	wants, accepts := f.trie.wants, f.trie.accepts
	states, n, steps := f.states, int32(len(f.text.Words)), 0
	for ; len(states) > 0 && steps < maxWalk; steps++ {
		s := states[len(states)-1]
		states = states[:len(states)-1]
		if low, high := out[s.node], out[s.node+1]; low < high {
			f.states = states
			f.reached(i, s.next, low, high)
			states = f.states
		}
		wanted, shown := wants[s.node], f.signs[s.next]
		both := wanted.words & shown.words &^ ended
		if both == 0 {
			continue
		}
		low, high := first[s.node], first[s.node+1]
		if both&open != 0 {
			if s.next < n && wants[low].meets(f.signs[s.next+1]) {
				states = append(states, state{low, s.next + 1})
			}
			both &^= open
			low++
		}
		if both == 0 || wanted.atoms&shown.atoms == 0 {
			continue
		}
		if high-low > manyChildren {
			states = f.among(states, low, high, s.next)
			continue
		}
		shown.words &^= ended | open
		for i, label := range f.tables.Labels[low:high] {
			if accepted := &accepts[label]; accepted.words&shown.words != 0 && accepted.atoms&shown.atoms != 0 {
				states = f.lead(states, low+uint32(i), s.next)
			}
		}
	}
	f.states = states[:0]
	f.Steps += steps
}

// manyChildren is from how many children on it costs less to look up a word's atoms among them
// than them among the word's atoms.
const manyChildren = 64

// lead appends the states that a position leads to by way of one node.
func (f *Finder) lead(states []state, node uint32, position int32) []state {
	label := f.tables.Labels[node]
	for _, e := range f.edges[f.from[position]:f.to[position]] {
		if !f.accepts(label, e.what) {
			continue
		}
		if f.trie.wants[node].meets(f.signs[e.next]) {
			states = append(states, state{node, e.next})
		}
	}
	return states
}

// accepts reports whether an atom accepts what an edge is.
func (f *Finder) accepts(atom, what uint32) bool {
	if what&listBit != 0 {
		return what == listBit|atom
	}
	return f.trie.shows[what/entryWidth]&f.trie.inner[atom] != 0 && contains(f.tables.atomsOf(what), atom)
}

// contains looks for an atom in an entry's, which are in order.
func contains(atoms []uint32, atom uint32) bool {
	low, high := 0, len(atoms)
	for low < high {
		if mid := (low + high) / 2; atoms[mid] < atom {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low < len(atoms) && atoms[low] == atom
}

// among appends the states that a position leads to from a node with many children, low to high.
func (f *Finder) among(states []state, low, high uint32, position int32) []state {
	for _, e := range f.edges[f.from[position]:f.to[position]] {
		if e.what&listBit != 0 {
			if node := f.tables.child(low, high, e.what&^listBit); node != 0 {
				states = append(states, state{node, e.next})
			}
			continue
		}
		for _, atom := range f.tables.atomsOf(e.what) {
			if f.trie.inner[atom] == 0 {
				continue // only begins phrases
			}
			if node := f.tables.child(low, high, atom); node != 0 && f.trie.wants[node].meets(f.signs[e.next]) {
				states = append(states, state{node, e.next})
			}
		}
	}
	return states
}

// reached notes what ends at a node: low to high in Outs.
func (f *Finder) reached(i, next int32, low, high uint32) {
	for _, out := range f.tables.Outs[low:high] {
		if out&listBit == 0 {
			f.out = append(f.out, f.match(out, i, next))
		} else {
			f.found(i, out&^listBit, next)
		}
	}
}

// match is a phrase found from a position up to another one.
func (f *Finder) match(set uint32, i, next int32) Match {
	n := int32(len(f.text.Words))
	m := Match{Set: set, First: i, Last: next - 1}
	if i <= n && next <= n {
		return m
	}
	tag := f.inner[max(i, next)-n-1]
	if i > n {
		m.First, m.From, m.To = tag.first, tag.letter, tag.letters
	}
	if next > n {
		end := f.inner[next-n-1]
		m.Last, m.To = end.last, end.letter
	}
	if m.First < tag.first || m.Last > tag.last {
		m.From, m.To = 0, 0
	}
	return m
}

// found notes a list once.
func (f *Finder) found(i int32, atom uint32, next int32) {
	if slices.Contains(f.edges[f.from[i]:], edge{listBit | atom, next}) {
		return
	}
	f.edge(atom, next)
	f.to[i]++
	if f.signs[i].words != ended {
		f.signs[i].add(signs{unread, f.trie.inner[atom]})
	}
}

// edge appends an edge of one atom.
func (f *Finder) edge(atom uint32, next int32) {
	f.edges = append(f.edges, edge{listBit | atom, next})
	f.shown.add(signs{unread, f.trie.inner[atom]})
	f.near[f.trie.far.number[atom]] = f.at
	if start := f.tables.Starts[atom]; f.trie.wants[start].meets(f.signs[next]) {
		f.states = append(f.states, state{start, next})
	}
}

// note appends the edge of a lexicon entry; -1 is none.
func (f *Finder) note(entry int, next int32) {
	if entry < 0 {
		return
	}
	f.edges = append(f.edges, edge{uint32(entry), next})
	n := entry / entryWidth
	if shows := f.trie.shows[n]; shows != 0 {
		f.shown.add(signs{signOf(f.tables.Entries[entry]), shows})
	}
	states, ahead := f.states, f.signs[next]
	starts := f.trie.startsOf(n)
	for i := range starts {
		s := &starts[i] // most are told by one number of the four
		if s.wants.words&ahead.words == 0 || !s.wants.meets(ahead) {
			continue
		}
		if s.far == 0 || s.wants.ends(ahead) || f.follows(s.far, next) {
			states = append(states, state{s.node, next})
		}
	}
	f.states = states
	for _, number := range f.trie.far.own[f.trie.far.begin[n]:f.trie.far.begin[n+1]] {
		f.near[number] = f.at
	}
}

// follows reports whether a phrase may go on: behind a gap from position next on.
func (f *Finder) follows(far uint32, next int32) bool {
	list := f.trie.far.lists[far:]
	last := next + int32(list[0])
	for _, number := range list[2 : 2+list[1]] {
		if f.near[number] <= last {
			return true
		}
	}
	return false
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
