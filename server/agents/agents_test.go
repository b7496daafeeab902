package agents_test

import (
	"os"
	"strings"
	"testing"

	"vouch/server/agents"
)

// The table speaks of machines in all their kinds; how the whole public lists fare is measured
// outside the repository, for they are not ours.
func TestAgentsAreTakenForWhatTheyAre(t *testing.T) {
	table := agents.New()
	for line := range strings.Lines(read(t, "testdata/agents.txt")) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
		if line[0] == '#' || len(fields) != 3 {
			continue
		}
		got := table.Read(fields[2])
		if kind(got) != fields[0] || got.Reason == "" {
			t.Errorf("%s (%s), want %s: %s", kind(got), got.Reason, fields[0], fields[2])
		}
		if fields[1] != "-" && got.Device.String() != fields[1] {
			t.Errorf("%s, want %s: %s", got.Device, fields[1], fields[2])
		}
	}
}

func read(tb testing.TB, path string) string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func kind(a agents.Agent) string {
	switch a.Kind {
	case agents.Person:
		return "person"
	case agents.Bot:
		return "bot"
	case agents.Preview:
		return "preview"
	}
	return "unknown"
}

// Every name of the lists makes a browser's user agent a machine's, at the end of it and in the
// middle, in capitals too.
func TestEveryListedNameIsFound(t *testing.T) {
	const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
	table := agents.New()
	n := 0
	for line := range strings.Lines(read(t, "names.txt")) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3)
		if len(fields) != 3 || fields[0] == "cover" {
			continue
		}
		n++
		for _, agent := range around(fields[1], fields[2], browser) {
			if got := table.Read(agent); got.Kind == agents.Person {
				t.Errorf("%q is a person, %s: %s", fields[2], got.Reason, agent)
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d names", n)
	}
}

func around(place, name, browser string) []string {
	switch {
	case strings.Contains(place, "^"):
		return []string{name + " (x)", strings.ToUpper(name) + ")"}
	case strings.Contains(place, "$"):
		return []string{browser + " " + name}
	}
	return []string{browser + " " + name + "; x", "Mozilla/5.0 (X11; Linux; " + strings.ToUpper(name) + " ) Gecko/20100101 Firefox/130.0"}
}

// A user agent is whatever a stranger sends: nothing panics, the same text gets the same answer,
// and what follows the first kilobyte changes nothing.
func FuzzRead(f *testing.F) {
	for line := range strings.Lines(read(f, "testdata/agents.txt")) {
		f.Add(line)
	}
	f.Add("cubot cubot robot")
	f.Add(strings.Repeat("compatible; ", 500))
	f.Add("\x00\xff@@@a.a")
	f.Add("Mozilla/")
	f.Add("Mozilla/5.0 (Linux; Android ")
	table := agents.New()
	f.Fuzz(func(t *testing.T, agent string) {
		first := table.Read(agent)
		if first.Reason == "" || kind(first) == "unknown" {
			t.Fatalf("%+v", first)
		}
		if again := table.Read(agent); again != first {
			t.Fatalf("%+v, then %+v", first, again)
		}
		if len(agent) > 1024 {
			if short := table.Read(agent[:1024]); short != first {
				t.Fatalf("what is beyond the limit counts: %+v, %+v", first, short)
			}
		}
	})
}

// All kinds of agents in turn, as a server meets them: the same one again would be in the cache.
func BenchmarkRead(b *testing.B) {
	var all []string
	for line := range strings.Lines(read(b, "testdata/agents.txt")) {
		if fields := strings.SplitN(strings.TrimRight(line, "\n"), "\t", 3); len(fields) == 3 {
			all = append(all, fields[2])
		}
	}
	table := agents.New()
	for n := 0; b.Loop(); n++ {
		table.Read(all[n%len(all)])
	}
}
