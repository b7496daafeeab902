// Command unicodegen writes shared/text/tables.go: what every character beyond ASCII is worth
// to a matcher.
//
// Its sources are the Unicode tables of the Go distribution and of golang.org/x/text (case
// folding, NFKC and NFD), and the confusables of UTS #39 as Debian's package
// python3-confusable-homoglyphs carries them (confusables.json). The few letters that neither
// covers stand in curated.go, with the reason.
//
//	go run ./scripts/unicodegen -confusables confusables.json > shared/text/tables.go
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"os"
)

func main() {
	path := flag.String("confusables", "/usr/lib/python3/dist-packages/confusable_homoglyphs/confusables.json", "the confusables of UTS #39")
	flag.Parse()
	if err := run(*path); err != nil {
		fmt.Fprintln(os.Stderr, "unicodegen:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	likenesses := map[string][]struct {
		C string `json:"c"`
	}{}
	if err := json.Unmarshal(data, &likenesses); err != nil {
		return err
	}
	pairs := map[string][]string{}
	for from, to := range likenesses {
		for _, l := range to {
			pairs[from] = append(pairs[from], l.C)
		}
	}
	looks := lookalikes(pairs)
	var source bytes.Buffer
	write(&source, buildTrie(looks), looks)
	formatted, err := format.Source(source.Bytes())
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(formatted)
	return err
}
