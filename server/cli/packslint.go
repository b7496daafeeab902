package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

const packsLintUsage = `what is weak in packs

usage: vouch packs lint [--all] [--skip WEAKNESS[,WEAKNESS]]... [NAME|FILE...]

  --all    of shipped packs too, say which phrases no example would miss (unproven)
  --skip   leave out: common-word, dates, few-examples, no-exception, pointless, shadowed,
           slow-pattern, unlawful, unproven, unread

exit: 0 nothing to remark, 1 remarks, 2 misuse or an unreadable pack.`

func runPacksLint(_ context.Context, env Env, args []string) int {
	flags := newFlags("packs lint")
	all := flags.Bool("all", false, "")
	var skip []prove.Weakness
	flags.Func("skip", "", func(s string) (err error) { skip, err = appendWeaknesses(skip, s); return err })
	names, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs lint: %v", err)
	}
	loaded, err := loadPacks(env, names)
	if err != nil {
		return misuse(env, "packs lint: %v", err)
	}
	code, beside := exitOK, loaded
	if len(names) == 0 { // what ships: each pack may be used alone, and speaks of more than it can show
		beside = nil
		if !*all {
			skip = append(skip, prove.Unproven)
		}
	}
	for _, p := range loaded {
		remarks, err := remarksOn(p, beside, today(env.Now()).String(), skip)
		if err != nil {
			return misuse(env, "packs lint: %v", err)
		}
		for _, r := range remarks {
			fmt.Fprintf(env.Stdout, "%s:%d: %s%s [%s]\n", p.Name, r.Line, about(r.Rule), r.Text, r.Weakness)
			code = exitFindings
		}
	}
	return code
}

func about(id rule.ID) string {
	if id == "" {
		return ""
	}
	return string(id) + ": "
}

func appendWeaknesses(to []prove.Weakness, names string) ([]prove.Weakness, error) {
	for name := range strings.SplitSeq(names, ",") {
		w := prove.Weakness(name)
		if !slices.Contains(prove.Weaknesses(), w) {
			return nil, fmt.Errorf("there is no weakness %q: %v are", name, prove.Weaknesses())
		}
		to = append(to, w)
	}
	return to, nil
}

// remarksOn runs the whole lint on one pack beside the others, in the order of the file.
func remarksOn(p *rule.Pack, others []*rule.Pack, day string, skip []prove.Weakness) ([]prove.Remark, error) {
	remarks := prove.Lint(p, day)
	if !slices.Contains(skip, prove.Shadowed) {
		shadows, err := prove.Shadows(p, others)
		if err != nil {
			return nil, err
		}
		remarks = append(remarks, shadows...)
	}
	if !slices.Contains(skip, prove.Unproven) {
		terms, err := prove.Terms(p)
		if err != nil {
			return nil, err
		}
		remarks = append(remarks, terms...)
	}
	remarks = slices.DeleteFunc(remarks, func(r prove.Remark) bool { return slices.Contains(skip, r.Weakness) })
	slices.SortStableFunc(remarks, func(a, b prove.Remark) int { return int(a.Line - b.Line) })
	return remarks, nil
}
