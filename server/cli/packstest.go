package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"vouch/shared/packs"
	"vouch/shared/prove"
	"vouch/shared/rule"
)

const packsTestUsage = `prove packs by their own examples, or measure them on a corpus

usage: vouch packs test [--verbose] [NAME|FILE...]
       vouch packs test --corpus FILE|DIR [--pack NAME|FILE]... [--misses] [--format text|json]

Without a name every shipped pack is proven. Packs named together are proven together, as
they would be live.

  --verbose      list every example, not only those that fail; with --misses: the whole texts
  --corpus PATH  labelled texts, one JSON object a line, or a folder of such files; repeatable:
                 {"id","text"|"parts","surface"?,"date"?,"lang"?,"context"?,"profile"?,"flags","may"?,"kind"};
                 a profile is profiles/NAME.yaml beside the file, acme where none is named
  --pack PACK    with --corpus: judge with this pack, not with every shipped one; repeatable
  --misses       with --corpus: list every label not met and every finding no label allows
  --format       with --corpus: text (default) or json

exit: 0 every example came out as its rule says, or the corpus was measured; 1 some examples
did not; 2 misuse or an unreadable pack.`

// packsTestOptions is a parsed call of packs test.
type packsTestOptions struct {
	verbose, misses bool
	format          string
	corpus, names   []string
}

func runPacksTest(_ context.Context, env Env, args []string) int {
	o, err := parsePacksTest(args)
	if err != nil {
		return misuse(env, "packs test: %v", err)
	}
	if len(o.corpus) > 0 {
		return measurePacks(env, o)
	}
	return provePacks(env, o)
}

func parsePacksTest(args []string) (*packsTestOptions, error) {
	o := &packsTestOptions{}
	flags := newFlags("packs test")
	flags.BoolVar(&o.verbose, "verbose", false, "")
	flags.BoolVar(&o.misses, "misses", false, "")
	flags.Func("corpus", "", func(s string) error { o.corpus = append(o.corpus, s); return nil })
	flags.StringVar(&o.format, "format", "text", "")
	flags.Func("pack", "", func(s string) error { o.names = append(o.names, s); return nil })
	names, err := parseMixed(flags, args)
	o.names = append(o.names, names...)
	switch {
	case err != nil:
		return nil, err
	case o.format != "text" && o.format != "json":
		return nil, errors.New("--format: one of text, json")
	case len(o.corpus) == 0 && (o.misses || o.format != "text"):
		return nil, errors.New("--misses and --format are about a corpus: name it with --corpus")
	}
	return o, nil
}

func measurePacks(env Env, o *packsTestOptions) int {
	loaded, err := loadPacks(env, o.names)
	if err != nil {
		return misuse(env, "packs test: %v", err)
	}
	tally, err := runCorpus(env, o.corpus, loaded, len(o.names) == 0)
	if err == nil && o.format == "json" {
		err = writeScoresJSON(env.Stdout, tally)
	} else if err == nil {
		err = writeScores(env.Stdout, tally, o)
	}
	if err != nil {
		return misuse(env, "packs test: %v", err)
	}
	return exitOK
}

func provePacks(env Env, o *packsTestOptions) int {
	names := o.names
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
		printProof(env.Stdout, fileOf(names[i]), p, result, o.verbose)
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
