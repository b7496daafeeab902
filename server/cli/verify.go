package cli

import (
	"context"

	"vouch/server/app"
)

func verifyCommand() Command {
	return Command{Name: "verify", Usage: verifyUsage, Run: runVerify}
}

const verifyUsage = `compare numbers, points and boards with the facts

usage: vouch verify [options]

` + upkeepOptions + `

Every fact is counted anew and compared with what is shown; nothing is changed. A server does this
every night. A difference names its row and field in Redis, which may be a link or a pseudonym.
"vouch rebuild" mends it. Numbers that were begun in another time zone are not compared.

exit: 0 equal, 1 different, 2 misuse, 3 could not be compared`

func runVerify(ctx context.Context, env Env, args []string) int {
	call, flags := newUpkeepCall(env, "verify")
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "verify: %v", err)
	}
	code := exitOK
	err := call.with(ctx, func(keeper *app.Keeper) error {
		return keeper.Verify(ctx, func(c app.Checked) {
			if c.Differences > 0 {
				code = exitDifferent
			}
			call.report(env, c)
		})
	})
	if err != nil {
		return upkeepFailed(env, "verify", err)
	}
	return code
}

func (c *upkeepCall) report(env Env, found app.Checked) {
	switch {
	case found.Outdated:
		c.say(env.Stdout, found, "%s: %s was begun in another way of counting; run `vouch rebuild` to compare it", found.Workspace, found.Projection)
	case found.Differences == 0:
		c.say(env.Stdout, found, "%s: %s is what the facts say", found.Workspace, found.Projection)
	default:
		c.say(env.Stdout, found, "%s: %s differs from the facts in %d numbers", found.Workspace, found.Projection, found.Differences)
	}
	if c.json {
		return
	}
	for _, d := range found.Examples {
		c.say(env.Stdout, nil, "  %s %s: shown %s, by the facts %s", d.Row, d.Field, orNone(d.Live), orNone(d.Counted))
	}
	if more := found.Differences - len(found.Examples); more > 0 {
		c.say(env.Stdout, nil, "  and %d more", more)
	}
}

func orNone(value string) string {
	if value == "" {
		return "nothing"
	}
	return value
}
