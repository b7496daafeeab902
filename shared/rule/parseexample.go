package rule

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

func (p *packReader) examples(to *Examples) field {
	return p.record("examples", func() record {
		return record{keys: []key{
			need("flag", p.exampleList(&to.Flag), "texts that the rule must flag"),
			need("pass", p.exampleList(&to.Pass), "texts that the rule must leave alone"),
		}}
	})
}

func (p *packReader) exampleList(to *[]Example) field {
	return p.filled(list(&p.reader, to, MaxExamples, p.example), "give at least one example")
}

// example is a plain text, or a mapping that also says under which circumstances.
func (p *packReader) example(to *Example) field {
	plain := field{
		read: func(n *yaml.Node, path string) {
			to.Line = Line(n.Line)
			if s, ok := p.scalar(n, path); ok && p.notTooLong(n, path, s) {
				to.Text = s
			}
		},
		shape: fixed(word(MaxExample)),
	}
	return byKind(yaml.ScalarNode, plain, p.record("example", func() record {
		var pieces []string
		return record{
			keys: []key{
				may("text", p.textUpTo(&to.Text, MaxExample), "the draft"),
				may("join", p.pieces(&pieces), "the draft in pieces, so that no scanner takes it for a leaked secret"),
				may("quote", p.textUpTo(&to.Quote, MaxExample), "what a finding must quote"),
				may("surface", p.choice(&to.Surface, surfaces()...), "where it is written; post where it is left out"),
				may("date", p.date(&to.Date), "the day it is written"),
				may("lang", p.named(&to.Lang, languageTag, "a language is written as en or de"), "the draft's language, as far as it is known"),
				may("context", p.context(&to.Context), "what the text cannot show"),
			},
			one: []string{"join", "text"}, what: "an example",
			done: func(n *yaml.Node, path string, _ map[string]*yaml.Node) {
				to.Line = Line(n.Line)
				if whole := strings.Join(pieces, ""); to.Text == "" && p.notTooLong(n, path, whole) {
					to.Text = whole
				}
			},
		}
	}))
}

func (p *packReader) notTooLong(n *yaml.Node, path, text string) bool {
	if len(text) <= MaxExample {
		return true
	}
	p.at(n, path, fmt.Sprintf("the text has %d bytes; the limit is %d", len(text), MaxExample))
	return false
}

// pieces reads a text cut in pieces, so that no scanner of repositories takes the example of
// a secret for a leaked one. Blanks at the ends of a piece count.
func (p *packReader) pieces(to *[]string) field {
	return list(&p.reader, to, MaxEntries, func(to *string) field {
		return field{
			read: func(n *yaml.Node, path string) {
				if s, ok := p.scalar(n, path); ok {
					*to = s
				}
			},
			shape: fixed(word(MaxExample)),
		}
	})
}

func (p *packReader) context(to *map[string]string) field {
	known := append(Facts(), Values()...)
	allowed := func(*yaml.Node, string) bool { return true }
	return entries(&p.reader, to, &shape{Enum: known}, allowed, func(key *yaml.Node, to *string) field {
		return field{
			read: func(n *yaml.Node, path string) {
				if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
					p.at(n, path, "a single value is expected here")
					return
				}
				if why, meant := checkContext(key.Value, n.Value); why != "" {
					p.near(key, path, why, meant)
					return
				}
				*to = n.Value
			},
			shape: fixed(&shape{Type: []string{"string", "boolean"}}),
		}
	})
}
