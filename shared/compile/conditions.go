package compile

import (
	"slices"
	"strings"
	"time"

	"vouch/shared/detect"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// conditions appends conditions to the program and returns their places. negated is what a
// negated match means where the rule does not say.
func (c *compiler) conditions(at place, list []rule.Condition, negated program.Mode) []uint32 {
	var roots []uint32
	for i := range list {
		roots = append(roots, c.condition(at, &list[i], negated))
	}
	return roots
}

// condition appends one condition and, behind it, its children.
func (c *compiler) condition(at place, from *rule.Condition, negated program.Mode) uint32 {
	if from.Line > 0 {
		at.line = from.Line
	}
	index := uint32(len(c.program.Conditions))
	c.program.Conditions = append(c.program.Conditions, program.Condition{})
	out := program.Condition{Negated: mode(from.Negated, negated), Quoted: mode(from.Quoted, program.Keep)}
	switch {
	case len(from.Phrases) > 0:
		out.Op, out.Set = program.Phrases, c.newSet()
		c.addPhrases(out.Set, at.in(at.field+".phrases"), from.Phrases)
	case from.Near != nil:
		c.near(at, from.Near, &out)
	case from.Detect != "":
		out.Op, out.Detector = program.Detect, c.detector(at, from.Detect)
	case from.Topic != "":
		out.Op, out.Set = program.Topic, c.topic(at, from.Topic)
	case from.Field != "":
		out.Op = program.Field
		c.field(at, from.Field, &out)
	case len(from.All) > 0:
		out.Op, out.Kids = program.All, c.conditions(at.in(at.field+".all"), from.All, out.Negated)
	case len(from.Any) > 0:
		out.Op, out.Kids = program.Any, c.conditions(at.in(at.field+".any"), from.Any, out.Negated)
	default:
		c.problem(at, "a condition has one of phrases, near, detect, topic, field, all and any")
	}
	c.program.Conditions[index] = out
	return index
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
	out.Within, out.Sentence, out.Ordered = int32(from.Within), from.Same != "text", from.Order == "first"
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

// fieldNames are the circumstances in the order of program.Key.
var fieldNames = []string{
	"compensated", "nonuser", "image", "paid_media", "in_registration", "paused", "static",
	"country", "role", "sector", "surface", "lang",
}

func (c *compiler) field(at place, field string, out *program.Condition) {
	name, value, hasValue := strings.Cut(field, "=")
	i := slices.Index(fieldNames, name)
	if i < 0 || hasValue == (program.Key(i) < program.Country) {
		c.problem(at.in(at.field+".field"), "there is no circumstance "+field+": write a fact as compensated and a value as role=officer")
		return
	}
	out.Key, out.Value = program.Key(i), value
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
