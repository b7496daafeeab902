package cli

import "context"

func packsCommand() Command {
	return Command{
		Name:  "packs",
		Usage: `list, prove and compile rule packs`,
		Run: func(ctx context.Context, env Env, args []string) int {
			return dispatch(ctx, env, "vouch packs", packCommands(), args)
		},
	}
}

// packCommands is the table of "vouch packs ...", in the order of the overview.
func packCommands() []Command {
	return []Command{
		{Name: "list", Usage: packsListUsage, Run: runPacksList},
		{Name: "test", Usage: packsTestUsage, Run: runPacksTest},
		{Name: "lint", Usage: packsLintUsage, Run: runPacksLint},
		{Name: "compile", Usage: packsCompileUsage, Run: runPacksCompile},
	}
}
