// Package oracle judges drafts a second time: slow and obvious, written from the manual of the
// rule language (shared/packs/LANGUAGE.md) and from nothing else, so that tests can hold the
// engine against it. Nothing that ships imports it.
//
// It shares with the engine what has tests of its own: cutting and folding words (shared/text),
// the notation of phrases (shared/rule), the tables of inflections and denials (shared/compile).
// All else is its own, and prefers trying everything to being clever.
//
// It does not know detectors, {misspelt}, near copies of approved texts, numbers in words, fixes,
// and few forms of links and dates; New refuses packs that need the first two. Which words the
// loaded phrases use it asks the program that the packs compile to.
package oracle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// Finding is one rule's verdict on a span, in UTF-16 units, half-open.
type Finding struct {
	Rule       rule.ID
	Severity   check.Severity
	Start, End int
}

// Report is what the manual says of a draft.
type Report struct {
	Protected, Personal bool
	Findings            []Finding
}

// Oracle judges by packs, for a workspace with that profile.
type Oracle struct {
	packs   []*rule.Pack
	profile *rule.Profile
	program *program.Program // knows the words of the phrases
}

// New makes an Oracle. The error names what it does not know.
func New(packs []*rule.Pack, profile *rule.Profile) (*Oracle, error) {
	for _, p := range packs {
		if s := string(p.Source); strings.Contains(s, "detect:") || strings.Contains(s, "{misspelt}") {
			return nil, fmt.Errorf("pack %s has a detector or {misspelt}, which the oracle does not know", p.Name)
		}
	}
	made, err := compile.Compile(packs, profile)
	if err != nil {
		return nil, err
	}
	return &Oracle{packs: packs, profile: profile, program: made}, nil
}

// Check judges a draft in the order of "How a draft is judged".
func (o *Oracle) Check(d check.Draft) Report {
	s := o.see(d)
	rules := s.inForce()
	if s.protects(rules) {
		return Report{Protected: true}
	}
	rules = s.speaking(rules)
	all := s.findingsOf(rules, true)
	if len(all) == 0 && !s.gate() {
		return Report{Personal: true}
	}
	all = append(all, s.findingsOf(rules, false)...)
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, int(b.Severity)-int(a.Severity), strings.Compare(string(a.Rule), string(b.Rule)))
	})
	return Report{Findings: all}
}

// protects reports whether the draft is protected speech.
func (s *sight) protects(rules []ruled) bool {
	return slices.ContainsFunc(rules, func(r ruled) bool { return r.Protect && len(s.judge(r)) > 0 })
}

// speaking are the rules that have findings of their own and that no other silences; one that is
// silenced silences none.
func (s *sight) speaking(rules []ruled) []ruled {
	var silenced []string
	for _, r := range rules {
		if len(r.Silences) > 0 && !names(silenced, r.ID) && len(s.judge(r)) > 0 {
			silenced = append(silenced, r.Silences...)
		}
	}
	return slices.DeleteFunc(slices.Clone(rules), func(r ruled) bool {
		return r.Protect || len(r.Silences) > 0 || names(silenced, r.ID)
	})
}

// findingsOf are the findings of the rules that open the gate, or of the others. Advice opens none.
func (s *sight) findingsOf(rules []ruled, always bool) []Finding {
	var all []Finding
	for _, r := range rules {
		if (r.Always && r.Severity != "advise") == always {
			all = append(all, s.judge(r)...)
		}
	}
	return all
}

// names reports whether a list of ids and groups names a rule.
func names(list []string, id rule.ID) bool {
	return slices.ContainsFunc(list, func(name string) bool {
		group, whole := strings.CutSuffix(name, "*")
		return name == string(id) || whole && strings.HasPrefix(string(id), group)
	})
}

// ruled is a rule with the pack it stands in.
type ruled struct {
	*rule.Rule
	pack *rule.Pack
}

// inForce are the rules that exist for the draft.
func (s *sight) inForce() []ruled {
	var rules []ruled
	for _, p := range s.packs {
		for i := range p.Rules {
			r := ruled{&p.Rules[i], p}
			if s.exists(r) {
				rules = append(rules, r)
			}
		}
	}
	return rules
}

func (s *sight) exists(r ruled) bool {
	where := r.Jurisdictions
	if len(where) == 0 {
		where = r.pack.Jurisdictions
	}
	day := s.draft.Date.String()
	switch {
	case len(where) > 0 && len(s.profile.Jurisdictions) > 0 && !anyFold(where, s.profile.Jurisdictions):
		return false
	case r.From != "" && day < r.From || r.Until != "" && day >= r.Until:
		return false
	}
	return len(r.Surfaces) == 0 || slices.Contains(r.Surfaces, s.draft.Surface.String())
}

func anyFold(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool { return strings.EqualFold(x, y) })
	})
}
