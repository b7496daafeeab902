package rule

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Parse reads a pack. name is how the file is called in problems. The error, if any, is a
// Problems with every fault of the file, not only the first; the pack is nil then.
func Parse(name string, src []byte) (*Pack, error) {
	p := packReader{reader: reader{file: name}, pack: &Pack{Source: src}}
	if root := p.root(src); root != nil {
		p.readPack(root)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return p.pack, nil
}

// packReader reads one pack and remembers what can be judged only at its end.
type packReader struct {
	reader
	pack *Pack
	refs []reference
	list string // the list or topic whose phrases are being read
}

// reference is one {name} of a phrase.
type reference struct {
	name, list string
	rule       ID
	node       *yaml.Node
	path       string
}

var (
	packName     = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
	listName     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	ruleID       = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_+-]+)+$`)
	jurisdiction = regexp.MustCompile(`^[a-z]{2}(-[a-z]{2})?$`)
	languageTag  = regexp.MustCompile(`^[a-z]{2,3}$`)
)

func (p *packReader) readPack(n *yaml.Node) {
	k := p.pack
	seen := p.object(n, "", map[string]read{
		"pack":            p.named(&k.Name, packName, "a pack's name has small letters, digits, - and _"),
		"title":           p.text(&k.Title),
		"language":        p.named(&k.Language, languageTag, "a language is written as en or de"),
		"owner":           p.text(&k.Owner),
		"review_by":       p.date(&k.ReviewBy),
		"jurisdictions":   p.jurisdictions(&k.Jurisdictions),
		"example_profile": p.exampleProfile,
		"lists":           p.lists(&k.Lists),
		"topics":          p.lists(&k.Topics),
		"rules":           p.rules,
	})
	p.need(n, "", seen, "pack", "title", "language", "owner", "review_by", "rules")
	p.inherit()
	p.checkReferences()
	p.checkCycles()
}

// named reads a text of a given shape.
func (r *reader) named(to *string, shape *regexp.Regexp, hint string) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		if !shape.MatchString(s) {
			r.at(n, path, fmt.Sprintf("%q: %s", s, hint))
			return
		}
		*to = s
	}
}

func (r *reader) jurisdictions(to *[]string) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one string
			if r.named(&one, jurisdiction, "a jurisdiction is written as us, uk, eu or us-co")(n, path); one != "" {
				*to = append(*to, one)
			}
		})
	}
}

func (p *packReader) exampleProfile(n *yaml.Node, path string) {
	p.profile(&p.pack.ExampleProfile, n, path)
}

func (p *packReader) lists(to *map[string]List) read {
	return func(n *yaml.Node, path string) {
		*to = map[string]List{}
		p.entries(n, path, func(key, value *yaml.Node, path string) {
			if !listName.MatchString(key.Value) {
				p.at(key, path, fmt.Sprintf("%q: a list's name has small letters, digits and _", key.Value))
				return
			}
			if slices.Contains(BuiltIns(), key.Value) {
				p.at(key, path, fmt.Sprintf("{%s} is built in and cannot be written over", key.Value))
				return
			}
			p.list = key.Value
			l := List{Line: Line(key.Line)}
			p.phrases(&l.Phrases)(value, path)
			p.list = ""
			(*to)[key.Value] = l
		})
	}
}

// phrases reads a non-empty list of phrases and remembers the lists they name.
func (p *packReader) phrases(to *[]Phrase) read {
	return func(n *yaml.Node, path string) {
		p.reader.list(n, path, func(n *yaml.Node, path string) {
			s, ok := p.scalar(n, path)
			if !ok {
				return
			}
			slots, err := ParsePhrase(s)
			if err != nil {
				p.at(n, path, err.Error())
				return
			}
			p.note(slots, n, path)
			*to = append(*to, Phrase{Text: s, Line: Line(n.Line)})
		})
		if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			p.at(n, path, "the list is empty")
		}
	}
}

func (p *packReader) note(slots []Slot, n *yaml.Node, path string) {
	for _, slot := range slots {
		for _, atom := range slot.Atoms {
			if atom.Kind == Named {
				p.refs = append(p.refs, reference{atom.Text, p.list, p.rule, n, path})
			}
		}
	}
}

func (p *packReader) rules(n *yaml.Node, path string) {
	first := map[ID]int{}
	p.reader.list(n, path, func(n *yaml.Node, path string) {
		p.rule = peekID(n)
		rule := Rule{Line: Line(n.Line), Override: true}
		p.readRule(&rule, n)
		if line, twice := first[rule.ID]; twice && rule.ID != "" {
			p.at(n, "id", fmt.Sprintf("the rule of line %d has this id already", line))
		} else {
			first[rule.ID] = n.Line
		}
		p.pack.Rules = append(p.pack.Rules, rule)
		p.rule = ""
	})
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		p.at(n, path, "a pack has at least one rule")
	}
}

// peekID finds a rule's id before it is read, so that its problems can name it.
func peekID(n *yaml.Node) ID {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "id" && n.Content[i+1].Kind == yaml.ScalarNode {
			return ID(n.Content[i+1].Value)
		}
	}
	return ""
}

// inherit gives every rule the pack's owner and review date where it has none of its own.
func (p *packReader) inherit() {
	for i := range p.pack.Rules {
		r := &p.pack.Rules[i]
		if r.Owner == "" {
			r.Owner = p.pack.Owner
		}
		if r.ReviewBy == "" {
			r.ReviewBy = p.pack.ReviewBy
		}
		if len(r.Jurisdictions) == 0 {
			r.Jurisdictions = p.pack.Jurisdictions
		}
	}
}
