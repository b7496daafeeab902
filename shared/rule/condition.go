package rule

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Detectors are the detectors that ship in the engine.
func Detectors() []string {
	return []string{
		"bank_account", "birth_date", "card", "contact_list", "credential", "driving_licence", "email", "iban", "ip", "medical_record",
		"national_id", "passport", "person", "phone", "street_address", "us_ssn", "vehicle", "wallet",
	}
}

func (p *packReader) conditions(to *[]Condition, depth int) field {
	f := list(&p.reader, to, MaxConditions, func(to *Condition) field { return p.condition(to, depth) })
	return p.filled(f, "the list is empty")
}

// find reads the one condition of a rule's find.
func (p *packReader) find(to **Condition) field {
	var c Condition
	return checked(p.condition(&c, 0), func(*yaml.Node, string) { *to = &c })
}

// condition reads one node: exactly one operator, and what modifies it.
func (p *packReader) condition(to *Condition, depth int) field {
	f := p.record("condition", func() record {
		operators := p.operators(to, depth)
		modifiers := []key{
			may("language", p.choice(&to.Language, Languages()...), "how the phrases inflect and what negates them; the pack's where it is left out"),
			may("negated", p.choice(&to.Negated, "drop", "keep", "only"), "what a denied match means"),
			may("quoted", p.choice(&to.Quoted, "keep", "drop"), "what a match inside quotation marks means"),
		}
		return record{
			keys: append(operators, modifiers...), one: names(operators), what: "a condition",
			done: func(n *yaml.Node, path string, seen map[string]*yaml.Node) { p.speak(to, path, seen) },
		}
	})
	return field{
		read: func(n *yaml.Node, path string) {
			to.Line = Line(n.Line)
			if p.mayNest(n, path, depth) {
				f.read(n, path)
			}
		},
		shape: f.shape,
	}
}

// mayNest counts conditions and notes where they are too deep or too many.
func (p *packReader) mayNest(n *yaml.Node, path string, depth int) bool {
	p.conditionCount++
	switch {
	case depth > maxDepth:
		p.at(n, path, fmt.Sprintf("all and any stand more than %d deep inside each other", maxDepth))
	case p.conditionCount == MaxConditions+1:
		p.at(n, path, fmt.Sprintf("the rule has more than %d conditions, which is the limit", MaxConditions))
	}
	return depth <= maxDepth && p.conditionCount <= MaxConditions
}

// operators is the table of what a condition can ask.
func (p *packReader) operators(to *Condition, depth int) []key {
	return []key{
		may("phrases", p.phrases(&to.Phrases), "one of the phrases stands in the draft"),
		may("near", p.nearby(&to.Near), "a phrase of each stands within so many words"),
		may("swap", p.swaps(&to.Swaps), "one of the phrases stands in the draft; each has words to write instead"),
		may("pattern", p.pattern(&to.Patterns), "a regular expression in RE2's syntax matches the author's own characters"),
		may("patterns", p.patterns(&to.Patterns), "one of several regular expressions matches"),
		may("detect", p.choice(&to.Detect, Detectors()...), "a detector finds something"),
		may("disclaimer", p.text(&to.Disclaimer), "the profile's approved text of this id stands in the draft"),
		may("count", p.count(&to.Count), "the draft has more, or fewer, than so many of something"),
		may("link", p.link(&to.Link), "a link leads to where it says"),
		may("embargo", p.yes(&to.Embargo), "a name of the profile's embargoes stands in the draft, before its day"),
		may("topic", p.named(&to.Topic, listName, "a topic's name has small letters, digits and _"), "a topic of any loaded pack is touched"),
		may("field", p.circumstance(&to.Field), "a circumstance of the draft holds"),
		may("all", p.conditions(&to.All, depth+1), "all of these hold"),
		may("any", p.conditions(&to.Any, depth+1), "at least one of these holds"),
	}
}

// speak settles the language: all and any hand theirs to what reads words below them, and on
// what reads no words a language is a mistake.
func (p *packReader) speak(c *Condition, path string, seen map[string]*yaml.Node) {
	switch {
	case c.Language == "" || c.readsWords():
	case len(c.All)+len(c.Any) > 0:
		hand(c.All, c.Language)
		hand(c.Any, c.Language)
		c.Language = ""
	default:
		p.at(seen["language"], join(path, "language"), "only phrases and near, and all and any around them, are of a language")
	}
}

func (c *Condition) readsWords() bool { return len(c.Phrases)+len(c.Swaps) > 0 || c.Near != nil }

func hand(to []Condition, language string) {
	for i := range to {
		c := &to[i]
		if c.readsWords() && c.Language == "" {
			c.Language = language
		}
		hand(c.All, language)
		hand(c.Any, language)
	}
}
