// Command vouch serves a workspace and gives its rules to the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"vouch/server/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	env := cli.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now} //nolint:forbidigo // the rim: here the clock is handed in
	code := cli.Run(ctx, env, os.Args[1:])
	stop()
	os.Exit(code)
}
