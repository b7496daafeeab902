package match

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"vouch/shared/text"
)

// Atom is one class of words: what a place of a phrase accepts.
type Atom uint32

// Kind says how a Member is compared with a word.
type Kind uint8

// The kinds. Whole compares with a hashtag or cashtag as one word; its text begins with the
// sign. Proper is a word written with a capital initial. From AnyNumber on, what a word is worth
// or how it is written decides, and Text is empty; Low and High belong to the last three alone.
const (
	Exact Kind = iota
	Prefix
	Suffix
	Whole
	Proper
	AnyNumber
	AnyYear    // 1900 to 2099 in four digits
	AnyDate    // a day in numbers: 2026-05-03, 03/05/2026, 3.5.2026
	AnyCapital // a capital initial that no beginning of a sentence or line explains
	AnyCashtag // $ and one to five letters
	AnySign    // a currency before its number: "$5", "EUR 5"
	AnyUnit    // a currency behind its number: "5 €", "5 EUR"
	Amount     // a number, with the thousand or million behind it, from Low to High
	Year       // a year from Low to High
	YearsAhead // a year so many after the draft's
	kinds
)

// Small and Apart end the text of a Proper member that accepts a word for another reason than its
// capital: it begins small, or it may begin as it likes; in either case outside hashtags and
// mentions.
const (
	Small = "\x01"
	Apart = "\x02"
)

// Member is one of the things that a class accepts. Text is folded.
type Member struct {
	Kind      Kind
	Text      string
	Low, High float64
}

// compare orders members.
func (m Member) compare(o Member) int {
	return cmp.Or(
		cmp.Compare(m.Kind, o.Kind), cmp.Compare(m.Text, o.Text),
		cmp.Compare(m.Low, o.Low), cmp.Compare(m.High, o.High),
	)
}

// Builder collects phrases and makes Tables of them.
type Builder struct {
	classes map[string]Atom
	members [][]Member // by atom; atom 0 is Any
	root    *node
	sets    uint32
}

type node struct {
	children map[Atom]*node
	outs     []uint32
}

// NewBuilder starts without phrases.
func NewBuilder() *Builder {
	return &Builder{classes: map[string]Atom{}, members: make([][]Member, 1), root: &node{}}
}

// Class is the atom that accepts any of the members. The same members give the same atom.
func (b *Builder) Class(members []Member) Atom {
	members = slices.Clone(members)
	slices.SortFunc(members, Member.compare)
	members = slices.Compact(members)
	var key strings.Builder
	for _, m := range members {
		key.WriteByte('0' + byte(m.Kind))
		key.WriteString(m.Text)
		key.WriteByte(0)
		key.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(m.Low)))
		key.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(m.High)))
	}
	if a, ok := b.classes[key.String()]; ok {
		return a
	}
	a := Atom(len(b.members))
	b.classes[key.String()] = a
	b.members = append(b.members, members)
	return a
}

// List is a new atom that stands for phrases, which AddTo gives it.
func (b *Builder) List() Atom {
	b.members = append(b.members, nil)
	return Atom(len(b.members) - 1)
}

// AddTo makes a phrase of atoms one of a list's.
func (b *Builder) AddTo(list Atom, phrase []Atom) { b.insert(listBit|uint32(list), phrase) }

// Add makes a phrase of atoms (Any is an arbitrary word, never the first) yield set.
func (b *Builder) Add(set uint32, phrase []Atom) {
	b.sets = max(b.sets, set+1)
	b.insert(set, phrase)
}

func (b *Builder) insert(out uint32, phrase []Atom) {
	n := b.root
	for _, a := range phrase {
		next := n.children[a]
		if next == nil {
			next = &node{}
			if n.children == nil {
				n.children = map[Atom]*node{}
			}
			n.children[a] = next
		}
		n = next
	}
	if !slices.Contains(n.outs, out) {
		n.outs = append(n.outs, out)
	}
}

// Tables makes the tables. sets is how many sets there are, also those without a phrase.
func (b *Builder) Tables(sets uint32) *Tables {
	t := &Tables{Starts: make([]uint32, len(b.members)), Sets: max(b.sets, sets)}
	b.lexicon(t)
	b.trie(t)
	return t
}

// lexicon lists, for every text of every class, the atoms it belongs to.
func (b *Builder) lexicon(t *Tables) {
	type key struct {
		role role
		text string
	}
	atoms := map[key][]uint32{}
	for a, members := range b.members {
		for _, m := range members {
			k := key{roleWord, m.Text}
			if m.Kind >= AnyNumber {
				t.Tests = append(t.Tests, testOf(m, uint32(a))...)
				continue
			}
			switch m.Kind {
			case Proper:
				k.role = roleProper
			case Prefix:
				k.role = rolePrefix
				t.Prefixes |= 1 << min(len(m.Text), MaxAffix)
			case Suffix:
				k.role = roleSuffix
				t.Suffixes |= 1 << min(len(m.Text), MaxAffix)
			default: // Exact and Whole are compared with the word itself
			}
			atoms[k] = append(atoms[k], uint32(a))
		}
	}
	keys := make([]key, 0, len(atoms))
	for k := range atoms {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y key) int {
		if c := strings.Compare(x.text, y.text); c != 0 {
			return c
		}
		return int(x.role) - int(y.role)
	})
	t.Keys = make([]uint32, tableSize(len(keys)))
	for _, k := range keys {
		t.enter(k.role, k.text, atoms[k])
	}
}

// tableSize keeps at least half of the slots empty, so that a probe is short.
func tableSize(n int) int {
	size := 0
	if n > 0 {
		size = 4
	}
	for size < 2*n {
		size *= 2
	}
	return size
}

func (t *Tables) enter(r role, word string, atoms []uint32) {
	hash := text.Hash([]byte(word))
	if r == roleSuffix {
		hash = endHash([]byte(word))
	}
	entry := uint32(len(t.Entries) / entryWidth)
	t.Entries = append(t.Entries, hash, uint32(len(t.Text)), uint32(len(word))<<2|uint32(r), uint32(len(t.Atoms)), uint32(len(atoms)))
	t.Text = append(t.Text, word...)
	t.Atoms = append(t.Atoms, atoms...)
	mask := uint32(len(t.Keys) - 1)
	at := slot(hash, r) & mask
	for t.Keys[at] != 0 {
		at = (at + 1) & mask
	}
	t.Keys[at] = entry + 1
}

// trie numbers the nodes breadth-first.
func (b *Builder) trie(t *Tables) {
	queue := []*node{b.root}
	t.Labels = []uint32{0}
	for i := 0; i < len(queue); i++ {
		n := queue[i]
		t.First = append(t.First, uint32(len(queue)))
		t.Out = append(t.Out, uint32(len(t.Outs)))
		slices.Sort(n.outs)
		t.Outs = append(t.Outs, n.outs...)
		labels := make([]Atom, 0, len(n.children))
		for a := range n.children {
			labels = append(labels, a)
		}
		slices.Sort(labels)
		for _, a := range labels {
			if i == 0 {
				t.Starts[a] = uint32(len(queue))
			}
			t.Labels = append(t.Labels, uint32(a))
			queue = append(queue, n.children[a])
		}
	}
	t.First = append(t.First, uint32(len(queue)))
	t.Out = append(t.Out, uint32(len(t.Outs)))
}
