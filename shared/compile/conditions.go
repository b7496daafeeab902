package compile

import (
	"slices"
	"strings"
	"time"

	"vouch/shared/detect"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// manner is what a negated match, and a quoted one, mean where the condition does not say.
type manner struct{ negated, quoted program.Mode }

// plainly takes every match; inFind all but denied ones.
func plainly() manner { return manner{program.Keep, program.Keep} }
func inFind() manner  { return manner{program.Drop, program.Keep} }

// conditions appends conditions to the program and returns their places.
func (c *compiler) conditions(at place, list []rule.Condition, otherwise manner) []uint32 {
	var roots []uint32
	for i := range list {
		roots = append(roots, c.condition(at, &list[i], otherwise))
	}
	return roots
}

// condition appends one condition and, behind it, its children.
func (c *compiler) condition(at place, from *rule.Condition, otherwise manner) uint32 {
	if from.Line > 0 {
		at.line = from.Line
	}
	index := uint32(len(c.program.Conditions))
	c.program.Conditions = append(c.program.Conditions, program.Condition{})
	out := program.Condition{
		Negated: mode(from.Negated, otherwise.negated), Quoted: mode(from.Quoted, otherwise.quoted),
		Over: program.Unbounded, Under: program.Unbounded,
	}
	if from.Language != "" {
		at.lang = from.Language
		out.Tongue = c.tongue(at.lang)
	}
	c.operator(at, from, &out)
	c.program.Conditions[index] = out
	return index
}

// operator compiles what a condition looks for.
func (c *compiler) operator(at place, from *rule.Condition, out *program.Condition) {
	switch {
	case len(from.Phrases) > 0:
		out.Op, out.Set, out.Tongue = program.Phrases, c.newSet(), c.tongue(at.lang)
		c.addPhrases(out.Set, at.in(at.field+".phrases"), from.Phrases)
	case from.Near != nil:
		c.near(at, from.Near, out)
	case from.Detect != "":
		out.Op, out.Detector = program.Detect, c.detector(at, from.Detect)
	case from.Topic != "":
		out.Op, out.Set = program.Topic, c.topic(at, from.Topic)
	case from.Field != "":
		c.field(at.in(at.field+".field"), from.Field, out)
	case len(from.All) > 0:
		out.Op, out.Kids = program.All, c.conditions(at.in(at.field+".all"), from.All, manner{out.Negated, out.Quoted})
	case len(from.Any) > 0:
		out.Op, out.Kids = program.Any, c.conditions(at.in(at.field+".any"), from.Any, manner{out.Negated, out.Quoted})
	case len(from.Patterns) > 0:
		c.pattern(at, from.Patterns, out)
	case len(from.Swaps) > 0:
		c.swaps(at, from.Swaps, out)
	case from.Disclaimer != "":
		c.disclaimer(at, from.Disclaimer, out)
	case from.Count != nil:
		c.count(at, from.Count, out)
	case from.Link != nil:
		c.link(from.Link, out)
	case from.Embargo:
		out.Op = program.Embargo
	default:
		c.problem(at, "a condition has one of phrases, near, detect, topic, field, pattern, swap, disclaimer, count, link, embargo, all and any")
	}
}

// settle makes a condition of what is known before any draft.
func settle(out *program.Condition, holds bool) {
	out.Op = program.Any // of nothing, which never holds
	if holds {
		out.Op = program.All
	}
}

func mode(name string, otherwise program.Mode) program.Mode {
	switch name {
	case "keep":
		return program.Keep
	case "drop":
		return program.Drop
	case "only":
		return program.Only
	}
	return otherwise
}

func (c *compiler) near(at place, from *rule.Near, out *program.Condition) {
	out.Op, out.Set, out.Second = program.Near, c.newSet(), c.newSet()
	out.Tongue = c.tongue(at.lang)
	out.Within, out.Sentence, out.Ordered = int32(from.Within), from.Same != "text", from.Order == "first"
	out.FirstNames, out.SecondNames = areNames(at.pack, from.First, 0), areNames(at.pack, from.Second, 0)
	c.addPhrases(out.Set, at.in(at.field+".near.first"), from.First)
	c.addPhrases(out.Second, at.in(at.field+".near.second"), from.Second)
}

func (c *compiler) detector(at place, name string) detect.Kind {
	kind, ok := detect.Parse(name)
	if !ok {
		c.problem(at.in(at.field+".detect"), "there is no detector "+name+": "+strings.Join(rule.Detectors(), ", ")+" are")
	}
	return kind
}

func (c *compiler) topic(at place, name string) uint32 {
	set, ok := c.topics[name]
	if !ok {
		c.problem(at.in(at.field+".topic"), "no loaded pack has the topic "+name)
	}
	return set
}

// nameLists are the built-in lists of names.
var nameLists = []string{
	"{cashtag}", "{company}", "{competitor}", "{customer}", "{drug}", "{investigational}", "{product}",
	"{reference}", "{tag}", "{ticker}",
}

// areNames reports whether phrases are lists of names and nothing else.
func areNames(pack *rule.Pack, phrases []rule.Phrase, depth int) bool {
	const deepest = 4 // lists within lists; a circle of them ends here
	return len(phrases) > 0 && depth < deepest && !slices.ContainsFunc(phrases, func(p rule.Phrase) bool {
		if slices.Contains(nameLists, p.Text) {
			return false
		}
		list, ok := pack.Lists[strings.Trim(p.Text, "{}")]
		return !ok || p.Text[0] != '{' || !areNames(pack, list.Phrases, depth+1)
	})
}

// fieldNames are the circumstances in the order of program.Key.
var fieldNames = []string{
	"compensated", "nonuser", "image", "paid_media", "in_registration", "paused", "static",
	"country", "role", "sector", "surface", "lang", "licence", "team", "quiet_period",
}

// isFact tells the circumstances that either hold or do not.
func isFact(k program.Key) bool { return k < program.Country || k == program.QuietPeriod }

func (c *compiler) field(at place, field string, out *program.Condition) {
	name, value, hasValue := strings.Cut(field, "=")
	switch {
	case field == "listed":
		settle(out, c.profile.Company.Listed)
		return
	case name == "jurisdiction" && hasValue:
		settle(out, c.under([]string{value}))
		return
	}
	i := slices.Index(fieldNames, name)
	if i < 0 || hasValue == isFact(program.Key(i)) {
		c.problem(at, "there is no circumstance "+field+": write a fact as compensated and a value as role=officer")
		return
	}
	out.Op, out.Key, out.Value = program.Field, program.Key(i), value
}

// day reads YYYY-MM-DD as days since 1970-01-01.
func (c *compiler) day(at place, s string, open int32) int32 {
	if s == "" {
		return open
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		c.problem(at, s+" is no day; write 2026-11-21")
		return open
	}
	return int32(t.Unix() / 86400)
}
