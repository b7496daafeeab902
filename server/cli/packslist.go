package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"vouch/shared/rule"
)

const packsListUsage = `what ships, or what packs hold

usage: vouch packs list [--rules] [NAME|FILE...]

  --rules   name every rule and policy with its severity and source

exit: 0, or 2 for misuse and packs that cannot be read.`

func runPacksList(_ context.Context, env Env, args []string) int {
	flags := newFlags("packs list")
	rules := flags.Bool("rules", false, "")
	names, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs list: %v", err)
	}
	loaded, err := loadPacks(env, names)
	if err != nil {
		return misuse(env, "packs list: %v", err)
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	for _, p := range loaded {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\treview by %s\n", p.Name, p.Title, contents(p), where(p.Jurisdictions), p.ReviewBy)
		if *rules {
			listRules(w, p)
		}
	}
	if err := w.Flush(); err != nil {
		return misuse(env, "packs list: %v", err)
	}
	return exitOK
}

// contents says how many rules and policies a pack has.
func contents(p *rule.Pack) string {
	if len(p.Policies) == 0 {
		return plural(len(p.Rules), "rule")
	}
	policies := "1 policy"
	if n := len(p.Policies); n > 1 {
		policies = fmt.Sprintf("%d policies", n)
	}
	return plural(len(p.Rules), "rule") + ", " + policies
}

func where(jurisdictions []string) string {
	if len(jurisdictions) == 0 {
		return "everywhere"
	}
	return strings.Join(jurisdictions, ", ")
}

func listRules(w io.Writer, p *rule.Pack) {
	for i := range p.Rules {
		r := &p.Rules[i]
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t(%s)\n", r.ID, r.Title, weight(r), r.Source.Title, r.Source.By)
	}
	for i := range p.Policies {
		policy := &p.Policies[i]
		fmt.Fprintf(w, "  %s\t%s\tpolicy\t%s\t(%s)\n", policy.ID, policy.Title, policy.Source.Title, policy.Source.By)
	}
}

// weight is what a rule does to a draft, in a word or two.
func weight(r *rule.Rule) string {
	switch {
	case r.Protect:
		return "protect"
	case len(r.Silences) > 0:
		return "silence"
	case r.Question:
		return "ask"
	case r.Escalate != nil:
		return string(r.Severity) + " to " + string(r.Escalate.Severity)
	}
	return string(r.Severity)
}
