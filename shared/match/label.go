package match

import (
	"slices"

	"vouch/shared/text"
)

// label notes the atoms of word i.
func (f *Finder) label(i int) {
	t, w := f.tables, &f.text.Words[i]
	next := int32(i) + 1
	folded := f.text.Folded(w)
	f.exact(w.Hash, folded, next)
	if len(f.tests[AnySign])+len(f.tests[AnyUnit]) > 0 {
		f.currency(i)
	}
	f.initial(w, folded, next)
	switch w.Kind {
	case text.Number:
		f.number(i)
		if after := i + 1; after < len(f.text.Words) && f.text.Words[after].ByteStart == w.ByteEnd {
			f.digits(folded, f.text.Folded(&f.text.Words[after]), next+1) // "5afe" is cut in two
		}
	case text.Sign:
	default:
		if t.Prefixes|t.Suffixes != 0 {
			f.affixes(folded, next)
		}
		f.disguises(i, folded)
	}
}

// disguises notes what the letters of word i may be besides what they are.
func (f *Finder) disguises(i int, folded []byte) {
	next := int32(i) + 1
	if len(folded) == 1 {
		f.spelled(i)
	}
	if i+1 < len(f.text.Words) && f.adjoins(i+1) {
		f.joined(i, folded)
	}
	if f.text.Words[i].Has(text.HasDigit) {
		f.digits(folded, nil, next)
	}
	if drawnOut(folded) {
		f.shortened(folded, next)
	}
}

// labelWhole notes the atoms of a hashtag or mention as one word, with its sign and, when it
// has several parts, without it.
func (f *Finder) labelWhole(c *text.Compound) {
	next := c.First + c.Count
	folded := f.text.Whole(c)
	f.exact(text.Hash(folded), folded, next)
	if c.Sign == '$' {
		f.passAll(AnyCashtag, next)
	}
	if c.Count > 1 {
		f.exact(text.Hash(folded[1:]), folded[1:], next)
		f.affixes(folded[1:], next)
		f.digits(folded[1:], nil, next)
	}
}

// labelMasked notes what a run of letters and signs would be.
func (f *Finder) labelMasked(d *text.Disguise) { f.digits(f.text.Digits(d), nil, d.First+d.Count) }

// initial notes what a word is by how it begins.
func (f *Finder) initial(w *text.Word, folded []byte, next int32) {
	if w.Has(text.Upper) {
		f.capital(w, folded, next)
	} else {
		f.written(w, folded, Small, next)
	}
	f.written(w, folded, Apart, next)
}

// capital notes what a word with a capital initial is.
func (f *Finder) capital(w *text.Word, folded []byte, next int32) {
	f.note(f.tables.find(w.Hash, roleProper, folded), next)
	if w.Gap < text.Line && w.Kind == text.Letters {
		f.passAll(AnyCapital, next)
	}
}

// written notes what a word is outside hashtags and mentions.
func (f *Finder) written(w *text.Word, folded []byte, how string, next int32) {
	hash := text.HashByte(w.Hash, how[0])
	if w.Has(text.InTag) || !f.trie.rare.may(hash) || len(folded) >= len(f.room) {
		return
	}
	word := append(append(f.room[:0], folded...), how...)
	f.note(f.tables.find(hash, roleProper, word), next)
}

func (f *Finder) exact(hash uint32, word []byte, next int32) {
	f.note(f.tables.find(hash, roleWord, word), next)
}

// affixes looks up the beginnings and ends of a word at the lengths that occur in the lexicon.
func (f *Finder) affixes(word []byte, next int32) {
	t := f.tables
	f.prefixes(word, 1, next)
	hash := text.Hash(nil)
	for n := 1; n <= len(word) && n <= MaxAffix && t.Suffixes>>n != 0; n++ {
		at := len(word) - n
		hash = text.HashByte(hash, word[at])
		if t.Suffixes>>n&1 != 0 && f.trie.rare.may(hash) {
			f.note(t.find(hash, roleSuffix, word[at:]), next)
		}
	}
}

// endHash is the hash of a suffix, from its end on: as it is met when a word is read backwards.
func endHash(suffix []byte) uint32 {
	hash := text.Hash(nil)
	for _, ch := range slices.Backward(suffix) {
		hash = text.HashByte(hash, ch)
	}
	return hash
}

// prefixes looks up the beginnings of a word that are least bytes long or longer.
func (f *Finder) prefixes(word []byte, least int, next int32) {
	t := f.tables
	hash := text.Hash(nil)
	for n := 1; n <= len(word) && n <= MaxAffix && t.Prefixes>>n != 0; n++ {
		hash = text.HashByte(hash, word[n-1])
		if n >= least && t.Prefixes>>n&1 != 0 && f.trie.rare.may(hash) {
			f.note(t.find(hash, rolePrefix, word[:n]), next)
		}
	}
}
