// Package operate_test holds what operators are told against the program: every vouch command on the
// page exists and takes the options that the page gives it, and so do the unit and the container.
package operate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vouch/server/cli"
)

// call is a subcommand, of one word or two, and its options.
type call struct{ command, options []string }

// called finds the calls of vouch in a text.
func called(text string) []call {
	text = strings.NewReplacer("sudo -u vouch ", "", `", "`, " ", `["`, " ", `"]`, "").Replace(text)
	var calls []call
	for _, match := range regexp.MustCompile(`(?m)(?:^|[\s/])vouch ([a-z]+)((?: \S+)*)`).FindAllStringSubmatch(text, -1) {
		made := call{command: []string{match[1]}, options: regexp.MustCompile(`--[a-z-]+`).FindAllString(match[2], -1)}
		if made.command[0] == "keys" {
			made.command = append(made.command, strings.Fields(match[2])[0])
		}
		calls = append(calls, made)
	}
	return calls
}

func usage(t *testing.T, command []string) string {
	t.Helper()
	var out bytes.Buffer
	if code := cli.Run(context.Background(), cli.Env{Stdout: &out, Stderr: &out}, append(slices.Clone(command), "--help")); code != 0 {
		t.Fatalf("there is no vouch %s: %s", command, out.String())
	}
	return out.String()
}

// blocks are the fenced commands of a page.
func blocks(page string) string {
	var found strings.Builder
	for i, part := range strings.Split(page, "```") {
		if i%2 == 1 {
			found.WriteString(strings.TrimPrefix(part, "sh") + "\n")
		}
	}
	return found.String()
}

func TestWhatOperatorsTypeExists(t *testing.T) {
	for _, name := range []string{"README.md", "vouch.service", "Containerfile"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page := string(text)
		if name == "README.md" {
			page = blocks(page)
		}
		calls := called(page)
		if len(calls) == 0 {
			t.Errorf("%s calls nothing", name)
		}
		for _, call := range calls {
			if name == "Containerfile" && call.command[0] != "serve" {
				continue // the name of the image in its comments
			}
			help := usage(t, call.command)
			for _, option := range call.options {
				if !strings.Contains(help, option) {
					t.Errorf("%s: vouch %s has no %s", name, strings.Join(call.command, " "), option)
				}
			}
		}
	}
}

// The dashboard asks for metrics that the server's own sources name, and for those that every Go
// program tells.
func TestTheDashboardAsksForWhatThereIs(t *testing.T) {
	text, err := os.ReadFile("grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(text) {
		t.Fatal("not JSON")
	}
	told := regexp.MustCompile(`vouch_[a-z_]+`)
	var sources strings.Builder
	for _, path := range []string{"../../server/app/clicks.go", "../../server/app/upkeep.go", "../../server/app/edges.go", "../../server/app/ready.go", "../../server/app/traces.go", "../../server/web/observe.go"} {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources.Write(source)
	}
	known := told.FindAllString(sources.String(), -1)
	asked := told.FindAllString(string(text), -1)
	if len(asked) < 8 {
		t.Errorf("asks for %d metrics", len(asked))
	}
	for _, metric := range asked {
		metric = regexp.MustCompile(`_(count|bucket|sum)$`).ReplaceAllString(metric, "")
		if !slices.Contains(known, metric) {
			t.Errorf("there is no metric %s", metric)
		}
	}
}
