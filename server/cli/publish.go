package cli

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"vouch/shared/client"
	"vouch/shared/wire"
)

// The exit codes of publish and rollback beyond the common ones.
const (
	exitExamples = 1
	exitRefused  = 3
)

// publishPatience bounds one request: proving and compiling take the server a second or two, and
// on a loaded machine as long as it allows them itself.
const publishPatience = 2 * time.Minute

const packsPublishUsage = `make a pack live in a workspace

usage: vouch packs publish --server URL --token-file FILE [--why TEXT] [FILE]

Without FILE, or with -, the pack is read from standard input. The server proves it by its own
examples, beside the packs that are live; when it fails, what is live stays.

  --server URL       the server, as https://vouch.acme.example
  --token-file FILE  a token of a person of the compliance role (console, Get started)
  --why TEXT         kept with the change; default says that it came from the command line

exit: 0 live, 1 examples fail, 2 misuse, 3 refused or unreachable.`

func runPacksPublish(ctx context.Context, env Env, args []string) int {
	var to remote
	flags := to.flags("packs publish")
	files, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs publish: %v", err)
	}
	if len(files) > 1 {
		return misuse(env, "packs publish: one pack at a time")
	}
	name := strings.Join(append(files, "-")[:1], "")
	yaml, err := readPack(env.Stdin, name)
	if err != nil {
		return misuse(env, "packs publish: %v", err)
	}
	token, err := to.token()
	if err != nil {
		return misuse(env, "packs publish: %v", err)
	}
	live, err := patientClient().Publish(ctx, to.server, token, wire.PublishRequest{
		File: filepath.Base(name), YAML: string(yaml),
		Why: cmp.Or(to.why, "Published from the command line"),
	})
	return told(env, live, err)
}

func readPack(stdin io.Reader, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(name) //nolint:gosec // the file is the one the caller named
}

// remote is the workspace a command acts on.
type remote struct {
	server, tokenFile, why string
}

func (r *remote) flags(name string) *flag.FlagSet {
	flags := newFlags(name)
	flags.StringVar(&r.server, "server", "", "")
	flags.StringVar(&r.tokenFile, "token-file", "", "")
	flags.StringVar(&r.why, "why", "", "")
	return flags
}

func (r *remote) token() (string, error) {
	if r.server == "" || r.tokenFile == "" {
		return "", errors.New("--server and --token-file are needed")
	}
	r.server = strings.TrimSuffix(r.server, "/")
	token, err := os.ReadFile(r.tokenFile)
	if err != nil {
		return "", err
	}
	if len(strings.Fields(string(token))) != 1 {
		return "", fmt.Errorf("%s does not hold one token", r.tokenFile)
	}
	return strings.TrimSpace(string(token)), nil
}

// patientClient follows no redirect: a token and a pack go where the caller said and nowhere else.
func patientClient() *client.Client {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client.Client{Do: (&http.Client{Timeout: publishPatience, CheckRedirect: stay}).Do}
}

// told says what is live now, or why not, and gives the exit code.
func told(env Env, live wire.PublishResponse, err error) int {
	if err == nil {
		fmt.Fprintf(env.Stdout, "Revision %d is live.\n%s", live.Revision, live.Diff)
		return exitOK
	}
	var problem *client.Error
	if !errors.As(err, &problem) {
		fmt.Fprintf(env.Stderr, "vouch: %v\n", err)
		return exitRefused
	}
	fmt.Fprintf(env.Stderr, "vouch: %s\n", problem.Title)
	examples := len(problem.Problems) > 0
	for _, p := range problem.Problems {
		fmt.Fprintln(env.Stderr, placed(p))
		examples = examples && p.Example
	}
	if examples {
		return exitExamples
	}
	return exitRefused
}

// placed is a problem as compilers tell it: file:line: rule: field: reason.
func placed(p wire.PackProblem) string {
	parts := []string{p.File}
	if p.Line > 0 {
		parts[0] = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	if p.Rule != "" {
		parts = append(parts, "rule "+p.Rule)
	}
	if p.Field != "" {
		parts = append(parts, p.Field)
	}
	return strings.Join(append(parts, p.Reason), ": ")
}
