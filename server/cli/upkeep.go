package cli

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"

	"vouch/server/app"
	"vouch/server/fault"
)

// Exit codes of vouch verify.
const (
	exitDifferent  = 1
	exitUncompared = 3
)

const upkeepOptions = `  --workspace W      the name or the id of one workspace; default every one
  --data DIR         the server's data folder; default ./data. The server may be running
  --redis URL[,URL]  where the server's Redis is, when it is not the private one
  --json             a line of JSON for each line of text`

// upkeepCall is what the commands that look after data have in common.
type upkeepCall struct {
	config    app.Config
	workspace string
	json      bool
}

func newUpkeepCall(env Env, command string) (*upkeepCall, *flag.FlagSet) {
	call := &upkeepCall{config: app.Config{
		Now:    env.Now,
		Logger: slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}}
	flags := newFlags(command)
	flags.StringVar(&call.workspace, "workspace", "", "")
	flags.StringVar(&call.config.Data, "data", "data", "")
	flags.Func("redis", "", listInto(&call.config.Redis))
	flags.BoolVar(&call.json, "json", false, "")
	return call, flags
}

// with connects, does the work and disconnects.
func (c *upkeepCall) with(ctx context.Context, work func(*app.Keeper) error) (err error) {
	keeper, err := app.OpenKeeper(ctx, c.config, c.workspace)
	if err != nil {
		return err
	}
	err = work(keeper)
	if closed := keeper.Close(); err == nil {
		err = closed
	}
	return err
}

// say writes a line for people, or the value for programs.
func (c *upkeepCall) say(to io.Writer, value any, format string, args ...any) {
	if !c.json {
		fmt.Fprintf(to, format+"\n", args...)
		return
	}
	line, err := json.Marshal(value)
	if err == nil { // unreachable otherwise: values are plain structs
		fmt.Fprintf(to, "%s\n", line)
	}
}

// upkeepFailed tells misuse from failure: a workspace or a folder that is not there was misnamed.
func upkeepFailed(env Env, command string, err error) int {
	code := failed(env, command, err)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Invalid) {
		return exitMisuse
	}
	if command == "verify" { // 1 is "different" there
		return exitUncompared
	}
	return code
}

// terminal reports whether a person watches.
func terminal(to io.Writer) bool {
	file, ok := to.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
