package cli

import (
	"context"
	"fmt"

	"vouch/shared/prove"
)

const packsLintUsage = `what is weak in packs: dates, examples, words

usage: vouch packs lint [NAME|FILE...]

exit: 0 nothing to remark, 1 remarks, 2 misuse or an unreadable pack.`

func runPacksLint(_ context.Context, env Env, args []string) int {
	names, err := parseMixed(newFlags("packs lint"), args)
	if err != nil {
		return misuse(env, "packs lint: %v", err)
	}
	loaded, err := loadPacks(env, names)
	if err != nil {
		return misuse(env, "packs lint: %v", err)
	}
	code := exitOK
	day := today(env.Now()).String()
	for _, p := range loaded {
		for _, r := range prove.Lint(p, day) {
			fmt.Fprintf(env.Stdout, "%s:%d: %s: %s\n", p.Name, r.Line, r.Rule, r.Text)
			code = exitFindings
		}
	}
	return code
}
