package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"vouch/shared/check"
)

// exitFindings is check's word for findings at or above --fail-on, and packs test's for an
// example that fails.
const exitFindings = 1

// checkOptions is a parsed call of check.
type checkOptions struct {
	packs   []string
	profile string
	draft   check.Draft // everything but the text
	failOn  check.Severity
	write   func(io.Writer, []judged) error
	jsonl   bool
	files   []string
}

func parseCheckOptions(env Env, args []string) (*checkOptions, error) {
	o := &checkOptions{write: writeText, failOn: check.Warn}
	o.draft.Date = today(env.Now())
	flags := newFlags("check")
	flags.Func("pack", "", func(s string) error { o.packs = append(o.packs, s); return nil })
	flags.StringVar(&o.profile, "profile", "", "")
	flags.StringVar(&o.draft.Lang, "lang", "", "")
	flags.BoolVar(&o.jsonl, "jsonl", false, "")
	flags.Func("surface", "", o.setSurface)
	flags.Func("date", "", func(s string) (err error) { o.draft.Date, err = check.ParseDate(s); return err })
	flags.Func("context", "", o.setContext)
	flags.Func("format", "", o.setFormat)
	flags.Func("fail-on", "", o.setFailOn)
	files, err := parseMixed(flags, args)
	if err != nil {
		return nil, err
	}
	o.files = files
	if len(o.files) == 0 && !o.jsonl {
		return nil, errors.New("name a file, or - for standard input (vouch check --help)")
	}
	return o, nil
}

// newFlags makes a flag set that returns its errors and prints nothing by itself.
func newFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parseMixed parses flags that may stand before, between and behind the other arguments, which
// it returns. Everything behind -- is such an argument.
func parseMixed(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		used := len(args) - flags.NArg()
		ended := used > 0 && args[used-1] == "--"
		if ended || flags.NArg() == 0 {
			return append(rest, flags.Args()...), nil
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
	return rest, nil
}

func (o *checkOptions) setSurface(name string) error {
	surface, known := check.ParseSurface(name)
	if !known || name == "" {
		return errors.New("one of post, comment, message, article")
	}
	o.draft.Surface = surface
	return nil
}

func (o *checkOptions) setContext(pair string) error {
	key, value, ok := strings.Cut(pair, "=")
	if !ok {
		return errors.New("write it as KEY=VALUE")
	}
	return o.draft.Context.Set(key, value)
}

func (o *checkOptions) setFormat(name string) error {
	switch name {
	case "text":
		o.write = writeText
	case "json":
		o.write = writeJSON
	case "sarif":
		o.write = writeSARIF
	default:
		return errors.New("one of text, json, sarif")
	}
	return nil
}

func (o *checkOptions) setFailOn(name string) error {
	severity, known := check.ParseSeverity(name)
	if !known {
		return errors.New("one of block, review, warn, advise")
	}
	o.failOn = severity
	return nil
}

// today is the civil day of now in UTC.
func today(now time.Time) check.Date {
	date, err := check.ParseDate(now.UTC().Format(time.DateOnly))
	if err != nil {
		panic(fmt.Sprintf("a formatted day does not parse: %v", err))
	}
	return date
}
