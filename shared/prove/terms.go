package prove

import (
	"fmt"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// nothing is a phrase that no draft holds. A term is dropped by writing it over.
const nothing = "qqzxqjvkwq"

// Terms lists the phrases of a pack that no example would miss: those that stand in no example,
// and those of a rule without which every example comes out the same. One remark a rule and one
// a list.
func Terms(pack *rule.Pack) ([]Remark, error) {
	var remarks []Remark
	for i := range pack.Rules {
		missed, err := unproven(pack, i)
		if err != nil {
			return nil, err
		}
		if len(missed) > 0 {
			r := &pack.Rules[i]
			remarks = append(remarks, Remark{r.ID, missed[0].Line, Unproven, "no example would miss " + several(missed)})
		}
	}
	lists, err := unprovenLists(pack)
	return append(remarks, lists...), err
}

// several names the first few of many phrases.
func several(phrases []rule.Phrase) string {
	const shown = 6
	var names []string
	for _, p := range phrases[:min(shown, len(phrases))] {
		names = append(names, fmt.Sprintf("%q", p.Text))
	}
	text := strings.Join(names, ", ")
	if more := len(phrases) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// term is one phrase in its place, where it can be written over.
type term struct {
	phrase   *rule.Phrase
	language string
}

// termsOf lists the phrases of a rule.
func termsOf(r *rule.Rule) []term {
	var terms []term
	add := func(language string, lists ...[]rule.Phrase) {
		for _, list := range lists {
			for i := range list {
				terms = append(terms, term{&list[i], language})
			}
		}
	}
	visit := func(c *rule.Condition) {
		add(c.Language, c.Phrases)
		for _, swap := range c.Swaps {
			add(c.Language, swap.Phrases)
		}
		if c.Near != nil {
			add(c.Language, c.Near.First, c.Near.Second)
		}
	}
	if r.Find != nil {
		walk(r.Find, visit)
	}
	for _, list := range [][]rule.Condition{r.When, r.Unless} {
		for i := range list {
			walk(&list[i], visit)
		}
	}
	if r.Require != nil {
		add("", r.Require.Phrases)
	}
	if r.ExceptNear != nil {
		add("", r.ExceptNear.Phrases)
	}
	add("", r.Except)
	return terms
}

// unproven lists the phrases of one rule that no example of it would miss. It works on the pack's
// own rule and leaves it as it was.
func unproven(pack *rule.Pack, index int) ([]rule.Phrase, error) {
	r := &pack.Rules[index]
	examples := slices.Concat(r.Examples.Flag, r.Examples.Pass)
	terms := termsOf(r)
	standing, err := standIn(pack, terms, examples)
	if err != nil {
		return nil, err
	}
	alone := *pack
	alone.Rules = pack.Rules[index : index+1]
	before, err := outcomes(&alone)
	if err != nil {
		return nil, err
	}
	var missed []rule.Phrase
	for i, t := range terms {
		if len(standing[i]) == 0 {
			missed = append(missed, *t.phrase)
			continue
		}
		text := t.phrase.Text
		t.phrase.Text = nothing
		after, err := outcomes(&alone)
		t.phrase.Text = text
		if err != nil {
			return nil, err
		}
		if slices.Equal(before, after) {
			missed = append(missed, *t.phrase)
		}
	}
	return missed, nil
}

// outcomes tells of each example of a pack's only rule what was found.
func outcomes(pack *rule.Pack) ([]string, error) {
	result := Pack(pack, nil)
	found := make([]string, len(result.Cases))
	for i, c := range result.Cases {
		found[i] = c.Got
	}
	return found, result.Err
}

// standIn tells for each term in which of the examples it stands, whatever that means there.
// Each term becomes a rule of its own, all of one program.
func standIn(pack *rule.Pack, terms []term, examples []rule.Example) ([][]int, error) {
	probe := &rule.Pack{Name: pack.Name, Language: pack.Language, Lists: pack.Lists}
	for i, t := range terms {
		find := rule.Condition{Phrases: []rule.Phrase{*t.phrase}, Language: t.language, Negated: "keep"}
		probe.Rules = append(probe.Rules, rule.Rule{ID: rule.ID(fmt.Sprintf("term.%d", i)), Severity: "warn", Always: true, Find: &find})
	}
	standing := make([][]int, len(terms))
	program, err := compile.Compile([]*rule.Pack{probe}, &pack.ExampleProfile)
	if err != nil {
		return nil, err
	}
	checker := check.New(program)
	for at, e := range examples {
		report, err := checker.Check(check.Draft{Text: e.Text, Date: anyDay})
		if err != nil {
			return nil, err
		}
		for _, f := range report.Findings {
			var i int
			if _, err := fmt.Sscanf(f.Rule, "term.%d", &i); err == nil && !slices.Contains(standing[i], at) {
				standing[i] = append(standing[i], at)
			}
		}
	}
	return standing, nil
}

// anyDay is 2026-11-21, for phrases that compare with a draft's year.
const anyDay = check.Date(20_778)

// unprovenLists remarks on phrases of lists that stand in no example of the whole pack.
func unprovenLists(pack *rule.Pack) ([]Remark, error) {
	var examples []rule.Example
	for i := range pack.Rules {
		examples = append(examples, slices.Concat(pack.Rules[i].Examples.Flag, pack.Rules[i].Examples.Pass)...)
	}
	var remarks []Remark
	for name, list := range pack.Lists {
		var terms []term
		for i := range list.Phrases {
			terms = append(terms, term{&list.Phrases[i], list.Language})
		}
		standing, err := standIn(pack, terms, examples)
		if err != nil {
			return nil, err
		}
		var missed []rule.Phrase
		for i, t := range terms {
			if len(standing[i]) == 0 {
				missed = append(missed, *t.phrase)
			}
		}
		if len(missed) > 0 {
			remarks = append(remarks, Remark{"", missed[0].Line, Unproven, fmt.Sprintf("list {%s}: no example has %s", name, several(missed))})
		}
	}
	slices.SortFunc(remarks, func(a, b Remark) int { return int(a.Line - b.Line) })
	return remarks, nil
}
