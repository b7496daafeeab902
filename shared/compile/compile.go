// Package compile turns rules as people write them into a program.
//
// Every phrase is expanded into sequences of word classes: lists, alternatives, inflections,
// optional words and gaps are gone afterwards, so that what runs in the browser only compares
// words. A workspace's profile is baked in here too; with an empty one, phrases that need names
// have no expansion and their rules stay silent.
package compile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vouch/shared/match"
	"vouch/shared/pattern/build"
	"vouch/shared/program"
	"vouch/shared/rule"
	"vouch/shared/text"
)

// compiler holds what is shared while one program is made.
type compiler struct {
	profile  *rule.Profile
	packs    []*rule.Pack
	builder  *match.Builder
	patterns *build.Builder
	reader   text.Reader
	sets     uint32
	topics   map[string]uint32
	lists    map[string]*list
	tongues  map[string]program.Tongue
	texts    map[string]uint32  // approved texts: their places in the program
	ids      map[rule.ID]uint32 // rules that were compiled: their places in the program
	program  *program.Program
	problems rule.Problems

	phrases, words int  // of the program so far
	grown          bool // beyond its limits
}

// place is where in which pack a phrase or field stands, for problems.
type place struct {
	pack  *rule.Pack
	rule  rule.ID
	field string
	line  rule.Line
	lang  string // of the words: en, de, fr or es
}

// Options are what a program needs beside its rules. The zero value is good for whoever judges
// drafts where the rules are.
type Options struct {
	EmbargoKey [16]byte // of the hashes of embargoed names; a workspace's own where the program travels
}

// Compile makes one program of all packs, for a workspace with that profile (nil is empty).
// The error is rule.Problems: everything that is wrong, each with pack, line, rule and field.
func Compile(packs []*rule.Pack, profile *rule.Profile) (*program.Program, error) {
	return Options{}.Compile(packs, profile)
}

// Compile is Compile with these options.
func (o Options) Compile(packs []*rule.Pack, profile *rule.Profile) (*program.Program, error) {
	if profile == nil {
		profile = &rule.Profile{}
	}
	c := &compiler{
		profile: profile, packs: packs, builder: match.NewBuilder(), patterns: build.NewBuilder(),
		topics: map[string]uint32{}, lists: map[string]*list{}, tongues: map[string]program.Tongue{},
		texts: map[string]uint32{}, ids: map[rule.ID]uint32{}, program: &program.Program{},
	}
	c.gate()
	c.embargoes(o.EmbargoKey)
	c.quiet()
	for _, pack := range packs {
		c.addTopics(pack)
	}
	seen := map[rule.ID]bool{}
	for _, pack := range packs {
		for i := range pack.Rules {
			c.rule(pack, &pack.Rules[i], seen)
		}
	}
	c.silences()
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	if err := c.addPatterns(); err != nil {
		return nil, err
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
		c.addPhrases(set, place{pack: pack, field: "topics." + name, line: list.Line, lang: cmp.Or(list.Language, pack.Language)}, list.Phrases)
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

// applies reports whether the workspace is under any of the rule's jurisdictions.
func (c *compiler) applies(pack *rule.Pack, r *rule.Rule) bool {
	under := r.Jurisdictions
	if len(under) == 0 {
		under = pack.Jurisdictions
	}
	return c.under(under)
}

// under reports whether the workspace is under any of the jurisdictions. One that names none is
// under all, and what names none applies everywhere.
func (c *compiler) under(any []string) bool {
	if len(any) == 0 || len(c.profile.Jurisdictions) == 0 {
		return true
	}
	return slices.ContainsFunc(any, func(j string) bool {
		return slices.ContainsFunc(c.profile.Jurisdictions, func(k string) bool { return strings.EqualFold(j, k) })
	})
}
