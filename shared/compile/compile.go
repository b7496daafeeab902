// Package compile turns rules as people write them into a program.
//
// Every phrase is expanded into sequences of word classes: lists, alternatives, inflections,
// optional words and gaps are gone afterwards, so that what runs in the browser only compares
// words. A workspace's profile is baked in here too; with an empty one, phrases that need names
// have no expansion and their rules stay silent.
package compile

import (
	"fmt"
	"slices"
	"strings"

	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/rule"
	"vouch/shared/text"
)

// compiler holds what is shared while one program is made.
type compiler struct {
	profile  *rule.Profile
	packs    []*rule.Pack
	builder  *match.Builder
	reader   text.Reader
	sets     uint32
	topics   map[string]uint32
	lists    map[string]*list
	program  *program.Program
	problems rule.Problems
}

// place is where in which pack a phrase or field stands, for problems.
type place struct {
	pack  *rule.Pack
	rule  rule.ID
	field string
	line  rule.Line
	lang  string // of the words: en, de, fr or es
}

// Compile makes one program of all packs, for a workspace with that profile (nil is empty).
// The error is rule.Problems: everything that is wrong, each with pack, line, rule and field.
func Compile(packs []*rule.Pack, profile *rule.Profile) (*program.Program, error) {
	if profile == nil {
		profile = &rule.Profile{}
	}
	c := &compiler{
		profile: profile, packs: packs, builder: match.NewBuilder(),
		topics: map[string]uint32{}, lists: map[string]*list{}, program: &program.Program{},
	}
	c.negation()
	c.gate()
	for _, pack := range packs {
		c.addTopics(pack)
	}
	seen := map[rule.ID]bool{}
	for _, pack := range packs {
		for i := range pack.Rules {
			c.rule(pack, &pack.Rules[i], seen)
		}
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	c.program.Tables = *c.builder.Tables(c.sets)
	if err := c.program.Validate(); err != nil {
		return nil, fmt.Errorf("compile: %w", err)
	}
	return c.program, nil
}

func (c *compiler) problem(at place, reason string) {
	c.problems = append(c.problems, rule.Problem{
		File: at.pack.Name, Line: at.line, Rule: at.rule, Field: at.field, Reason: reason,
	})
}

func (c *compiler) newSet() uint32 {
	c.sets++
	return c.sets - 1
}

// negation adds the sets that every program has, in the order of program's constants.
func (c *compiler) negation() {
	english := &rule.Pack{Name: "english"}
	for _, phrases := range [][]string{negators, pseudoNegators, terminators} {
		c.addPhrases(c.newSet(), place{pack: english, lang: "en"}, lines(phrases))
	}
}

// gate adds the set of everything that names the company's business.
func (c *compiler) gate() {
	set := c.newSet()
	c.program.Gate = append(c.program.Gate, set)
	p := c.profile
	names := slices.Concat(p.Company.Names, p.Company.Domains, p.Competitors)
	for _, product := range p.Products {
		names = append(names, product.Name)
	}
	for _, embargo := range p.Embargoes {
		names = append(names, embargo.Phrase)
	}
	for _, seq := range slices.Concat(c.literals(names), c.tags(p.Company.Tags), c.ticker()) {
		if atoms, ok := c.atoms(seq); ok {
			c.builder.Add(set, atoms)
		}
	}
}

// addTopics gives each topic a set of its own; packs that speak of the same topic share it.
func (c *compiler) addTopics(pack *rule.Pack) {
	for _, name := range sortedKeys(pack.Topics) {
		set, ok := c.topics[name]
		if !ok {
			set = c.newSet()
			c.topics[name] = set
			c.program.Gate = append(c.program.Gate, set)
		}
		list := pack.Topics[name]
		c.addPhrases(set, place{pack: pack, field: "topics." + name, line: list.Line, lang: pack.Language}, list.Phrases)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func lines(texts []string) []rule.Phrase {
	phrases := make([]rule.Phrase, len(texts))
	for i, t := range texts {
		phrases[i].Text = t
	}
	return phrases
}

// applies reports whether the workspace is under any of the rule's jurisdictions.
func (c *compiler) applies(pack *rule.Pack, r *rule.Rule) bool {
	under := r.Jurisdictions
	if len(under) == 0 {
		under = pack.Jurisdictions
	}
	if len(under) == 0 || len(c.profile.Jurisdictions) == 0 {
		return true
	}
	return slices.ContainsFunc(under, func(j string) bool {
		return slices.ContainsFunc(c.profile.Jurisdictions, func(k string) bool { return strings.EqualFold(j, k) })
	})
}
