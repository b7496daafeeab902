package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"vouch/shared/packs"
	"vouch/shared/prove"
	"vouch/shared/rule"
)

const packsTestUsage = `prove packs by their own examples

usage: vouch packs test [--verbose] [NAME|FILE...]

Without a name every shipped pack is proven. Packs named together are proven together, as
they would be live.

  --verbose   list every example, not only those that fail

exit: 0 every example came out as its rule says, 1 some did not, 2 misuse or an unreadable pack.`

func runPacksTest(_ context.Context, env Env, args []string) int {
	flags := newFlags("packs test")
	verbose := flags.Bool("verbose", false, "")
	names, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs test: %v", err)
	}
	if len(names) == 0 {
		names = packs.Names()
	}
	loaded, err := loadPacks(env, names)
	if err != nil {
		return misuse(env, "packs test: %v", err)
	}
	code := exitOK
	for i, p := range loaded {
		result := prove.Pack(p, loaded)
		if result.Err != nil {
			return misuse(env, "packs test: %v", result.Err)
		}
		printProof(env.Stdout, fileOf(names[i]), p, result, *verbose)
		if !result.OK() {
			code = exitFindings
		}
	}
	return code
}

// fileOf is how a pack's file is called in messages.
func fileOf(name string) string {
	if packs.Source(name) != nil {
		return name + ".yaml"
	}
	return name
}

func printProof(w io.Writer, file string, p *rule.Pack, result prove.Result, verbose bool) {
	for _, c := range result.Cases {
		switch {
		case !c.OK:
			fmt.Fprintf(w, "%s:%d: %s: must %s %s\n    found: %s\n", file, c.Line, c.Rule, c.Must, shortText(c.Text), c.Got)
		case verbose:
			fmt.Fprintf(w, "%s:%d: %s: %ss %s\n", file, c.Line, c.Rule, strings.TrimSuffix(c.Must, "s"), shortText(c.Text))
		}
	}
	good := len(result.Cases) - len(result.Failed())
	fmt.Fprintf(w, "%s: %s, %d of %d examples as they should be\n", p.Name, plural(len(p.Rules), "rule"), good, len(result.Cases))
}

// shortText is an example on one line.
func shortText(text string) string {
	return fmt.Sprintf("%q", keepStart(text, lineWidth))
}
