package cli

import (
	"context"
	"fmt"
	"time"

	"vouch/server/app"
)

func exportCommand() Command {
	return Command{Name: "export", Usage: exportUsage, Run: runExport}
}

const exportUsage = `write every fact of a workspace, from the archive and the log

usage: vouch export --workspace W [options] > FILE

  --workspace W      the name or the id of the workspace
  --from DATE        what happened on this day (UTC) or later: 2026-11-01
  --to DATE          what happened on this day or before
  --format FORMAT    jsonl (default) or csv
  --data DIR         the server's data folder; default ./data. The server may be running
  --redis URL[,URL]  where the server's Redis is, when it is not the private one

Facts come in the order in which they were recorded. People stand in them by pseudonym; where the
workspace counts in aggregate only, not at all. No cell of a CSV file is read as a formula: one that
looks like it has an apostrophe in front.

exit: 0 written, 1 failed, 2 misuse`

func runExport(ctx context.Context, env Env, args []string) int {
	call, flags := newUpkeepCall(env, "export")
	format := flags.String("format", "jsonl", "")
	var span app.Span
	flags.Func("from", "", dateInto(&span.From, 0))
	flags.Func("to", "", dateInto(&span.To, 1))
	err := parseAll(flags, args)
	switch {
	case err != nil:
		return misuse(env, "export: %v", err)
	case call.workspace == "":
		return misuse(env, "export: --workspace W is missing")
	case *format != "jsonl" && *format != "csv":
		return misuse(env, "export: --format is jsonl or csv")
	case !span.To.IsZero() && !span.From.Before(span.To):
		return misuse(env, "export: --from is later than --to")
	}
	err = call.with(ctx, func(keeper *app.Keeper) error {
		facts, err := keeper.Export(ctx, span, *format, env.Stdout)
		if err == nil {
			fmt.Fprintf(env.Stderr, "%d facts\n", facts)
		}
		return err
	})
	if err != nil {
		return upkeepFailed(env, "export", err)
	}
	return exitOK
}

// dateInto reads a day and goes on by so many.
func dateInto(at *time.Time, days int) func(string) error {
	return func(text string) error {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return fmt.Errorf("%q is no date: write 2026-11-01", text)
		}
		*at = day.AddDate(0, 0, days)
		return nil
	}
}
