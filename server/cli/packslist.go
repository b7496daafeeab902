package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
)

const packsListUsage = `what ships, or what packs hold

usage: vouch packs list [--rules] [NAME|FILE...]

  --rules   name every rule with its severity and source

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
		where := "everywhere"
		if len(p.Jurisdictions) > 0 {
			where = strings.Join(p.Jurisdictions, ", ")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\treview by %s\n", p.Name, p.Title, plural(len(p.Rules), "rule"), where, p.ReviewBy)
		if !*rules {
			continue
		}
		for _, r := range p.Rules {
			severity := string(r.Severity)
			if r.Protect {
				severity = "protect"
			}
			fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t(%s)\n", r.ID, r.Title, severity, r.Source.Title, r.Source.By)
		}
	}
	if err := w.Flush(); err != nil {
		return misuse(env, "packs list: %v", err)
	}
	return exitOK
}
