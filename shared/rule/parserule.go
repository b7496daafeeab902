package rule

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

func severities() []string { return []string{"advise", "warn", "review", "block"} }
func surfaces() []string   { return []string{"post", "comment", "message", "article", "static"} }

func (p *packReader) readRule(rule *Rule, n *yaml.Node) {
	var id, severity string
	seen := p.object(n, "", map[string]read{
		"id":            p.named(&id, ruleID, "a rule's id is a group, a dot and a name: finra.promissory"),
		"title":         p.text(&rule.Title),
		"severity":      p.choice(&severity, severities()...),
		"reason":        p.text(&rule.Reason),
		"question":      p.flag(&rule.Question),
		"protect":       p.flag(&rule.Protect),
		"always":        p.flag(&rule.Always),
		"override":      p.flag(&rule.Override),
		"owner":         p.text(&rule.Owner),
		"review_by":     p.date(&rule.ReviewBy),
		"source":        p.source(&rule.Source),
		"from":          p.date(&rule.From),
		"until":         p.date(&rule.Until),
		"surfaces":      p.choices(&rule.Surfaces, surfaces()...),
		"jurisdictions": p.jurisdictions(&rule.Jurisdictions),
		"when":          p.conditions(&rule.When, 0),
		"unless":        p.conditions(&rule.Unless, 0),
		"find":          p.find(&rule.Find),
		"require":       p.require(&rule.Require),
		"except":        p.phrases(&rule.Except),
		"fixes":         p.fixes(&rule.Fixes),
		"examples":      p.examples(&rule.Examples),
	})
	rule.ID, rule.Severity = ID(id), Severity(severity)
	p.need(n, "", seen, "id", "title", "severity", "reason", "source", "examples")
	p.checkRule(rule, n, seen)
}

// checkRule notes what only the rule as a whole can show.
func (p *packReader) checkRule(rule *Rule, n *yaml.Node, seen map[string]*yaml.Node) {
	switch find, require := seen["find"], seen["require"]; {
	case n.Kind != yaml.MappingNode:
	case find == nil && require == nil:
		p.at(n, "", "a rule has either find or require; this one has neither")
	case find != nil && require != nil:
		p.at(require, "require", "a rule has either find or require, not both")
	case require != nil && seen["except"] != nil:
		p.at(seen["except"], "except", "except narrows what find matches; a rule with require has nothing to narrow (use unless)")
	}
	if rule.From != "" && rule.Until != "" && rule.From >= rule.Until {
		p.at(seen["until"], "until", fmt.Sprintf("the rule ends on %s before it begins on %s", rule.Until, rule.From))
	}
	if rule.Protect && rule.Always {
		p.at(seen["protect"], "protect", "a rule that protects speech cannot open the gate (always)")
	}
	for _, fix := range rule.Fixes {
		if fix.MoveTop && rule.Require == nil {
			p.at(seen["fixes"], "fixes", "move_top moves what require found too late; this rule has no require")
		}
	}
}

func (p *packReader) source(to *Source) read {
	return func(n *yaml.Node, path string) {
		to.Line = Line(n.Line)
		seen := p.object(n, path, map[string]read{
			"title":   p.text(&to.Title),
			"url":     p.url(&to.URL),
			"checked": p.date(&to.Checked),
			"by":      p.choice(&to.By, "vendor", "secondary", "background"),
		})
		p.need(n, path, seen, "title", "checked", "by")
	}
}

func (r *reader) url(to *string) read {
	return func(n *yaml.Node, path string) {
		var s string
		r.text(&s)(n, path)
		if s != "" && (!strings.HasPrefix(s, "https://") || strings.ContainsAny(s, " \t\n\"<>")) {
			r.at(n, path, fmt.Sprintf("%q is no https address", s))
			return
		}
		*to = s
	}
}

func (p *packReader) require(to **Require) read {
	return func(n *yaml.Node, path string) {
		q := &Require{Line: Line(n.Line), Late: "also"}
		var before, notIn string
		seen := p.object(n, path, map[string]read{
			"phrases": p.phrases(&q.Phrases),
			"before":  p.choice(&before, "fold"),
			"not_in":  p.choice(&notIn, "hashtag_tail"),
			"late":    p.choice(&q.Late, "also", "only", "ignore"),
		})
		p.need(n, path, seen, "phrases")
		q.BeforeFold, q.NotInTail = before == "fold", notIn == "hashtag_tail"
		if seen["late"] != nil && before == "" && notIn == "" {
			p.at(seen["late"], join(path, "late"), "nothing can be late without before or not_in")
		}
		*to = q
	}
}

func (p *packReader) fixes(to *[]Fix) read {
	return func(n *yaml.Node, path string) {
		p.reader.list(n, path, func(n *yaml.Node, path string) {
			*to = append(*to, p.fix(n, path))
		})
	}
}

func (p *packReader) fix(n *yaml.Node, path string) Fix {
	fix := Fix{Line: Line(n.Line)}
	var replace string
	seen := p.object(n, path, map[string]read{
		"label":    p.text(&fix.Label),
		"replace":  p.text(&replace),
		"insert":   p.insert(&fix.Insert),
		"delete":   p.flag(&fix.Delete),
		"move_top": p.flag(&fix.MoveTop),
	})
	p.need(n, path, seen, "label")
	if seen["replace"] != nil {
		fix.Replace = &replace
	}
	edits := 0
	for _, is := range []bool{fix.Replace != nil, fix.Insert != nil, fix.Delete, fix.MoveTop} {
		if is {
			edits++
		}
	}
	if edits != 1 {
		p.at(n, path, "a fix has exactly one of replace, insert, delete: true and move_top: true")
	}
	return fix
}

func (p *packReader) insert(to **Insert) read {
	return func(n *yaml.Node, path string) {
		ins := &Insert{}
		seen := p.object(n, path, map[string]read{
			"at":   p.choice(&ins.At, "start", "end"),
			"text": p.text(&ins.Text),
		})
		p.need(n, path, seen, "at", "text")
		*to = ins
	}
}

func (p *packReader) examples(to *Examples) read {
	return func(n *yaml.Node, path string) {
		seen := p.object(n, path, map[string]read{
			"flag": p.exampleList(&to.Flag),
			"pass": p.exampleList(&to.Pass),
		})
		p.need(n, path, seen, "flag", "pass")
	}
}

func (p *packReader) exampleList(to *[]Example) read {
	return func(n *yaml.Node, path string) {
		p.reader.list(n, path, func(n *yaml.Node, path string) {
			*to = append(*to, p.example(n, path))
		})
		if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			p.at(n, path, "give at least one example")
		}
	}
}

// example is a plain text, or a mapping that also says under which circumstances.
func (p *packReader) example(n *yaml.Node, path string) Example {
	e := Example{Line: Line(n.Line)}
	if n.Kind == yaml.ScalarNode {
		if s, ok := p.scalar(n, path); ok {
			e.Text = s
		}
		return e
	}
	var pieces []string
	seen := p.object(n, path, map[string]read{
		"text":    p.text(&e.Text),
		"join":    p.pieces(&pieces),
		"quote":   p.text(&e.Quote),
		"surface": p.choice(&e.Surface, surfaces()...),
		"date":    p.date(&e.Date),
		"context": p.context(&e.Context),
	})
	if e.Text == "" {
		e.Text = strings.Join(pieces, "")
	}
	if n.Kind == yaml.MappingNode && (seen["text"] == nil) == (seen["join"] == nil) {
		p.at(n, path, "an example has either text or join (the text in pieces)")
	}
	return e
}

// pieces reads a text cut in pieces, so that no scanner of repositories takes the example of
// a secret for a leaked one. Blanks at the ends of a piece count.
func (p *packReader) pieces(to *[]string) read {
	return func(n *yaml.Node, path string) {
		p.reader.list(n, path, func(n *yaml.Node, path string) {
			if s, ok := p.scalar(n, path); ok {
				*to = append(*to, s)
			}
		})
	}
}

func (p *packReader) context(to *map[string]string) read {
	return func(n *yaml.Node, path string) {
		*to = map[string]string{}
		p.entries(n, path, func(key, value *yaml.Node, path string) {
			if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
				p.at(value, path, "a single value is expected here")
				return
			}
			if why, meant := checkCircumstance(key.Value, value.Value); why != "" {
				p.near(key, path, why, meant)
				return
			}
			(*to)[key.Value] = value.Value
		})
	}
}
