package compile

import (
	"slices"
	"strings"

	"vouch/shared/program"
	"vouch/shared/rule"
)

// disclaimer holds when the workspace's approved text stands in the draft; without such a text it
// never does.
func (c *compiler) disclaimer(at place, id string, out *program.Condition) {
	text, ok := c.approved(at.in(at.field+".disclaimer"), id)
	if !ok {
		settle(out, false)
		return
	}
	out.Op, out.Set = program.Disclaimer, text
}

// swaps compiles words to avoid. What to write instead is left out where it needs a name that the
// profile lacks.
func (c *compiler) swaps(at place, from []rule.Swap, out *program.Condition) {
	out.Op, out.Tongue = program.SwapOf, c.tongue(at.lang)
	out.Set, out.Second = uint32(len(c.program.Swaps)), uint32(len(from))
	for _, s := range from {
		swap := program.Swap{Set: c.newSet()}
		for _, words := range s.With {
			if filled, ok := c.fill(words); ok {
				swap.With = append(swap.With, filled)
			}
		}
		c.addPhrases(swap.Set, at.in(at.field+".swap.phrases"), s.Phrases)
		c.program.Swaps = append(c.program.Swaps, swap)
	}
}

func (c *compiler) count(at place, from *rule.Count, out *program.Condition) {
	i := slices.Index(rule.Countables(), from.Of)
	if i < 0 {
		c.problem(at.in(at.field+".count.of"), "nothing counts "+from.Of+": "+strings.Join(rule.Countables(), ", ")+" are counted")
		return
	}
	if from.Over == nil && from.Under == nil {
		c.problem(at.in(at.field+".count"), "a count needs over, under or both")
	}
	out.Op, out.Of = program.Count, program.Countable(i)
	if from.Over != nil {
		out.Over = int32(*from.Over)
	}
	if from.Under != nil {
		out.Under = int32(*from.Under)
	}
}

// link compiles whose links are meant. Without domains of its own a workspace has neither own nor
// foreign links.
func (c *compiler) link(from *rule.Link, out *program.Condition) {
	own := c.profile.Company.Domains
	switch {
	case len(from.To) > 0:
		out.Whose, out.Set = program.ToDomains, c.domains(from.To)
	case len(from.NotTo) > 0:
		out.Whose, out.Set = program.NotToDomains, c.domains(from.NotTo)
	case from.Whose != "any" && len(own) == 0:
		settle(out, false)
		return
	case from.Whose == "own":
		out.Whose, out.Set = program.ToDomains, c.domains(own)
	case from.Whose == "foreign":
		out.Whose, out.Set = program.NotToDomains, c.domains(own)
	default:
		out.Whose = program.AnyLink
	}
	out.Op = program.Link
}
