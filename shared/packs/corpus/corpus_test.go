// Package corpus_test sees that the labelled corpus keeps its own promises: its form, its balance and its split.
// What the rules make of it is measured by the command line (packs test --corpus), not here.
package corpus_test

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vouch/shared/rule"
)

//go:embed work.jsonl aside.jsonl hard.jsonl hard-aside.jsonl fresh.jsonl profiles
var files embed.FS

// line is one labelled text, as README.md describes it.
type line struct {
	ID      string         `json:"id"`
	Text    string         `json:"text"`
	Parts   []string       `json:"parts"`
	Surface string         `json:"surface"`
	Date    string         `json:"date"`
	Lang    string         `json:"lang"`
	Context map[string]any `json:"context"`
	Profile string         `json:"profile"`
	Flags   []string       `json:"flags"`
	May     []string       `json:"may"`
	Kind    string         `json:"kind"`
}

func lines(t *testing.T, name string) []line {
	t.Helper()
	src, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []line
	scanner := bufio.NewScanner(bytes.NewReader(src))
	for scanner.Scan() {
		var l line
		decoder := json.NewDecoder(bytes.NewReader(scanner.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&l); err != nil {
			t.Fatalf("%s line %d: %v", name, len(all)+1, err)
		}
		all = append(all, l)
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// work is what the authors of rules may look at, kept is what they may not.
func work(t *testing.T) []line {
	t.Helper()
	return lines(t, "work.jsonl")
}

func kept(t *testing.T) []line {
	t.Helper()
	return lines(t, "aside.jsonl")
}

func everything(t *testing.T) []line {
	t.Helper()
	return append(work(t), kept(t)...)
}

// hard are the texts that say it sideways, both parts.
func hard(t *testing.T) []line {
	t.Helper()
	return append(lines(t, "hard.jsonl"), lines(t, "hard-aside.jsonl")...)
}

// allTexts are those of every file.
func allTexts(t *testing.T) []line {
	t.Helper()
	return slices.Concat(everything(t), hard(t), lines(t, "fresh.jsonl"))
}

func TestEveryLineIsWellFormed(t *testing.T) {
	kinds := []string{"claim", "near", "evasion", "protected", "private"}
	surfaces := []string{"", "post", "comment", "message", "article", "static"}
	ids, texts := map[string]bool{}, map[string]string{}
	for _, l := range allTexts(t) {
		text := l.Text + strings.Join(l.Parts, "")
		if l.ID == "" || ids[l.ID] {
			t.Errorf("id %q is empty or stands twice", l.ID)
		}
		if (l.Text == "") == (len(l.Parts) == 0) {
			t.Errorf("%s: exactly one of text and parts", l.ID)
		}
		if other, twice := texts[text]; twice {
			t.Errorf("%s repeats the text of %s", l.ID, other)
		}
		if !slices.Contains(kinds, l.Kind) || !slices.Contains(surfaces, l.Surface) {
			t.Errorf("%s: kind %q or surface %q is unknown", l.ID, l.Kind, l.Surface)
		}
		if _, err := time.Parse(time.DateOnly, l.Date); err != nil {
			t.Errorf("%s: %v", l.ID, err)
		}
		ids[l.ID], texts[text] = true, l.ID
	}
}

func known(id string) bool {
	for _, family := range families {
		if strings.HasPrefix(id, family) {
			return true
		}
	}
	return slices.Contains(shown, id) || slices.Contains(settings, id) || slices.Contains(asked, id)
}

func TestLabelsNameKnownRules(t *testing.T) {
	for _, l := range allTexts(t) {
		for _, id := range slices.Concat(l.Flags, l.May) {
			if !known(id) {
				t.Errorf("%s: %q is no rule of ours", l.ID, id)
			}
		}
		for _, id := range l.Flags {
			if slices.Contains(settings, id) || slices.Contains(l.May, id) {
				t.Errorf("%s: %q finds nothing in a text, or stands under flags and may", l.ID, id)
			}
		}
		if wants := l.Kind == "claim" || l.Kind == "evasion"; wants != (len(l.Flags) > 0) {
			t.Errorf("%s: a text of kind %s with flags %v", l.ID, l.Kind, l.Flags)
		}
	}
}

func TestEveryRuleIsShown(t *testing.T) {
	seen := map[string]int{}
	for _, l := range everything(t) {
		for _, id := range l.Flags {
			seen[id]++
		}
	}
	for _, id := range shown {
		if seen[id] < 4 {
			t.Errorf("%s is shown by %d texts, at least 4 are wanted", id, seen[id])
		}
	}
}

func TestBalance(t *testing.T) {
	all := everything(t)
	negatives := 0
	kinds := map[string]int{}
	for _, l := range all {
		kinds[l.Kind]++
		if len(l.Flags) == 0 {
			negatives++
		}
	}
	if len(all) < 600 || 100*negatives < 40*len(all) {
		t.Errorf("%d texts, %d of them negative: at least 600 and 40 %% are wanted", len(all), negatives)
	}
	for kind, least := range map[string]int{"evasion": 60, "protected": 50, "private": 80} {
		if kinds[kind] < least {
			t.Errorf("%d texts of kind %s, at least %d are wanted", kinds[kind], kind, least)
		}
	}
}

var numbered = regexp.MustCompile(`^(.+[^0-9])([0-9]+)$`)

// aside says by the split rule of README.md on which side an id belongs. It looks at nothing but the id, so a text
// never changes sides when others are added.
func aside(id string) bool {
	parts := numbered.FindStringSubmatch(id)
	if parts == nil {
		return false
	}
	group := fnv.New32a()
	group.Write([]byte(parts[1]))
	number, err := strconv.ParseUint(parts[2], 10, 32)
	return err == nil && uint32(number)%3 == group.Sum32()%3
}

func TestSplit(t *testing.T) {
	for _, l := range work(t) {
		if aside(l.ID) {
			t.Errorf("%s belongs into aside.jsonl", l.ID)
		}
	}
	for _, l := range kept(t) {
		if !aside(l.ID) {
			t.Errorf("%s belongs into work.jsonl", l.ID)
		}
	}
	if share := 100 * len(kept(t)) / len(everything(t)); share < 30 || share > 50 {
		t.Errorf("%d %% of the texts are kept aside, 30 to 50 are wanted", share)
	}
}

func TestProfilesParse(t *testing.T) {
	for _, l := range allTexts(t) {
		name := "profiles/" + l.Profile + ".yaml"
		if l.Profile == "" {
			name = "profiles/acme.yaml"
		}
		src, err := files.ReadFile(name)
		if err != nil {
			t.Fatalf("%s: %v", l.ID, err)
		}
		if _, err := rule.ParseProfile(name, src); err != nil {
			t.Fatalf("%s: %v", l.ID, err)
		}
	}
}
