package match

import (
	"vouch/shared/text"
)

// label looks every word and compound up and notes its atoms.
func (f *Finder) label() {
	t, words := f.tables, f.words
	f.atoms, f.from, f.whole, f.heads = f.atoms[:0], f.from[:0], f.whole[:0], f.heads[:0]
	for i := range words.Words {
		w := &words.Words[i]
		f.from = append(f.from, uint32(len(f.atoms)))
		f.heads = append(f.heads, -1)
		folded := words.Folded(w)
		f.exact(w.Hash, folded)
		switch {
		case w.Kind == text.Number:
			f.number(folded)
		case t.Prefixes|t.Suffixes != 0 && w.Kind == text.Letters:
			f.affixes(folded)
		}
	}
	f.from = append(f.from, uint32(len(f.atoms)))
	f.labelCompounds()
}

// labelCompounds notes the atoms of hashtags and mentions as one word, with their sign and,
// when they have several parts, without it.
func (f *Finder) labelCompounds() {
	for i := range f.words.Compounds {
		c := &f.words.Compounds[i]
		f.heads[c.First] = int32(i)
		f.whole = append(f.whole, uint32(len(f.atoms)))
		folded := f.words.Whole(c)
		f.exact(text.Hash(folded), folded)
		if c.Count > 1 {
			f.exact(text.Hash(folded[1:]), folded[1:])
			f.affixes(folded[1:])
		}
	}
	f.whole = append(f.whole, uint32(len(f.atoms)))
}

func (f *Finder) exact(hash uint32, word []byte) {
	f.note(f.tables.find(hash, roleWord, word))
}

func (f *Finder) note(entry int) {
	if entry >= 0 {
		f.atoms = append(f.atoms, f.tables.atomsOf(entry)...)
	}
}

// number notes what every number is, and a year when it looks like one: 1900 to 2099.
func (f *Finder) number(folded []byte) {
	f.atoms = append(f.atoms, f.tables.Numbers...)
	if len(folded) == 4 && (string(folded[:2]) == "19" || string(folded[:2]) == "20") && folded[2] != '.' && folded[3] != '.' {
		f.atoms = append(f.atoms, f.tables.Years...)
	}
}

// affixes looks up the beginnings and ends of a word at the lengths that occur in the lexicon.
func (f *Finder) affixes(word []byte) {
	t := f.tables
	hash := text.Hash(nil)
	for n := 1; n <= len(word) && n <= MaxAffix && t.Prefixes>>n != 0; n++ {
		hash = text.HashByte(hash, word[n-1])
		if t.Prefixes>>n&1 != 0 {
			f.note(t.find(hash, rolePrefix, word[:n]))
		}
	}
	for n := 1; n <= len(word) && n <= MaxAffix && t.Suffixes>>n != 0; n++ {
		if t.Suffixes>>n&1 != 0 {
			end := word[len(word)-n:]
			f.note(t.find(text.Hash(end), roleSuffix, end))
		}
	}
}
