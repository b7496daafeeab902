package match

import (
	"errors"

	"vouch/shared/text"
)

// Any is the label of an arbitrary word. No atom has this number.
const Any = 0

// listBit marks an entry of Outs that is a list's atom.
const listBit = 1 << 31

// role is what a lexicon entry's text is compared with. It is part of the key.
type role uint32

const (
	roleWord role = iota
	rolePrefix
	roleSuffix
	roleProper
)

// Tables are phrases as flat tables. They are made by a Builder or come from an image; those
// from an image must pass Validate before use.
type Tables struct {
	Keys    []uint32 // open addressing by hash: entry + 1, 0 is empty; a power of two long
	Entries []uint32 // entryWidth numbers each: hash, place of text, length and role, place of atoms, their count
	Text    []byte   // the lexicon's words
	Atoms   []uint32 // the entries' atoms
	Tests   []uint32 // testWidth numbers each: what words belong to by their worth or writing

	Starts []uint32 // by atom: the node that a phrase beginning with it reaches, 0 is none
	Labels []uint32 // by node: the atom that leads to it
	First  []uint32 // by node: its first child; one more than nodes
	Out    []uint32 // by node: where its sets begin in Outs; one more than nodes
	Outs   []uint32 // sets, which are what Match.Set names, and lists: listBit and their atom

	Prefixes, Suffixes uint32 // bit n: the lexicon has an affix n bytes long
	Sets               uint32 // every set is below
}

const entryWidth = 5

// find is the entry of a word, -1 when there is none.
func (t *Tables) find(hash uint32, r role, word []byte) int {
	if len(t.Keys) == 0 {
		return -1
	}
	mask := uint32(len(t.Keys) - 1)
	for at := slot(hash, r) & mask; t.Keys[at] != 0; at = (at + 1) & mask {
		i := int(t.Keys[at]-1) * entryWidth
		e := t.Entries[i : i+entryWidth]
		if e[0] == hash && e[2] == uint32(len(word))<<2|uint32(r) && same(t.Text[e[1]:], word) {
			return i
		}
	}
	return -1
}

// Uses reports whether a folded word is one that some phrase uses, whole.
func (t *Tables) Uses(word []byte) bool { return t.find(text.Hash(word), roleWord, word) >= 0 }

// same compares the beginning of held with a word, without a call: words are short.
func same(held, word []byte) bool {
	if len(held) < len(word) {
		return false
	}
	for i, c := range word {
		if held[i] != c {
			return false
		}
	}
	return true
}

// slot spreads a hash over the table: FNV's low bits are weak for short words.
func slot(hash uint32, r role) uint32 {
	hash += uint32(r)
	return (hash ^ hash>>15) * 0x2c1b3c6d >> 7
}

// atomsOf are the atoms of the entry at a place of Entries.
func (t *Tables) atomsOf(entry uint32) []uint32 {
	e := t.Entries[entry : entry+entryWidth]
	return t.Atoms[e[3] : e[3]+e[4]]
}

// Filled tells, by set, whether there is a phrase that yields it.
func (t *Tables) Filled() []bool {
	filled := make([]bool, t.Sets)
	for _, out := range t.Outs {
		if out&listBit == 0 {
			filled[out] = true
		}
	}
	return filled
}

// ErrTables refuses tables that a Builder cannot have made.
var ErrTables = errors.New("the phrase tables are malformed")

// Validate proves, in one pass over each table, that no search of them can leave their bounds
// or go on for ever.
func (t *Tables) Validate() error {
	nodes := len(t.Labels)
	if nodes == 0 || len(t.First) != nodes+1 || len(t.Out) != nodes+1 || len(t.Starts) == 0 {
		return ErrTables
	}
	if !t.lexiconHolds() || !below(t.Starts, nodes) || !t.outsHold() {
		return ErrTables
	}
	atoms := len(t.Starts)
	if !below(t.Atoms, atoms) || !below(t.Labels, atoms) || !t.testsHold() {
		return ErrTables
	}
	// Children have greater numbers than their parents, so every walk ends.
	for n := range nodes {
		if t.First[n] > t.First[n+1] || t.First[n] <= uint32(n) || t.Out[n] > t.Out[n+1] {
			return ErrTables
		}
	}
	if t.First[nodes] != uint32(nodes) || t.Out[nodes] != uint32(len(t.Outs)) {
		return ErrTables
	}
	return nil
}

func (t *Tables) outsHold() bool {
	for _, out := range t.Outs {
		if out&listBit == 0 && out >= t.Sets || out&listBit != 0 && out&^listBit >= uint32(len(t.Starts)) {
			return false
		}
	}
	return t.Sets < listBit
}

func (t *Tables) lexiconHolds() bool {
	if len(t.Entries)%entryWidth != 0 || len(t.Keys)&(len(t.Keys)-1) != 0 {
		return false
	}
	for i := 0; i < len(t.Entries); i += entryWidth {
		e := t.Entries[i : i+entryWidth]
		if uint64(e[1])+uint64(e[2]>>2) > uint64(len(t.Text)) || uint64(e[3])+uint64(e[4]) > uint64(len(t.Atoms)) {
			return false
		}
	}
	entries, free := uint32(len(t.Entries)/entryWidth), len(t.Keys) == 0
	for _, key := range t.Keys {
		if key > entries {
			return false
		}
		free = free || key == 0
	}
	return free
}

func below(values []uint32, limit int) bool {
	for _, v := range values {
		if uint64(v) >= uint64(limit) {
			return false
		}
	}
	return true
}
