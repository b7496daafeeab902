// Package cli is the command line: one file a subcommand, one table of them all.
//
// It promises that every subcommand talks to the world through Env alone, and that it returns
// an exit code instead of ending the process: 0 is success, 2 is misuse, what 1 and 3 mean is
// written in the subcommand's own usage.
package cli

import (
	"context"
	"fmt"
	"io"
	"time"
)

// The exit codes that mean the same everywhere.
const (
	exitOK     = 0
	exitMisuse = 2
)

// Env is the world as a subcommand sees it.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
}

// Command is one subcommand. Usage is its whole help; its first line is the one the overview
// shows. Run gets the arguments after the command's name and returns the exit code.
type Command struct {
	Name  string
	Usage string
	Run   func(ctx context.Context, env Env, args []string) int
}

// commands is the table of subcommands, in the order of the overview.
func commands() []Command {
	return []Command{
		serveCommand(),
		initCommand(),
		rebuildCommand(),
		verifyCommand(),
		archiveCommand(),
		exportCommand(),
		keysCommand(),
		checkCommand(),
		packsCommand(),
		surfacesCommand(),
		suggestCommand(),
		linksCommand(),
		backupCommand(),
		restoreCommand(),
		versionCommand(),
	}
}

// Run finds the subcommand that args[0] names and runs it.
func Run(ctx context.Context, env Env, args []string) int {
	return dispatch(ctx, env, "vouch", commands(), args)
}

// dispatch serves one level of a command tree: "vouch ..." and "vouch packs ...".
func dispatch(ctx context.Context, env Env, name string, table []Command, args []string) int {
	if len(args) == 0 {
		overview(env.Stderr, name, table)
		return exitMisuse
	}
	if isHelp(args[0]) {
		overview(env.Stdout, name, table)
		return exitOK
	}
	for _, c := range table {
		if c.Name != args[0] {
			continue
		}
		if len(args) > 1 && isHelp(args[1]) {
			fmt.Fprintln(env.Stdout, c.Usage)
			return exitOK
		}
		return c.Run(ctx, env, args[1:])
	}
	fmt.Fprintf(env.Stderr, "%s: there is no command %q\n\n", name, args[0])
	overview(env.Stderr, name, table)
	return exitMisuse
}
