package rule

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

func severities() []string { return []string{"advise", "warn", "review", "block"} }
func positions() []string  { return []string{"employee", "ambassador", "officer"} }
func surfaces() []string   { return []string{"post", "comment", "message", "article", "static"} }

func (p *packReader) rules(to *[]Rule) field {
	f := list(&p.reader, to, MaxRules, func(to *Rule) field {
		return p.inRule(p.record("rule", func() record { return p.oneRule(to) }), func(n *yaml.Node) { to.Line = Line(n.Line) })
	})
	return p.filled(f, "a pack has at least one rule")
}

// inRule reads what has an id of its own: its problems name it, and no other may have it.
// Places within it are told from its own root.
func (p *packReader) inRule(f field, begin func(n *yaml.Node)) field {
	return field{
		read: func(n *yaml.Node, _ string) {
			p.rule, p.conditionCount = peekID(n), 0
			begin(n)
			f.read(n, "")
			p.unique(n)
			p.rule = ""
		},
		shape: f.shape,
	}
}

func (p *packReader) unique(n *yaml.Node) {
	id := p.rule
	if line, twice := p.ids[id]; twice && id != "" {
		p.at(n, "id", fmt.Sprintf("the rule of line %d has this id already", line))
		return
	}
	if p.ids == nil {
		p.ids = map[ID]int{}
	}
	p.ids[id] = n.Line
}

// peekID finds an id before the rest is read, so that problems can name it.
func peekID(n *yaml.Node) ID {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "id" && n.Content[i+1].Kind == yaml.ScalarNode {
			return ID(n.Content[i+1].Value)
		}
	}
	return ""
}

func (p *packReader) oneRule(rule *Rule) record {
	rule.Override = true
	return record{
		keys: append(p.ruleHead(rule), p.ruleBody(rule)...),
		one:  []string{"find", "require"}, what: "a rule",
		done: func(_ *yaml.Node, _ string, seen map[string]*yaml.Node) { p.checkRule(rule, seen) },
	}
}

// ruleHead is what a rule says about itself.
func (p *packReader) ruleHead(rule *Rule) []key {
	return []key{
		need("id", p.id(&rule.ID), "group.name, unique in the whole library"),
		need("title", p.text(&rule.Title), "the rule's short name"),
		need("severity", p.severity(&rule.Severity), "what a finding asks of the author"),
		need("reason", p.text(&rule.Reason), "plain words: why, and what to do"),
		may("question", p.flag(&rule.Question), "an advise finding that asks"),
		may("protect", p.flag(&rule.Protect), "what it finds is protected speech: nothing is flagged"),
		may("always", p.flag(&rule.Always), "runs before the gate and opens it: secrets, personal data"),
		may("override", p.flag(&rule.Override), "may the author let it pass with a recorded reason? true where it is left out"),
		may("owner", p.text(&rule.Owner), "who answers for the rule; the pack's where it is left out"),
		may("review_by", p.date(&rule.ReviewBy), "the day by which the rule is to be looked at again"),
		need("source", p.source(&rule.Source), "what the rule rests on, and how that was read"),
		may("from", p.date(&rule.From), "the rule's first day"),
		may("until", p.date(&rule.Until), "the first day without it"),
		may("surfaces", p.choices(&rule.Surfaces, surfaces()...), "where it looks; everywhere when left out"),
		may("jurisdictions", p.jurisdictions(&rule.Jurisdictions), "where it holds; the pack's when left out"),
		may("escalate", p.escalate(&rule.Escalate), "another severity from a day on or under a circumstance"),
		may("silences", p.silences(&rule.Silences), "while find holds, these rules find nothing"),
		need("examples", p.examples(&rule.Examples), "what proves the rule"),
	}
}

// ruleBody is what a rule looks for.
func (p *packReader) ruleBody(rule *Rule) []key {
	return []key{
		may("when", p.conditions(&rule.When, 0), "conditions that must all hold"),
		may("unless", p.conditions(&rule.Unless, 0), "conditions of which none may hold, anywhere in the draft"),
		may("find", p.find(&rule.Find), "each match is a finding"),
		may("require", p.require(&rule.Require), "the finding is that something is missing"),
		may("except", p.phrases(&rule.Except), "a match of find that overlaps one of these is dropped"),
		may("except_near", p.exceptNear(&rule.ExceptNear), "a match of find is dropped when one of these stands near it"),
		may("fixes", p.fixes(&rule.Fixes), "edits to offer"),
	}
}

func (p *packReader) id(to *ID) field {
	var s string
	f := p.named(&s, ruleID, "a rule's id is a group, a dot and a name: finra.promissory")
	return checked(f, func(*yaml.Node, string) { *to = ID(s) })
}

func (p *packReader) severity(to *Severity) field {
	var s string
	return checked(p.choice(&s, severities()...), func(*yaml.Node, string) { *to = Severity(s) })
}

func (p *packReader) source(to *Source) field {
	return p.record("source", func() record {
		return record{
			keys: []key{
				need("title", p.text(&to.Title), "the law, rule or guide, with its section"),
				may("url", p.url(&to.URL), "where it was read; none rather than one nobody has seen"),
				need("checked", p.date(&to.Checked), "the day somebody read it"),
				need("by", p.choice(&to.By, "vendor", "secondary", "background"), "what was read: the regulator's own page, a secondary source, or nothing yet"),
			},
			done: func(n *yaml.Node, _ string, _ map[string]*yaml.Node) { to.Line = Line(n.Line) },
		}
	})
}

func (p *packReader) policies(to *[]Policy) field {
	return list(&p.reader, to, MaxRules, func(to *Policy) field {
		return p.inRule(p.policy(to), func(n *yaml.Node) { to.Line = Line(n.Line) })
	})
}

func (p *packReader) policy(to *Policy) field {
	return p.record("policy", func() record {
		return record{
			keys: []key{
				need("id", p.id(&to.ID), "group.name, of the same space as the rules' ids"),
				need("title", p.text(&to.Title), "the policy's short name"),
				need("reason", p.text(&to.Reason), "plain words: why, and what to set"),
				need("source", p.source(&to.Source), "what it rests on"),
				need("concerns", p.named(&to.Concerns, listName, "a setting's name has small letters, digits and _"), "the setting it is about"),
				may("from", p.date(&to.From), "its first day"),
				may("until", p.date(&to.Until), "the first day without it"),
				may("review_by", p.date(&to.ReviewBy), "the day by which it is to be looked at again"),
				may("jurisdictions", p.jurisdictions(&to.Jurisdictions), "where it holds; the pack's when left out"),
				may("roles", p.choices(&to.Roles, positions()...), "whom it concerns; everybody when left out"),
			},
			done: func(_ *yaml.Node, _ string, seen map[string]*yaml.Node) { p.checkPeriod(to.From, to.Until, seen) },
		}
	})
}
