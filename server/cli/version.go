package cli

import (
	"context"
	"fmt"
	"runtime"

	"vouch/shared/wire"
)

// version is what is released together: server, extension and packs. The extension's manifests
// carry the same one.
const version = "0.2.0"

func versionCommand() Command {
	return Command{Name: "version", Usage: versionUsage, Run: runVersion}
}

const versionUsage = `say which version this is

usage: vouch version

Prints the version, the version of the exchange with extensions, and the Go release it was built with.

exit: 0, 2 misuse`

func runVersion(_ context.Context, env Env, args []string) int {
	if len(args) > 0 {
		return misuse(env, "version: takes no arguments")
	}
	fmt.Fprintf(env.Stdout, "vouch %s, exchange %d, %s\n", version, wire.Protocol, runtime.Version())
	return exitOK
}
