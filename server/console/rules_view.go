package console

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"vouch/server/rollout"
	"vouch/shared/rule"
)

// ruleWords is a rule as everybody reads it.
type ruleWords struct {
	ID, Title, Severity, Reason string
	Owner, ReviewBy             string
	Override                    string
	SourceTitle, SourceURL      string
	SourceNote                  string // "checked 2026-11-21, a secondary source"
	When                        string // calendar, surfaces and places; "" is always and everywhere
	Needs                       []words
	Never                       []words
	Finds                       []words
	Except                      []string
	Besides                     []words
	Fixes                       []string
	Flag, Pass                  []exampleWords
}

// words is a sentence with phrases and, below it, more of them.
type words struct {
	Text    string
	Phrases []string
	Then    string // between Phrases and More
	More    []string
	After   string
	Below   []words
}

type exampleWords struct {
	Text, Note string
}

// policyWords is a requirement on a setting, which matches no text.
type policyWords struct {
	ID, Title, Reason, Concerns, When  string
	SourceTitle, SourceURL, SourceNote string
}

type listWords struct {
	Name    string
	Topic   bool
	Phrases []string
}

func packOf(f frame, p rollout.LivePack, profile *rule.Profile) packPage {
	page := packPage{
		Frame: f, Name: p.Name, Title: p.Pack.Title, Owner: ownerOf(p.Pack.Owner, profile),
		ReviewBy: p.Pack.ReviewBy, Jurisdictions: strings.ToUpper(strings.Join(p.Pack.Jurisdictions, ", ")),
		YAML: string(p.YAML),
	}
	for _, r := range p.Pack.Rules {
		page.Rules = append(page.Rules, ruleInWords(r, p.Pack, profile))
	}
	for _, policy := range p.Pack.Policies {
		page.Policies = append(page.Policies, policyWords{
			ID: string(policy.ID), Title: policy.Title, Reason: policy.Reason, Concerns: policy.Concerns,
			When:        limitsInWords(rule.Rule{Jurisdictions: policy.Jurisdictions, From: policy.From, Until: policy.Until}),
			SourceTitle: policy.Source.Title, SourceURL: webAddress(policy.Source.URL), SourceNote: sourceNote(policy.Source),
		})
	}
	page.Lists = append(listsInWords(p.Pack.Lists, false), listsInWords(p.Pack.Topics, true)...)
	return page
}

func listsInWords(lists map[string]rule.List, topic bool) []listWords {
	var out []listWords
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		out = append(out, listWords{Name: name, Topic: topic, Phrases: texts(lists[name].Phrases)})
	}
	return out
}

func ruleInWords(r rule.Rule, pack *rule.Pack, profile *rule.Profile) ruleWords {
	w := ruleWords{
		ID: string(r.ID), Title: r.Title, Severity: string(r.Severity), Reason: r.Reason,
		Owner: ownerOf(cmp.Or(r.Owner, pack.Owner), profile), ReviewBy: cmp.Or(r.ReviewBy, pack.ReviewBy),
		SourceTitle: r.Source.Title, SourceURL: webAddress(r.Source.URL), SourceNote: sourceNote(r.Source),
		Override: overrideInWords(r), When: limitsInWords(r),
		Needs: conditions(r.When), Never: conditions(r.Unless),
		Except: texts(r.Except), Besides: besidesInWords(r),
		Flag: examplesInWords(r.Examples.Flag), Pass: examplesInWords(r.Examples.Pass),
	}
	if r.Find != nil {
		w.Finds = []words{condition(*r.Find)}
	}
	if r.Require != nil {
		w.Finds = append(w.Finds, requireInWords(*r.Require))
	}
	for _, fix := range r.Fixes {
		w.Fixes = append(w.Fixes, fix.Label)
	}
	return w
}

// ownerOf reads an owner that is a key of the profile's contacts; anything else is an address.
func ownerOf(owner string, profile *rule.Profile) string {
	if profile == nil {
		return owner
	}
	if address, ok := profile.Contacts[owner]; ok {
		return address
	}
	if address, ok := profile.Contacts["default"]; ok && !strings.Contains(owner, "@") {
		return owner + " (" + address + ")"
	}
	return owner
}

// webAddress lets only web addresses become links.
func webAddress(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}

func sourceNote(s rule.Source) string {
	note := "checked " + s.Checked
	switch s.By {
	case "vendor":
		return note + ", read at its publisher"
	case "secondary":
		return note + ", read in a secondary source"
	case "background":
		return note + ", from background knowledge: to be verified"
	default:
		return note
	}
}

func overrideInWords(r rule.Rule) string {
	switch {
	case r.Protect:
		return "Protected speech: what this matches is never flagged and never counted."
	case r.Severity != "block":
		return ""
	case r.Override:
		return "The author may post anyway, with a recorded reason."
	default:
		return "Only mending lets the draft go."
	}
}

// limitsInWords says where and when a rule holds.
func limitsInWords(r rule.Rule) string {
	var parts []string
	if len(r.Surfaces) > 0 {
		parts = append(parts, "in "+strings.Join(r.Surfaces, ", "))
	}
	if len(r.Jurisdictions) > 0 {
		parts = append(parts, "for "+strings.ToUpper(strings.Join(r.Jurisdictions, ", ")))
	}
	if r.From != "" {
		parts = append(parts, "from "+r.From)
	}
	if r.Until != "" {
		parts = append(parts, "until "+r.Until)
	}
	if r.Always {
		parts = append(parts, "in every draft, also a personal one")
	}
	return strings.Join(parts, ", ")
}

func severitiesIn(p *rule.Pack) []string {
	var out []string
	for _, s := range []string{"block", "review", "warn", "advise"} {
		if slices.ContainsFunc(p.Rules, func(r rule.Rule) bool { return string(r.Severity) == s }) {
			out = append(out, s)
		}
	}
	return out
}

func texts(phrases []rule.Phrase) []string {
	out := make([]string, len(phrases))
	for i, p := range phrases {
		out[i] = p.Text
	}
	return out
}

func examplesInWords(examples []rule.Example) []exampleWords {
	out := make([]exampleWords, len(examples))
	for i, e := range examples {
		out[i] = exampleWords{Text: e.Text, Note: exampleNote(e)}
	}
	return out
}

func exampleNote(e rule.Example) string {
	var parts []string
	if e.Surface != "" {
		parts = append(parts, "as a "+e.Surface)
	}
	if e.Date != "" {
		parts = append(parts, "on "+e.Date)
	}
	for _, key := range slices.Sorted(maps.Keys(e.Context)) {
		parts = append(parts, key+" = "+e.Context[key])
	}
	return strings.Join(parts, ", ")
}
