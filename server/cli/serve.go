package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"vouch/server/app"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
)

func serveCommand() Command {
	return Command{Name: "serve", Usage: serveUsage, Run: runServe}
}

const serveUsage = `run the server

usage: vouch serve [options]

  --addr ADDRESS     where to listen; default 127.0.0.1:8080, port 0 takes a free one
  --public-url URL   what browsers see, when a proxy stands in front
  --proxies N|NETS   who in front is believed about X-Forwarded-For: so many proxies, or those in
                     these networks (10.0.0.0/8,2001:db8::/32); default 0, nobody
  --extension ORIGIN which extensions may read the API's answers, as in chrome-extension://ID or
                     moz-extension://ID; may be given again; default any
  --redis URL[,URL]  redis://, rediss:// or unix://; several are a cluster. Without it a private
                     redis-server is started, with its file in the data folder
  --fsync WHEN       when the private redis-server writes to the disk: always (default: before it
                     answers) or everysec (faster; a power cut may lose two seconds)
  --wait-replicas N  answer a click or a fact once N replicas of that Redis have it; default 0. While
                     fewer answer, clicks wait in the journal in the data folder
  --traces URL       tell an OpenTelemetry collector how long things took, by OTLP over HTTP, as in
                     http://127.0.0.1:4318; default off, or what OTEL_EXPORTER_OTLP_ENDPOINT says
  --traces-share S   the share of requests and background work that is traced, 0 to 1; default 0.1
  --traces-links S   the share of redirects; default 0.01
  --data DIR         keys and data; default ./data
  --demo             make a workspace with invented facts, and print codes to enter it
  --log LEVEL        debug, info (default), warn or error, on standard error

When it serves, DIR/run.json says where. It stops on Ctrl+C or SIGTERM.

exit: 0 stopped, 1 failed, 2 misuse`

// exitFailed: the command was right and what it asked for did not succeed.
const exitFailed = 1

func runServe(ctx context.Context, env Env, args []string) int {
	config, err := parseServe(env, args)
	if err != nil {
		return misuse(env, "serve: %v", err)
	}
	collectLess()
	running, err := app.Open(ctx, config)
	if err != nil {
		return failed(env, "serve", err)
	}
	err = running.Run(ctx, func() { greet(env.Stdout, running.Where()) })
	if err != nil {
		return failed(env, "serve", err)
	}
	return exitOK
}

// collectLess lets garbage grow to four times what is in use, which is little (20 MB, and some
// kilobytes for each open stream): collecting at Go's 100 % took 7 % of a redirect's CPU.
// GOGC in the environment is the operator's word.
func collectLess() {
	const percent = 400
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

func parseServe(env Env, args []string) (app.Config, error) {
	config := app.Config{Now: env.Now, Extension: extensionDir(), Version: version}
	config.Traces.Standards(os.Getenv)
	flags := newFlags("serve")
	flags.StringVar(&config.Addr, "addr", "127.0.0.1:8080", "")
	flags.StringVar(&config.PublicURL, "public-url", "", "")
	flags.Func("proxies", "", config.TrustProxies)
	flags.StringVar(&config.Data, "data", "data", "")
	flags.Func("fsync", "", func(when string) error { return setFlush(&config.Flush, when) })
	flags.IntVar((*int)(&config.Replicas), "wait-replicas", 0, "")
	flags.BoolVar(&config.Demo, "demo", false, "")
	flags.Func("extension", "", listInto(&config.Origins))
	flags.Func("traces", "", config.SendTraces)
	flags.Float64Var(&config.Traces.Share, "traces-share", tracing.DefaultShare, "")
	flags.Float64Var(&config.Traces.Links, "traces-links", tracing.DefaultLinks, "")
	flags.Func("redis", "", listInto(&config.Redis))
	level := slog.LevelInfo
	flags.Func("log", "", func(text string) error { return level.UnmarshalText([]byte(text)) })
	if err := parseAll(flags, args); err != nil {
		return app.Config{}, err
	}
	config.Logger = slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: level}))
	return config, nil
}

func setFlush(flush *kv.Flush, when string) error {
	switch kv.Flush(when) {
	case kv.FlushAlways, kv.FlushEverySecond:
		*flush = kv.Flush(when)
		return nil
	}
	return errors.New("always or everysec")
}

// parseAll refuses what is left over, such as a misspelt option after a word.
func parseAll(flags *flag.FlagSet, args []string) error {
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("there is nothing to do with %q", flags.Arg(0))
	}
	return nil
}

func listInto(list *[]string) func(string) error {
	return func(text string) error {
		for item := range strings.SplitSeq(text, ",") {
			if item = strings.TrimSpace(item); item == "" {
				return errors.New("an empty address")
			}
			*list = append(*list, item)
		}
		return nil
	}
}

// failed says what went wrong: the sentence for the person, and the cause, who is the operator.
func failed(env Env, command string, err error) int {
	text := err.Error()
	if f, ok := fault.As(err); ok && f.Cause == nil {
		text = f.Message
	}
	fmt.Fprintf(env.Stderr, "vouch: %s: %s\n", command, text)
	return exitFailed
}

// extensionDir is where the build puts the extension: beside bin, or below the current folder.
func extensionDir() string {
	const built = "extension/dist/chrome"
	if program, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(program), "..", built)
		if info, err := os.Stat(beside); err == nil && info.IsDir() {
			return filepath.Clean(beside)
		}
	}
	here, err := filepath.Abs(built)
	if err != nil {
		return built
	}
	return here
}

// greet tells a person what to do next, in the order they will do it.
func greet(w io.Writer, at app.RunFile) {
	fmt.Fprintf(w, "\nVouch is running at %s\n\n", at.URL)
	row := func(label, value string) { fmt.Fprintf(w, "  %-14s%s\n", label, value) }
	if at.SignIn == "" {
		row("Console", at.Console)
		fmt.Fprintf(w, "\nPeople sign in by one-time links: `vouch init` makes the first, the console the others.\n")
		fmt.Fprintf(w, "Press Ctrl+C to stop.\n\n")
		return
	}
	row("Console", at.SignIn)
	row("", "(a sign-in link: it works once, within an hour)")
	row("Extension", at.Extension)
	row("", "(chrome://extensions, Developer mode, Load unpacked)")
	row("Pair it", "server "+at.URL+"   code "+at.PairingCode)
	row("", "(the code works once, within ten minutes; the console makes others)")
	row("Practice", at.Practice)
	fmt.Fprintf(w, "\nThis is a demo workspace with invented facts. Press Ctrl+C to stop.\n\n")
}
