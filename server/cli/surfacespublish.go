package cli

import (
	"cmp"
	"context"
	"fmt"

	"vouch/shared/wire"
)

const surfacesPublishUsage = `make surfaces live in a workspace

usage: vouch surfaces publish --server URL --token-file FILE [--why TEXT] [FILE]

Without FILE, or with -, the file is read from standard input. The server proves it on its snapshots
of LinkedIn's pages; when it breaks an expectation, what is live stays.

  --server URL       the server, as https://vouch.acme.example
  --token-file FILE  a token of a person of the compliance role (console, Get started)
  --why TEXT         kept with the change; default says that it came from the command line

exit: 0 live, 1 an expectation is not met, 2 misuse, 3 refused or unreachable.`

func runSurfacesPublish(ctx context.Context, env Env, args []string) int {
	var to remote
	files, err := parseMixed(to.flags("surfaces publish"), args)
	if err != nil {
		return misuse(env, "surfaces publish: %v", err)
	}
	name, data, err := readSurfaces(env, files)
	if err != nil {
		return misuse(env, "surfaces publish: %v", err)
	}
	token, err := to.token()
	if err != nil {
		return misuse(env, "surfaces publish: %v", err)
	}
	live, err := patientClient().PublishSurfaces(ctx, to.server, token, wire.SurfacesRequest{
		File: name, JSON: string(data), Why: cmp.Or(to.why, "Published from the command line"),
	})
	return told(env, live, err)
}

const surfacesRollbackUsage = `put back the surfaces of an earlier revision, under a new one

usage: vouch surfaces rollback --server URL --token-file FILE [--to REVISION] [--why TEXT]

  --server URL       the server, as https://vouch.acme.example
  --token-file FILE  a token of a person of the compliance role (console, Get started)
  --to REVISION      default: the one before the live one; before the first stands what ships
  --why TEXT         kept with the change; default says that it came from the command line

exit: 0 live, 2 misuse, 3 refused or unreachable.`

func runSurfacesRollback(ctx context.Context, env Env, args []string) int {
	var to remote
	flags := to.flags("surfaces rollback")
	revision := flags.Int64("to", 0, "")
	rest, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "surfaces rollback: %v", err)
	}
	if len(rest) > 0 {
		return misuse(env, "surfaces rollback: %q is not expected; name a revision with --to", rest[0])
	}
	token, err := to.token()
	if err != nil {
		return misuse(env, "surfaces rollback: %v", err)
	}
	live, err := patientClient().RollbackSurfaces(ctx, to.server, token, wire.RollbackRequest{
		To: *revision, Why: cmp.Or(to.why, "Rolled back from the command line"),
	})
	return told(env, live, err)
}

const surfacesListUsage = `what surfaces went live in a workspace, the newest first

usage: vouch surfaces list --server URL --token-file FILE

exit: 0, 2 misuse, 3 refused or unreachable.`

func runSurfacesList(ctx context.Context, env Env, args []string) int {
	var to remote
	rest, err := parseMixed(to.flags("surfaces list"), args)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%q is not expected", rest[0])
	}
	if err != nil {
		return misuse(env, "surfaces list: %v", err)
	}
	token, err := to.token()
	if err != nil {
		return misuse(env, "surfaces list: %v", err)
	}
	history, err := patientClient().Surfaces(ctx, to.server, token)
	if err != nil {
		return told(env, wire.PublishResponse{}, err)
	}
	for _, c := range history.Changes {
		fmt.Fprintf(env.Stdout, "%d  %s  %s  %s: %s\n", c.Revision, c.At, c.Act, c.Who, c.Why)
	}
	return exitOK
}
