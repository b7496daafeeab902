package cli

import "context"

func checkCommand() Command {
	return Command{Name: "check", Usage: checkUsage, Run: runCheck}
}

const checkUsage = `judge drafts with the rules, as the extension does`

func runCheck(_ context.Context, env Env, _ []string) int {
	return misuse(env, "check: the engine is not built in yet")
}
