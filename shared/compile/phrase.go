package compile

import (
	"fmt"

	"vouch/shared/match"
	"vouch/shared/rule"
)

// maxExpansions is how many sequences of words one phrase may stand for: more is a mistake
// (lists multiply), and bounds what a pack can cost.
const maxExpansions = 4096

// maxNesting is how deep lists may refer to lists.
const maxNesting = 8

// word is one place of an expanded phrase: what it accepts; nil is any word.
type word []match.Member

// sequence is one expansion of a phrase.
type sequence []word

// addPhrases makes each phrase yield set.
func (c *compiler) addPhrases(set uint32, at place, phrases []rule.Phrase) {
	c.addNested(set, at, phrases, 0)
}

// addNested is addPhrases inside so many lists. A phrase that is nothing but a list of the pack
// stands for that list's phrases one by one, so that each has its own bound of expansions.
func (c *compiler) addNested(set uint32, at place, phrases []rule.Phrase, depth int) {
	for _, p := range phrases {
		if p.Line > 0 {
			at.line = p.Line
		}
		if list, ok := lone(at.pack, p.Text); ok && depth < maxNesting {
			c.addNested(set, at, list.Phrases, depth+1)
			continue
		}
		sequences, err := c.expand(at.pack, p.Text, 0)
		if err != nil {
			c.problem(at, err.Error())
			continue
		}
		for _, seq := range sequences {
			c.add(set, seq)
		}
	}
}

// lone is the pack's list that a phrase consists of.
func lone(pack *rule.Pack, phrase string) (rule.List, bool) {
	slots, err := rule.ParsePhrase(phrase)
	if err != nil || len(slots) != 1 || len(slots[0].Atoms) != 1 || slots[0].Atoms[0].Kind != rule.Named {
		return rule.List{}, false
	}
	list, ok := pack.Lists[slots[0].Atoms[0].Text]
	return list, ok
}

// add puts one expansion into the trie. One that begins or ends with an arbitrary word, since
// the optional words around a gap are absent, matches nothing sensible and is left out.
func (c *compiler) add(set uint32, seq sequence) {
	if len(seq) == 0 || seq[0] == nil || seq[len(seq)-1] == nil {
		return
	}
	atoms := make([]match.Atom, len(seq))
	for i, w := range seq {
		if w != nil {
			atoms[i] = c.builder.Class(w)
		}
	}
	c.builder.Add(set, atoms)
}

// expand lists every sequence of words that a phrase stands for.
func (c *compiler) expand(pack *rule.Pack, phrase string, depth int) ([]sequence, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("lists refer to each other more than %d deep, or in a circle", maxNesting)
	}
	slots, err := rule.ParsePhrase(phrase)
	if err != nil {
		return nil, err
	}
	all := []sequence{nil}
	for _, slot := range slots {
		choices, err := c.choices(pack, slot, depth)
		if err != nil {
			return nil, err
		}
		if len(all)*len(choices) > maxExpansions {
			return nil, fmt.Errorf("phrase %q stands for more than %d sequences of words; split it, or shorten its lists", phrase, maxExpansions)
		}
		all = product(all, choices)
	}
	return all, nil
}

func product(heads, tails []sequence) []sequence {
	out := make([]sequence, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			seq := make(sequence, 0, len(h)+len(t))
			out = append(out, append(append(seq, h...), t...))
		}
	}
	return out
}

// choices are the sequences that one slot accepts. All that are one word long become one class,
// so that a long list costs a phrase no more than a word.
func (c *compiler) choices(pack *rule.Pack, slot rule.Slot, depth int) ([]sequence, error) {
	if slot.Gap > 0 {
		return gaps(slot.Gap), nil
	}
	var single word
	var choices []sequence
	for _, atom := range slot.Atoms {
		sequences, err := c.alternatives(pack, atom, depth)
		if err != nil {
			return nil, err
		}
		for _, seq := range sequences {
			if len(seq) == 1 && seq[0] != nil {
				single = append(single, seq[0]...)
			} else {
				choices = append(choices, seq)
			}
		}
	}
	if len(single) > 0 {
		choices = append(choices, sequence{single})
	}
	if slot.Optional {
		choices = append(choices, nil)
	}
	return choices, nil
}

func gaps(n int) []sequence {
	choices := make([]sequence, n+1)
	for i := range choices {
		choices[i] = make(sequence, i)
	}
	return choices
}

// alternatives are the sequences that one alternative of a slot accepts.
func (c *compiler) alternatives(pack *rule.Pack, atom rule.Atom, depth int) ([]sequence, error) {
	switch atom.Kind {
	case rule.Named:
		return c.named(pack, atom.Text, depth)
	case rule.Tag:
		return c.tags([]string{atom.Text}), nil
	}
	seq := c.literal(atom.Text)
	if len(seq) == 0 {
		return nil, fmt.Errorf("%q has no letter and no digit", atom.Text)
	}
	last := len(seq) - 1
	switch atom.Kind {
	case rule.Inflect:
		seq[last] = inflections(seq[last][0].Text)
	case rule.Prefix:
		seq[last] = word{{Kind: match.Prefix, Text: seq[last][0].Text}}
	case rule.Suffix:
		seq[0] = word{{Kind: match.Suffix, Text: seq[0][0].Text}}
	}
	return []sequence{seq}, affixFits(seq)
}

// affixFits refuses affixes that are longer than the matcher looks.
func affixFits(seq sequence) error {
	for _, w := range seq {
		for _, m := range w {
			if (m.Kind == match.Prefix || m.Kind == match.Suffix) && len(m.Text) > match.MaxAffix {
				return fmt.Errorf("%q is longer than the %d letters a word* or *word may have", m.Text, match.MaxAffix)
			}
		}
	}
	return nil
}

// named is a list of the pack, or a built-in one.
func (c *compiler) named(pack *rule.Pack, name string, depth int) ([]sequence, error) {
	if sequences, ok := c.builtin(name); ok {
		return sequences, nil
	}
	list, ok := pack.Lists[name]
	if !ok {
		return nil, fmt.Errorf("there is no list {%s} in this pack and none is built in", name)
	}
	var all []sequence
	for _, p := range list.Phrases {
		sequences, err := c.expand(pack, p.Text, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, sequences...)
		if len(all) > maxExpansions {
			return nil, fmt.Errorf("list {%s} stands for more than %d sequences of words", name, maxExpansions)
		}
	}
	return all, nil
}

// literal cuts and folds text exactly as a draft is.
func (c *compiler) literal(s string) sequence {
	t := c.reader.Read(s)
	var seq sequence
	for i := range t.Words {
		seq = append(seq, exact(string(t.Folded(&t.Words[i]))))
	}
	return seq
}

func exact(folded string) word { return word{{Kind: match.Exact, Text: folded}} }

func (c *compiler) literals(texts []string) []sequence {
	var all []sequence
	for _, s := range texts {
		if seq := c.literal(s); len(seq) > 0 {
			all = append(all, seq)
		}
	}
	return all
}

// tags are hashtags as one word each; the sign may be left out.
func (c *compiler) tags(tags []string) []sequence {
	var all []sequence
	for _, tag := range tags {
		whole := []byte{'#'}
		t := c.reader.Read(tag)
		for i := range t.Words {
			whole = append(whole, t.Folded(&t.Words[i])...)
		}
		if len(whole) > 1 {
			all = append(all, sequence{{{Kind: match.Whole, Text: string(whole)}}})
		}
	}
	return all
}
