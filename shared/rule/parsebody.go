package rule

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

func (p *packReader) exceptNear(to **ExceptNear) field {
	return p.record("except_near", func() record {
		e := &ExceptNear{}
		return record{
			keys: []key{
				need("phrases", p.phrases(&e.Phrases), "what takes the match back"),
				need("within", p.number(&e.Within, 0, 100), "words between the two at most"),
			},
			done: func(n *yaml.Node, _ string, _ map[string]*yaml.Node) { e.Line = Line(n.Line); *to = e },
		}
	})
}

func (p *packReader) escalate(to **Escalate) field {
	return p.record("escalate", func() record {
		e := &Escalate{}
		return record{
			keys: []key{
				need("severity", p.severity(&e.Severity), "the severity from then on"),
				may("from", p.date(&e.From), "from this day on, by the draft's date"),
				may("field", p.circumstance(&e.Field), "under this circumstance"),
			},
			done: func(n *yaml.Node, path string, seen map[string]*yaml.Node) {
				if seen["from"] == nil && seen["field"] == nil {
					p.at(n, path, "an escalation needs from, field or both")
				}
				e.Line = Line(n.Line)
				*to = e
			},
		}
	})
}

func (p *packReader) silences(to *[]string) field {
	f := list(&p.reader, to, MaxEntries, func(to *string) field {
		return p.named(to, ruleGroup, "name a rule (sec.award) or a whole group (finra.*)")
	})
	return p.filled(f, "the list is empty")
}

func (p *packReader) require(to **Require) field {
	return p.record("require", func() record {
		q := &Require{Late: "also", Match: "exact"}
		var before, notIn string
		return record{
			keys: []key{
				may("phrases", p.phrases(&q.Phrases), "one of these phrases"),
				may("disclaimer", p.text(&q.Disclaimer), "the profile's approved text of this id"),
				may("text", p.text(&q.Text), "these words"),
				may("match", p.choice(&q.Match, "exact", "close"), "how closely disclaimer or text must be kept; exact where it is left out"),
				may("before", p.choice(&before, "fold"), "it counts only above the see-more line"),
				may("not_in", p.choice(&notIn, "hashtag_tail"), "it does not count inside a closing run of hashtags"),
				may("late", p.choice(&q.Late, "also", "only", "ignore"), "what standing too late does; also where it is left out"),
			},
			one: []string{"disclaimer", "phrases", "text"}, what: "require",
			done: func(n *yaml.Node, path string, seen map[string]*yaml.Node) {
				q.Line, q.BeforeFold, q.NotInTail = Line(n.Line), before == "fold", notIn == "hashtag_tail"
				p.checkRequire(path, seen)
				*to = q
			},
		}
	})
}

func (p *packReader) checkRequire(path string, seen map[string]*yaml.Node) {
	if seen["late"] != nil && seen["before"] == nil && seen["not_in"] == nil {
		p.at(seen["late"], join(path, "late"), "nothing can be late without before or not_in")
	}
	if seen["match"] != nil && seen["phrases"] != nil {
		p.at(seen["match"], join(path, "match"), "match says how closely disclaimer or text is kept; phrases say it themselves")
	}
}

func (p *packReader) fixes(to *[]Fix) field {
	return list(&p.reader, to, MaxEntries, p.fix)
}

func (p *packReader) fix(to *Fix) field {
	return p.record("fix", func() record {
		var replace string
		edits := []key{
			may("replace", p.text(&replace), "this text in place of the match"),
			may("insert", p.insert(&to.Insert), "a text put at an end of the draft"),
			may("delete", p.yes(&to.Delete), "the match is taken out"),
			may("move_top", p.yes(&to.MoveTop), "what require found too late goes to the top"),
		}
		return record{
			keys: append([]key{need("label", p.text(&to.Label), "what the button says")}, edits...),
			one:  names(edits), what: "a fix",
			done: func(n *yaml.Node, _ string, seen map[string]*yaml.Node) {
				to.Line = Line(n.Line)
				if seen["replace"] != nil {
					to.Replace = &replace
				}
			},
		}
	})
}

func (p *packReader) insert(to **Insert) field {
	return p.record("insert", func() record {
		ins := &Insert{}
		return record{
			keys: []key{
				need("at", p.choice(&ins.At, "start", "end"), "where"),
				need("text", p.text(&ins.Text), "what"),
			},
			done: func(*yaml.Node, string, map[string]*yaml.Node) { *to = ins },
		}
	})
}

// checkRule notes what only the rule as a whole can show.
func (p *packReader) checkRule(rule *Rule, seen map[string]*yaml.Node) {
	if seen["require"] != nil {
		for _, name := range []string{"except", "except_near", "silences"} {
			if seen[name] != nil {
				p.at(seen[name], name, name+" is about what find matches; a rule with require has no find (use unless)")
			}
		}
	}
	p.checkPeriod(rule.From, rule.Until, seen)
	if rule.Protect && rule.Always {
		p.at(seen["protect"], "protect", "a rule that protects speech cannot open the gate (always)")
	}
	p.checkSilence(rule, seen)
	if rule.Require == nil && slices.ContainsFunc(rule.Fixes, func(f Fix) bool { return f.MoveTop }) {
		p.at(seen["fixes"], "fixes", "move_top moves what require found too late; this rule has no require")
	}
}

// checkSilence notes what a rule that has no findings of its own cannot have.
func (p *packReader) checkSilence(rule *Rule, seen map[string]*yaml.Node) {
	if seen["silences"] == nil {
		return
	}
	for _, name := range []string{"protect", "always", "question", "escalate", "fixes"} {
		if seen[name] != nil {
			p.at(seen[name], name, "a rule that silences others has no findings of its own, and protect silences all: leave out one of the two")
		}
	}
	if slices.Contains(rule.Silences, string(rule.ID)) {
		p.at(seen["silences"], "silences", "the rule silences itself")
	}
}

func (p *packReader) checkPeriod(from, until string, seen map[string]*yaml.Node) {
	if from != "" && until != "" && from >= until {
		p.at(seen["until"], "until", fmt.Sprintf("the rule ends on %s before it begins on %s", until, from))
	}
}
