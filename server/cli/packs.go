package cli

import "context"

func packsCommand() Command {
	return Command{
		Name:  "packs",
		Usage: `list, prove, compile and publish rule packs`,
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
		{Name: "schema", Usage: packsSchemaUsage, Run: runPacksSchema},
		{Name: "import", Usage: packsImportUsage, Run: runPacksImport},
		{Name: "compile", Usage: packsCompileUsage, Run: runPacksCompile},
		{Name: "publish", Usage: packsPublishUsage, Run: runPacksPublish},
		{Name: "rollback", Usage: packsRollbackUsage, Run: runPacksRollback},
	}
}
