package compile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"vouch/shared/match"
	"vouch/shared/rule"
)

// maxExpansions is how many sequences of words one phrase may stand for: more is a mistake
// (lists multiply), and bounds what a pack can cost.
const maxExpansions = 4096

// maxWords is how many words the sequences of all phrases of a program may have together: fifteen
// for each of rule.MaxPhrases. The matcher's tables take some bytes for each, and building them a
// microsecond.
const maxWords = 15 * rule.MaxPhrases

// word is one place of an expanded phrase: what it accepts. Without members it is a list, and
// without a list any word.
type word struct {
	members []match.Member
	list    match.Atom
}

func (w word) isAny() bool { return len(w.members) == 0 && w.list == 0 }

// sequence is one expansion of a phrase.
type sequence []word

// addPhrases makes each phrase yield set.
func (c *compiler) addPhrases(set uint32, at place, phrases []rule.Phrase) (added int) {
	for _, p := range phrases {
		if p.Line > 0 {
			at.line = p.Line
		}
		sequences, err := c.expand(at, p.Text)
		if err != nil {
			c.problem(at, err.Error())
			continue
		}
		if !c.mayGrow(at, sequences) {
			return added
		}
		for _, seq := range sequences {
			if atoms, ok := c.atoms(seq); ok {
				c.builder.Add(set, atoms)
				added++
			}
		}
	}
	return added
}

// mayGrow counts one phrase more and refuses, once, what goes beyond the limits of all packs
// together.
func (c *compiler) mayGrow(at place, sequences []sequence) bool {
	before := c.grown
	c.phrases++
	for _, seq := range sequences {
		c.words += len(seq)
	}
	c.grown = c.phrases > rule.MaxPhrases || c.words > maxWords
	switch {
	case before || !c.grown:
	case c.phrases > rule.MaxPhrases:
		c.problem(at, fmt.Sprintf("the packs together have more than %d phrases, which is the limit of one program", rule.MaxPhrases))
	default:
		c.problem(at, fmt.Sprintf("the phrases of the packs together stand for more than %d words, which is the limit of one program; shorten their lists and gaps", maxWords))
	}
	return !c.grown
}

// atoms makes one expansion ready for the matcher. One that begins or ends with an arbitrary
// word, since the optional words around a gap are absent, matches nothing sensible: not ok.
func (c *compiler) atoms(seq sequence) (atoms []match.Atom, ok bool) {
	if len(seq) == 0 || seq[0].isAny() || seq[len(seq)-1].isAny() {
		return nil, false
	}
	atoms = make([]match.Atom, len(seq))
	for i, w := range seq {
		atoms[i] = w.list
		if len(w.members) > 0 {
			atoms[i] = c.builder.Class(w.members)
		}
	}
	return atoms, true
}

// expand lists every sequence of words that a phrase stands for, with the lists of at's pack and
// the inflections of at's language.
func (c *compiler) expand(at place, phrase string) ([]sequence, error) {
	slots, err := rule.ParsePhrase(phrase)
	if err != nil {
		return nil, err
	}
	all := []sequence{nil}
	for _, slot := range slots {
		choices, err := c.choices(at, slot)
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
func (c *compiler) choices(at place, slot rule.Slot) ([]sequence, error) {
	if slot.Gap > 0 {
		return gaps(slot.Gap), nil
	}
	var single []match.Member
	var choices []sequence
	for _, atom := range slot.Atoms {
		sequences, err := c.alternatives(at, atom)
		if err != nil {
			return nil, err
		}
		for _, seq := range sequences {
			if len(seq) == 1 && len(seq[0].members) > 0 {
				single = append(single, seq[0].members...)
			} else {
				choices = append(choices, seq)
			}
		}
	}
	if len(single) > 0 {
		choices = append(choices, sequence{{members: single}})
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
func (c *compiler) alternatives(at place, atom rule.Atom) ([]sequence, error) {
	switch atom.Kind {
	case rule.Named:
		return c.named(at, atom)
	case rule.Tag:
		return c.tags([]string{atom.Text}), nil
	default:
	}
	seq := c.literal(atom.Text)
	if len(seq) == 0 {
		return nil, fmt.Errorf("%q has no letter and no digit", atom.Text)
	}
	last := len(seq) - 1
	switch atom.Kind {
	case rule.Inflect:
		words := strings.FieldsFunc(atom.Text, func(r rune) bool { return r == '-' })
		seq[last] = inflections(seq[last].members[0].Text, at.lang, startsUpper(words[len(words)-1]))
	case rule.Prefix:
		seq[last] = one(match.Prefix, seq[last].members[0].Text)
	case rule.Proper:
		seq[0] = one(match.Proper, seq[0].members[0].Text)
	case rule.Suffix:
		seq[0] = one(match.Suffix, seq[0].members[0].Text)
	default: // exactly as written
	}
	return []sequence{seq}, affixFits(seq)
}

func startsUpper(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// affixFits refuses affixes that are longer than the matcher looks.
func affixFits(seq sequence) error {
	for _, w := range seq {
		for _, m := range w.members {
			if (m.Kind == match.Prefix || m.Kind == match.Suffix) && len(m.Text) > match.MaxAffix {
				return fmt.Errorf("%q is longer than the %d letters a word* or *word may have", m.Text, match.MaxAffix)
			}
		}
	}
	return nil
}

// literal cuts and folds text exactly as a draft is. A cashtag stays one word, with its sign.
func (c *compiler) literal(s string) sequence {
	t := c.reader.Read(s)
	var seq sequence
	tags := t.Compounds
	for i := range t.Words {
		for len(tags) > 0 && int(tags[0].First) < i {
			tags = tags[1:]
		}
		if len(tags) > 0 && int(tags[0].First) == i && tags[0].Sign == '$' {
			seq = append(seq, one(match.Whole, string(t.Whole(&tags[0]))))
			continue
		}
		seq = append(seq, one(match.Exact, string(t.Folded(&t.Words[i]))))
	}
	return seq
}

func one(kind match.Kind, folded string) word {
	return word{members: []match.Member{{Kind: kind, Text: folded}}}
}

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
			all = append(all, sequence{one(match.Whole, string(whole))})
		}
	}
	return all
}
