package cli

import (
	"context"

	"vouch/server/app"
)

func archiveCommand() Command {
	return Command{Name: "archive", Usage: archiveUsage, Run: runArchive}
}

const archiveUsage = `write the facts of past days into files, and let Redis forget the old ones

usage: vouch archive [options]

` + upkeepOptions + `

Facts recorded before today (UTC) go to DIR/archive, a compressed file of JSON lines a workspace and
day. Redis keeps those of the last seven days, and all that was not counted yet. A server does this
every night. Keep copies of the files: a rebuild needs them.

exit: 0 done, 1 failed, 2 misuse`

func runArchive(ctx context.Context, env Env, args []string) int {
	call, flags := newUpkeepCall(env, "archive")
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "archive: %v", err)
	}
	err := call.with(ctx, func(keeper *app.Keeper) error {
		return keeper.Archive(ctx, func(a app.Archived) {
			call.say(env.Stdout, a, "%s: %d facts archived, %d entries of the log let go", a.Workspace, a.Facts, a.Trimmed)
		})
	})
	if err != nil {
		return upkeepFailed(env, "archive", err)
	}
	return exitOK
}
