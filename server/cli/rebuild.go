package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"vouch/server/app"
)

func rebuildCommand() Command {
	return Command{Name: "rebuild", Usage: rebuildUsage, Run: runRebuild}
}

const rebuildUsage = `count every fact again: numbers, points and boards

usage: vouch rebuild [options]

` + upkeepOptions + `

The log, and the archive where the log was trimmed, are counted into new numbers beside those that
are shown; these go on, and are replaced in one step. When it is stopped or fails nothing has
changed, and it can be run again. It also applies a new time zone to the past.

exit: 0 rebuilt, 1 failed, 2 misuse`

func runRebuild(ctx context.Context, env Env, args []string) int {
	call, flags := newUpkeepCall(env, "rebuild")
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "rebuild: %v", err)
	}
	show := &meter{call: call, out: env.Stdout, bar: !call.json && terminal(env.Stdout), shown: -1}
	err := call.with(ctx, func(keeper *app.Keeper) error { return keeper.Rebuild(ctx, show.tell) })
	if err != nil {
		show.stop()
		return upkeepFailed(env, "rebuild", err)
	}
	return exitOK
}

// meter shows progress: a bar where a person watches, else a line for each tenth.
type meter struct {
	call  *upkeepCall
	out   io.Writer
	bar   bool
	shown int64 // the tenth, or the hundredth for a bar, that stands there; -1 is none
}

func (m *meter) tell(p app.Progress) {
	steps := int64(10)
	if m.bar {
		steps = 100
	}
	at := steps
	if p.Of > 0 {
		at = p.Entries * steps / p.Of
	}
	if at == m.shown && !p.Done {
		return
	}
	m.shown = at
	if m.bar {
		m.draw(p, at)
	} else {
		m.line(p, at*100/steps)
	}
	if p.Done {
		m.shown = -1
	}
}

func (m *meter) line(p app.Progress, percent int64) {
	if p.Done {
		m.call.say(m.out, p, "%s: %s rebuilt from %d facts", p.Workspace, p.Projection, p.Facts)
		return
	}
	m.call.say(m.out, p, "%s: %s %d %%, %d facts", p.Workspace, p.Projection, percent, p.Facts)
}

func (m *meter) draw(p app.Progress, percent int64) {
	const width = 40
	full := int(percent * width / 100)
	fmt.Fprintf(m.out, "\r%s: %s [%s%s] %3d %%  %d facts", p.Workspace, p.Projection,
		strings.Repeat("#", full), strings.Repeat(".", width-full), percent, p.Facts)
	if p.Done {
		fmt.Fprintln(m.out)
	}
}

// stop leaves the line of a bar.
func (m *meter) stop() {
	if m.bar && m.shown >= 0 {
		fmt.Fprintln(m.out)
	}
}
