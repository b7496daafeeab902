package cli

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"vouch/extension/linkedin"
	"vouch/shared/surfaces/prove"
)

func surfacesCommand() Command {
	return Command{
		Name:  "surfaces",
		Usage: `show, prove and publish what browsers know of LinkedIn's pages`,
		Run: func(ctx context.Context, env Env, args []string) int {
			return dispatch(ctx, env, "vouch surfaces", surfacesCommands(), args)
		},
	}
}

// surfacesCommands is the table of "vouch surfaces ...", in the order of the overview.
func surfacesCommands() []Command {
	return []Command{
		{Name: "show", Usage: surfacesShowUsage, Run: runSurfacesShow},
		{Name: "test", Usage: surfacesTestUsage, Run: runSurfacesTest},
		{Name: "publish", Usage: surfacesPublishUsage, Run: runSurfacesPublish},
		{Name: "rollback", Usage: surfacesRollbackUsage, Run: runSurfacesRollback},
		{Name: "list", Usage: surfacesListUsage, Run: runSurfacesList},
	}
}

const surfacesShowUsage = `the surfaces that ship with this version

usage: vouch surfaces show

What a published file leaves out is as it stands here: the groups "editors", "roots" and
"buttons", and each place, are taken as a whole from one or the other.

exit: 0, or 2 for misuse.`

func runSurfacesShow(_ context.Context, env Env, args []string) int {
	if len(args) > 0 {
		return misuse(env, "surfaces show: %q is not expected", args[0])
	}
	if _, err := env.Stdout.Write(linkedin.Surfaces); err != nil {
		return exitMisuse
	}
	return exitOK
}

const surfacesTestUsage = `prove surfaces on the snapshots of LinkedIn's pages

usage: vouch surfaces test [FILE]

Without FILE, or with -, the file is read from standard input. Every place of every snapshot must be
found as what it is, with its own button, and nothing else may be.

exit: 0 every expectation is met, 1 some are not, 2 misuse or a file that cannot be read.`

func runSurfacesTest(_ context.Context, env Env, args []string) int {
	name, data, err := readSurfaces(env, args)
	if err != nil {
		return misuse(env, "surfaces test: %v", err)
	}
	snapshots, err := fs.Sub(linkedin.Snapshots, "snapshots")
	if err != nil {
		return misuse(env, "surfaces test: %v", err)
	}
	result, problems, err := prove.File(name, data, prove.Shipped{Surfaces: linkedin.Surfaces, Snapshots: snapshots})
	if err != nil {
		return misuse(env, "surfaces test: %v", err)
	}
	code := exitOK
	for _, p := range problems {
		fmt.Fprintln(env.Stdout, placed(p))
		code = max(code, exitExamples)
		if !p.Example {
			code = exitMisuse
		}
	}
	if code == exitOK {
		fmt.Fprintf(env.Stdout, "%s: %d snapshots, %d places, all as expected\n", name, result.Snapshots, result.Places)
	}
	return code
}

// readSurfaces reads the one file that a call names, or standard input.
func readSurfaces(env Env, files []string) (name string, data []byte, err error) {
	if len(files) > 1 {
		return "", nil, fmt.Errorf("one file at a time, and not %s as well", files[1])
	}
	name = strings.Join(append(files, "-")[:1], "")
	data, err = readPack(env.Stdin, name)
	return filepath.Base(name), data, err
}
