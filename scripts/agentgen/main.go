// Command agentgen makes server/agents/names.txt of the npm packages crawler-user-agents (MIT)
// and isbot (Unlicense), from a folder that has both installed.
//
//	go run ./scripts/agentgen node_modules > server/agents/names.txt
//
// Both lists are regular expressions, nearly all of them plain text with anchors. Those become
// lines; the few others are written by hand in server/agents/shape.go, and their names stand in
// judged.go: an expression that is neither makes the run fail, so that a new edition of a list
// is read before it is used.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: agentgen NODE_MODULES > server/agents/names.txt")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "agentgen:", err)
		os.Exit(1)
	}
}

func run(modules string, out io.Writer) error {
	patterns, err := read(modules)
	if err != nil {
		return err
	}
	lines, unknown := translate(patterns)
	if len(unknown) > 0 {
		return fmt.Errorf("not plain text and not judged yet:\n%s", strings.Join(unknown, "\n"))
	}
	w := bufio.NewWriter(out)
	_, _ = io.WriteString(w, head) // its error comes again at Flush
	for _, line := range lines {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\n", line.tag, line.signs, line.text)
	}
	return w.Flush()
}

const head = `# Made by scripts/agentgen of the npm packages crawler-user-agents (MIT) and isbot (Unlicense), see
# names.LICENSE. Do not edit: run it again.
# A line is a tag, where the text counts (^ at the start, $ at the end, < and > where a word
# starts and ends), and the text in lower case, parted by tabs. A cover takes back what stands in it.
`

// pattern is one expression of a list.
type pattern struct {
	tag  string
	text string
}

func read(modules string) ([]pattern, error) {
	crawlers, err := readCrawlers(filepath.Join(modules, "crawler-user-agents", "crawler-user-agents.json"))
	if err != nil {
		return nil, err
	}
	bots, err := readIsbot(filepath.Join(modules, "isbot", "index.mjs"))
	return append(crawlers, bots...), err
}

func readCrawlers(path string) ([]pattern, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var entries []struct {
		Pattern string
		Tags    []string
	}
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	patterns := make([]pattern, len(entries))
	for i, e := range entries {
		patterns[i] = pattern{tag: tagOf(e.Tags), text: e.Pattern}
	}
	return patterns, nil
}

// tagOf takes the first tag: the list puts what says most in front.
func tagOf(tags []string) string {
	if len(tags) == 0 {
		return "crawler"
	}
	return tags[0]
}

// isbotList is where isbot's bundle holds its expressions, as an array that is JSON.
var isbotList = regexp.MustCompile(`(?s)patterns_default = (\[.*?\n\]);`)

func readIsbot(path string) ([]pattern, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	found := isbotList.FindSubmatch(data)
	if found == nil {
		return nil, fmt.Errorf("%s: no list of patterns where it used to stand", path)
	}
	var texts []string
	if err := json.Unmarshal(found[1], &texts); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	patterns := make([]pattern, len(texts))
	for i, text := range texts {
		patterns[i] = pattern{tag: "crawler", text: text}
	}
	return patterns, nil
}
