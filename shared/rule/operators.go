package rule

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

func (p *packReader) nearby(to **Near) field {
	return p.record("near", func() record {
		near := &Near{Same: "sentence", Order: "any"}
		return record{
			keys: []key{
				need("first", p.phrases(&near.First), "the phrases of the one side"),
				need("second", p.phrases(&near.Second), "the phrases of the other side"),
				need("within", p.number(&near.Within, 0, 100), "words between the two at most"),
				may("same", p.choice(&near.Same, "sentence", "text"), "how far apart they may stand; sentence where it is left out"),
				may("order", p.choice(&near.Order, "any", "first"), "first: first stands before second"),
			},
			done: func(*yaml.Node, string, map[string]*yaml.Node) { *to = near },
		}
	})
}

// swaps reads pairs of phrases to avoid and words to write instead.
func (p *packReader) swaps(to *[]Swap) field {
	return p.filled(list(&p.reader, to, MaxEntries, p.swap), "the list is empty")
}

func (p *packReader) swap(to *Swap) field {
	f := p.record("swap", func() record {
		return record{keys: []key{
			need("phrases", p.phrases(&to.Phrases), "the words to avoid"),
			need("with", p.filled(p.texts(&to.With), "the list is empty"), "the words to write instead, the best first"),
		}}
	})
	return checked(f, func(n *yaml.Node, _ string) { to.Line = Line(n.Line) })
}

// pattern reads one regular expression.
func (p *packReader) pattern(to *[]Pattern) field {
	var one Pattern
	return checked(p.onePattern(&one), func(*yaml.Node, string) { *to = append(*to, one) })
}

func (p *packReader) patterns(to *[]Pattern) field {
	return p.filled(list(&p.reader, to, MaxPatterns, p.onePattern), "the list is empty")
}

func (p *packReader) onePattern(to *Pattern) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := p.scalar(n, path)
			if !ok {
				return
			}
			p.patternCount++
			if p.patternCount == MaxPatterns+1 {
				p.at(n, path, fmt.Sprintf("the pack has more than %d patterns, which is the limit", MaxPatterns))
			}
			if _, err := ParsePattern(s); err != nil {
				p.at(n, path, err.Error())
				return
			}
			*to = Pattern{Text: s, Line: Line(n.Line)}
		},
		shape: fixed(&shape{Type: "string", MaxLength: MaxPattern}),
	}
}

func (p *packReader) count(to **Count) field {
	return p.record("count", func() record {
		c := &Count{}
		return record{
			keys: []key{
				need("of", p.choice(&c.Of, Countables()...), "what is counted"),
				may("over", p.bound(&c.Over, 0, MaxCount), "holds with more than this"),
				may("under", p.bound(&c.Under, 1, MaxCount), "holds with fewer than this"),
			},
			done: func(n *yaml.Node, path string, seen map[string]*yaml.Node) {
				switch {
				case seen["over"] == nil && seen["under"] == nil:
					p.at(n, path, "a count needs over, under or both")
				case c.Over != nil && c.Under != nil && *c.Over+1 >= *c.Under:
					p.at(n, path, fmt.Sprintf("no number is over %d and under %d", *c.Over, *c.Under))
				}
				*to = c
			},
		}
	})
}

// link reads "own", or the domains that links lead to.
func (p *packReader) link(to **Link) field {
	var whose string
	short := checked(p.choice(&whose, "any", "own", "foreign"), func(*yaml.Node, string) { *to = &Link{Whose: whose} })
	return byKind(yaml.ScalarNode, short, p.record("link", func() record {
		l := &Link{}
		keys := []key{
			may("to", p.domains(&l.To), "links to these domains and below them"),
			may("not_to", p.domains(&l.NotTo), "links to any other domain"),
		}
		return record{
			keys: keys, one: names(keys), what: "a link",
			done: func(n *yaml.Node, path string, seen map[string]*yaml.Node) {
				if len(l.To)+len(l.NotTo) == 0 && len(seen) > 0 {
					p.at(n, path, "name at least one domain")
				}
				*to = l
			},
		}
	}))
}
