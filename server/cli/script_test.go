package cli_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"vouch/server/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vouch": vouch})
}

// vouch is the command itself, on a fixed day.
func vouch() {
	now := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	env := cli.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: now}
	os.Exit(cli.Run(context.Background(), env, os.Args[1:]))
}

// TestScripts runs every scenario of testdata/script: what a person types, sees and gets back.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
