package cli

import (
	"cmp"
	"context"

	"vouch/shared/wire"
)

const packsRollbackUsage = `put back the rules of an earlier revision, under a new one

usage: vouch packs rollback --server URL --token-file FILE [--to REVISION] [--why TEXT]

  --server URL       the server, as https://vouch.acme.example
  --token-file FILE  a token of a person of the compliance role (console, Get started)
  --to REVISION      default: the one before the live one
  --why TEXT         kept with the change; default says that it came from the command line

exit: 0 live, 2 misuse, 3 refused or unreachable.`

func runPacksRollback(ctx context.Context, env Env, args []string) int {
	var to remote
	flags := to.flags("packs rollback")
	revision := flags.Int64("to", 0, "")
	rest, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs rollback: %v", err)
	}
	if len(rest) > 0 {
		return misuse(env, "packs rollback: %q is not expected; name a revision with --to", rest[0])
	}
	token, err := to.token()
	if err != nil {
		return misuse(env, "packs rollback: %v", err)
	}
	live, err := patientClient().Rollback(ctx, to.server, token, wire.RollbackRequest{
		To: *revision, Why: cmp.Or(to.why, "Rolled back from the command line"),
	})
	return told(env, live, err)
}
