package compile

import (
	"fmt"

	"vouch/shared/match"
	"vouch/shared/rule"
)

// list is a named list, compiled once for each language that phrases refer to it in.
type list struct {
	choices []sequence // how a phrase refers to it: its words, or one atom for all its phrases
	open    bool       // being compiled: whoever asks for it now refers to it in a circle
	err     error
}

// named is a list of the pack, or a built-in one.
func (c *compiler) named(at place, atom rule.Atom) ([]sequence, error) {
	name := atom.Text
	sequences, ok := c.builtin(atom, at.lang)
	key := at.lang + "{" + name + "}"
	if atom.Bounds != nil {
		key += fmt.Sprint(*atom.Bounds)
	}
	if !ok {
		if _, has := at.pack.Lists[name]; !has {
			return nil, fmt.Errorf("there is no list {%s} in this pack and none is built in", name)
		}
		key = at.pack.Name + key
	}
	l := c.lists[key]
	switch {
	case l == nil:
		l = &list{open: true}
		c.lists[key] = l
		if !ok {
			sequences, l.err = c.phrasesOf(at, name)
		}
		l.choices, l.open = c.choose(sequences), false
	case l.open:
		return nil, fmt.Errorf("list {%s} refers to itself", name)
	}
	return l.choices, l.err
}

// phrasesOf expands the phrases of a pack's list.
func (c *compiler) phrasesOf(at place, name string) ([]sequence, error) {
	var all []sequence
	list := at.pack.Lists[name]
	if list.Language != "" {
		at.lang = list.Language
	}
	for _, p := range list.Phrases {
		sequences, err := c.expand(at, p.Text)
		if err != nil {
			return nil, fmt.Errorf("list {%s}, line %d: %w", name, p.Line, err)
		}
		if !c.mayGrow(at, sequences) {
			return nil, nil
		}
		all = append(all, sequences...)
	}
	return all, nil
}

// choose decides how phrases refer to a list: a list of single words is a class of words, any
// other an atom that the matcher finds first, so that names do not multiply with phrases.
func (c *compiler) choose(sequences []sequence) []sequence {
	words := true
	var members []match.Member
	for _, seq := range sequences {
		words = words && len(seq) == 1 && len(seq[0].members) > 0
		if words {
			members = append(members, seq[0].members...)
		}
	}
	switch {
	case len(sequences) == 0:
		return nil
	case words:
		return []sequence{{{members: members}}}
	}
	atom := c.builder.List()
	for _, seq := range sequences {
		if atoms, ok := c.atoms(seq); ok {
			c.builder.AddTo(atom, atoms)
		}
	}
	return []sequence{{{list: atom}}}
}
