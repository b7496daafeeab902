package cli

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"vouch/server/app"
)

func initCommand() Command {
	return Command{Name: "init", Usage: initUsage, Run: runInit}
}

const initUsage = `make a workspace and a sign-in link for its first administrator

usage: vouch init --workspace NAME [options]

  --workspace NAME   the company's name
  --data DIR         the server's data folder; default ./data. The server may be running
  --redis URL[,URL]  where the server's Redis is, when it is not the private one
  --public-url URL   what browsers see; default http://127.0.0.1:8080

The link is printed on standard output; it works once, within seven days.

exit: 0 made, 1 failed, 2 misuse`

func runInit(ctx context.Context, env Env, args []string) int {
	config := app.Config{
		Now:    env.Now,
		Logger: slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	flags := newFlags("init")
	name := flags.String("workspace", "", "")
	flags.StringVar(&config.Data, "data", "data", "")
	flags.StringVar(&config.PublicURL, "public-url", "http://127.0.0.1:8080", "")
	flags.Func("redis", "", listInto(&config.Redis))
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "init: %v", err)
	}
	if strings.TrimSpace(*name) == "" {
		return misuse(env, "init: --workspace NAME is missing")
	}
	link, err := app.Init(ctx, config, *name)
	if err != nil {
		return failed(env, "init", err)
	}
	fmt.Fprintf(env.Stderr, "The workspace %q is made. Where the server runs (vouch serve), open this link to sign in as its administrator:\n", *name)
	fmt.Fprintln(env.Stdout, link)
	return exitOK
}
