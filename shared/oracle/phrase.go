package oracle

import (
	"slices"
	"strings"

	"vouch/shared/compile"
	"vouch/shared/rule"
	"vouch/shared/text"
)

// scope is where a phrase stands: its pack, whose lists it names, and its language.
type scope struct {
	pack *rule.Pack
	lang string
}

// phrases are all matches of any of the phrases, every way in which each matches.
func (s *sight) phrases(sc scope, phrases []rule.Phrase) []hit {
	var hits []hit
	for _, p := range phrases {
		hits = append(hits, s.notation(sc, p.Text)...)
	}
	return hits
}

func (s *sight) notation(sc scope, phrase string) []hit {
	slots, err := rule.ParsePhrase(phrase)
	if err != nil {
		panic(err) // rule.Parse let it through
	}
	var hits []hit
	for _, i := range s.positions() {
		for end := range s.ends(sc, slots, i, i) {
			h := s.ofWords(i, end)
			h.lang = sc.lang
			hits = append(hits, h)
		}
	}
	return hits
}

type set = map[int]bool

func add(to, from set) {
	for k := range from {
		to[k] = true
	}
}

// ends are the words before which a match can end that began at first and goes on at word at.
func (s *sight) ends(sc scope, slots []rule.Slot, first, at int) set {
	if len(slots) == 0 {
		return set{at: true}
	}
	slot, rest, out := slots[0], slots[1:], set{}
	if slot.Gap > 0 {
		for free := slot.Gap; ; at++ {
			add(out, s.ends(sc, rest, first, at))
			if !s.goesOn(first, at) || free == 0 || at > len(s.words) {
				return out
			}
			free--
		}
	}
	if slot.Optional {
		add(out, s.ends(sc, rest, first, at))
	}
	for _, atom := range slot.Atoms {
		for end := range s.atom(sc, atom, first, at) {
			add(out, s.ends(sc, rest, first, end))
		}
	}
	return out
}

// goesOn reports whether a phrase that began at first may take the word at, or run over it.
func (s *sight) goesOn(first, at int) bool {
	if at > len(s.words) {
		return s.open(at)
	}
	return at < len(s.words) && s.open(at) && (at == first || s.words[at].Gap < text.Sentence)
}

// atom are the ends of one alternative at a word.
func (s *sight) atom(sc scope, a rule.Atom, first, at int) set {
	if !s.goesOn(first, at) {
		return nil
	}
	if a.Kind == rule.Tag {
		return s.tag("#"+strings.Join(fold(a.Text), ""), at)
	}
	if a.Kind == rule.Named {
		return s.named(sc, a, first, at)
	}
	ends, words := set{at: true}, fold(a.Text)
	for i, want := range words {
		next := set{}
		for from := range ends {
			add(next, s.word(sc, a, part{want, i == 0, i == len(words)-1}, first, from))
		}
		ends = next
	}
	return ends
}

// part is one word of an alternative: risk-free~ has two.
type part struct {
	folded     string
	head, last bool
}

// word are the ends of one word of an alternative: a word of the draft, or a hashtag or mention
// as one word.
func (s *sight) word(sc scope, a rule.Atom, p part, first, at int) set {
	out := set{}
	if !s.goesOn(first, at) {
		return out
	}
	for _, r := range s.readings(at) {
		if r.fits(sc, a, p) {
			out[r.end] = true
		}
	}
	if at > len(s.words) || a.Kind == rule.Proper && p.head && !s.words[at].Has(text.Upper) {
		return out
	}
	if takes(sc, a, p, s.words[at].folded) {
		out[at+1] = true
	}
	for _, t := range s.tags {
		if t.first == at && t.folded[0] != '$' && takes(sc, a, p, t.folded[1:]) {
			out[t.last] = true
		}
	}
	return out
}

// takes reports whether a word of an alternative is a folded word of the draft.
func takes(sc scope, a rule.Atom, p part, folded string) bool {
	switch {
	case a.Kind == rule.Inflect && p.last:
		bare := a.Text[strings.LastIndexAny(a.Text, "- ")+1:]
		return slices.Contains(compile.Inflections(p.folded, sc.lang, bare != strings.ToLower(bare)), folded)
	case a.Kind == rule.Prefix && p.last:
		return strings.HasPrefix(folded, p.folded)
	case a.Kind == rule.Suffix && p.head:
		return strings.HasSuffix(folded, p.folded)
	}
	return folded == p.folded
}

// tag is the end of a hashtag, mention or cashtag that begins at a word.
func (s *sight) tag(folded string, at int) set {
	for _, t := range s.tags {
		if t.first == at && t.folded == folded {
			return set{t.last: true}
		}
	}
	return nil
}

// literals are the ends of texts without notation: names.
func (s *sight) literals(sc scope, names []string, first, at int) set {
	out := set{}
	for _, name := range names {
		if len(fold(name)) > 0 {
			add(out, s.atom(sc, rule.Atom{Kind: rule.Exact, Text: name}, first, at))
		}
	}
	return out
}

// named are the ends of a list or of what is built in.
func (s *sight) named(sc scope, a rule.Atom, first, at int) set {
	list, ok := sc.pack.Lists[a.Text]
	if !ok {
		return s.builtIn(sc, a, first, at)
	}
	if list.Language != "" {
		sc.lang = list.Language
	}
	out := set{}
	for _, p := range list.Phrases {
		slots, err := rule.ParsePhrase(p.Text)
		if err != nil {
			panic(err)
		}
		add(out, s.ends(sc, slots, first, at))
	}
	delete(out, at)
	return out
}
