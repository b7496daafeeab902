package cli

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"vouch/server/app"
)

func keysCommand() Command {
	return Command{Name: "keys", Usage: "list the keys that sign tokens, and let the next one sign", Run: runKeys}
}

func runKeys(ctx context.Context, env Env, args []string) int {
	return dispatch(ctx, env, "vouch keys", []Command{
		{Name: "list", Usage: keysListUsage, Run: runKeysList},
		{Name: "rotate", Usage: keysRotateUsage, Run: runKeysRotate},
	}, args)
}

const keysListUsage = `show which key signs tokens and which waits

usage: vouch keys list [--data DIR]

  --data DIR   the server's data folder; default ./data. The server may be running

exit: 0 shown, 1 failed, 2 misuse`

const keysRotateUsage = `let the next key sign tokens

usage: vouch keys rotate [--data DIR] [--leaked]

  --data DIR   the server's data folder; default ./data. The server may be running
  --leaked     do not wait, and forget the old key at once: every token it signed is refused, and
               browsers fetch another by themselves

A server does this by itself every thirty days. The next key is published for ten minutes before
it may sign; the old one is known until the last token it signed has ended. Every server that
shares the folder follows within a second, without a restart.

exit: 0 done, 1 refused or failed, 2 misuse`

func runKeysList(_ context.Context, env Env, args []string) int {
	config, _, err := keysOptions(env, args, false)
	if err != nil {
		return misuse(env, "keys list: %v", err)
	}
	if err := listKeys(env.Stdout, config); err != nil {
		return failed(env, "keys list", err)
	}
	return exitOK
}

func runKeysRotate(_ context.Context, env Env, args []string) int {
	config, leaked, err := keysOptions(env, args, true)
	if err != nil {
		return misuse(env, "keys rotate: %v", err)
	}
	keys, err := app.Keys(config)
	if err == nil {
		err = keys.Rotate(leaked)
	}
	if err == nil {
		err = listKeys(env.Stdout, config)
	}
	if err != nil {
		return failed(env, "keys rotate", err)
	}
	return exitOK
}

func keysOptions(env Env, args []string, rotates bool) (config app.Config, leaked bool, err error) {
	config.Now = env.Now
	flags := newFlags("keys")
	flags.StringVar(&config.Data, "data", "data", "")
	if rotates {
		flags.BoolVar(&leaked, "leaked", false, "")
	}
	return config, leaked, parseAll(flags, args)
}

func listKeys(w io.Writer, config app.Config) error {
	keys, err := app.Keys(config)
	if err != nil {
		return err
	}
	const gap = 2
	table := tabwriter.NewWriter(w, 0, 0, gap, ' ', 0)
	fmt.Fprintln(table, "KEY\tPUBLISHED\tSIGNS SINCE\tKNOWN UNTIL")
	for _, turn := range keys.Turns() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", turn.ID, instant(turn.Published), instant(turn.Signs), instant(turn.Until))
	}
	return table.Flush()
}

func instant(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.UTC().Format(time.RFC3339)
}
