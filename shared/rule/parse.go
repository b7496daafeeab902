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
		p.whole().read(root, "")
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return p.pack, nil
}

// packReader reads one pack and remembers what can be judged only at its end.
type packReader struct {
	reader
	pack           *Pack
	refs           []reference
	list           string     // the list or topic whose phrases are being read
	ids            map[ID]int // the line of each id
	phraseCount    int        // of the pack
	patternCount   int        // of the pack
	conditionCount int        // of the rule being read
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
	ruleID       = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[A-Za-z0-9_+-]+)+$`)
	ruleGroup    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[A-Za-z0-9_+-]+)*\.(\*|[A-Za-z0-9_+-]+)$`)
	jurisdiction = regexp.MustCompile(`^[a-z]{2}(-[a-z]{2})?$`)
	languageTag  = regexp.MustCompile(`^[a-z]{2,3}$`)
	httpsAddress = regexp.MustCompile(`^https://[^ \t\n"<>]+$`)
	domain       = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)

	anyCaseDomain = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$`)
)

// whole is the field of the file itself.
func (p *packReader) whole() field {
	return p.record("pack", func() record {
		k := p.pack
		return record{
			keys: []key{
				need("pack", p.named(&k.Name, packName, "a pack's name has small letters, digits, - and _"), "the pack's file-safe name"),
				need("title", p.text(&k.Title), "what people call the pack"),
				need("language", p.named(&k.Language, languageTag, "a language is written as en or de"), "the language of its phrases: en, de, fr or es"),
				need("owner", p.text(&k.Owner), "who answers for its rules: a key of the profile's contacts, or an address"),
				need("review_by", p.date(&k.ReviewBy), "the day by which its rules are to be looked at again"),
				may("jurisdictions", p.jurisdictions(&k.Jurisdictions), "where its rules hold; everywhere when left out"),
				may("lists", p.lists(&k.Lists), "named lists of phrases, which phrases refer to as {name}"),
				may("topics", p.lists(&k.Topics), "subjects that open the gate"),
				may("example_profile", p.profile(&k.ExampleProfile), "what the examples assume; the keys of profile.yaml"),
				need("rules", p.rules(&k.Rules), "what must not stand in a draft, or must"),
				may("policies", p.policies(&k.Policies), "requirements on settings, not on texts; shown to administrators"),
			},
			done: func(*yaml.Node, string, map[string]*yaml.Node) {
				p.inherit()
				p.checkReferences()
				p.checkCycles()
			},
		}
	})
}

// lists reads named lists: a list of phrases, or one with the language it is in.
func (p *packReader) lists(to *map[string]List) field {
	shape := &shape{Pattern: listName.String()}
	allowed := func(key *yaml.Node, path string) bool {
		switch {
		case !listName.MatchString(key.Value):
			p.at(key, path, fmt.Sprintf("%q: a list's name has small letters, digits and _", key.Value))
		case slices.Contains(BuiltIns(), key.Value):
			p.at(key, path, fmt.Sprintf("{%s} is built in and cannot be written over", key.Value))
		default:
			return true
		}
		return false
	}
	return entries(&p.reader, to, shape, allowed, func(key *yaml.Node, to *List) field {
		plain := p.phrases(&to.Phrases)
		f := byKind(yaml.MappingNode, p.listInLanguage(to), plain)
		return field{
			read: func(n *yaml.Node, path string) {
				p.list, to.Line = key.Value, Line(key.Line)
				f.read(n, path)
				p.list = ""
			},
			shape: f.shape,
		}
	})
}

func (p *packReader) listInLanguage(to *List) field {
	return p.record("list", func() record {
		return record{keys: []key{
			need("language", p.choice(&to.Language, Languages()...), "how its phrases inflect"),
			need("phrases", p.phrases(&to.Phrases), "the phrases"),
		}}
	})
}

// phrases reads a non-empty list of phrases and remembers the lists they name.
func (p *packReader) phrases(to *[]Phrase) field {
	return p.filled(list(&p.reader, to, MaxPhrases, p.phrase), "the list is empty")
}

func (p *packReader) phrase(to *Phrase) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := p.scalar(n, path)
			if !ok || !p.mayGrow(n, path, s) {
				return
			}
			slots, err := ParsePhrase(s)
			if err != nil {
				p.at(n, path, err.Error())
				return
			}
			p.note(slots, n, path)
			*to = Phrase{Text: s, Line: Line(n.Line)}
		},
		shape: fixed(word(MaxPhrase)),
	}
}

// mayGrow counts the pack's phrases and notes one that is too long or one too many.
func (p *packReader) mayGrow(n *yaml.Node, path, phrase string) bool {
	p.phraseCount++
	if p.phraseCount == MaxPhrases+1 {
		p.at(n, path, fmt.Sprintf("the pack has more than %d phrases, which is the limit", MaxPhrases))
	}
	if len(phrase) > MaxPhrase {
		p.at(n, path, fmt.Sprintf("the phrase has %d bytes; the limit is %d", len(phrase), MaxPhrase))
	}
	return p.phraseCount <= MaxPhrases && len(phrase) <= MaxPhrase
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

// inherit gives every rule and policy the pack's owner, review date and jurisdictions where it
// has none of its own.
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
	for i := range p.pack.Policies {
		policy := &p.pack.Policies[i]
		if policy.ReviewBy == "" {
			policy.ReviewBy = p.pack.ReviewBy
		}
		if len(policy.Jurisdictions) == 0 {
			policy.Jurisdictions = p.pack.Jurisdictions
		}
	}
}
