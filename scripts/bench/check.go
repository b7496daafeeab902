package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"vouch/shared/check"
	"vouch/shared/packs"
	"vouch/shared/rule"

	"github.com/evanw/esbuild/pkg/api"
)

// The lengths of a short post, of LinkedIn's old limit for one, and of today's.
func lengths() []int { return []int{300, 1300, 3000} }

const (
	seed     = 1
	phrases  = 1000
	patterns = 100
	// ten times the phrases must cost at most 1.3 times the time (DESIGN section 5).
	manyPhrases  = 10 * phrases
	mostPhrases  = 100 * phrases
	manyPatterns = 3 * patterns
	longest      = 3000
)

func benchTexts() []string {
	a := newAuthor(seed)
	var texts []string
	for _, n := range lengths() {
		texts = append(texts, a.text(n))
	}
	return texts
}

// benchSets are the sets that checks are measured with, by their number of phrases.
func benchSets() map[int]ruleSet {
	return map[int]ruleSet{
		phrases:     newAuthor(seed+1).rules(phrases, patterns),
		manyPhrases: newLawyer(seed+2).rules(manyPhrases, patterns),
		mostPhrases: newLawyer(seed+3).rules(mostPhrases, patterns),
	}
}

func checkName(length, phrases int, where string) string {
	return fmt.Sprintf("check %d chars, %d phrases, %d patterns, %s", length, phrases, patterns, where)
}

// measureCheck measures one check, everywhere it may run.
func measureCheck(ctx context.Context) ([]row, error) {
	cases, err := checkCases()
	if err != nil {
		return nil, err
	}
	rows, err := checkNatively()
	if err != nil {
		return nil, err
	}
	inNode, err := checkIn(ctx, "wasm", cases, "check")
	if err != nil {
		return nil, err
	}
	worker := filepath.Join(hostFolder, "inworker.js")
	if err := bundle(api.BuildOptions{
		EntryPoints: []string{"extension/bench/inworker.ts"}, Outfile: worker, Platform: api.PlatformBrowser,
	}); err != nil {
		return nil, err
	}
	inBrowser, err := checkIn(ctx, "wasm in Chromium's worker", cases, "browser", worker)
	if err != nil {
		return nil, err
	}
	return slices.Concat(rows, inNode, inBrowser), nil
}

// checkCases are what is measured under Wasm: the lengths, ten and a hundred times the phrases, a
// text full of findings, and everything that ships with more beside it.
func checkCases() ([]benchCase, error) {
	sets, texts := benchSets(), benchTexts()
	text := texts[len(texts)-1]
	var cases []benchCase
	for i, n := range lengths() {
		cases = append(cases, benchCase{
			name: func(where string) string { return checkName(n, phrases, where) }, set: sets[phrases], Text: texts[i],
			Against: []string{"regexp", "joined", "go", "harper", "scan", "read"},
		})
	}
	for _, n := range []int{manyPhrases, mostPhrases} {
		c := benchCase{
			name: func(where string) string { return checkName(longest, n, where) }, set: sets[n], Text: text,
			Against: []string{"fewer"}, fewer: sets[phrases],
		}
		if n == manyPhrases {
			c.Against = append(c.Against, "regexp")
		}
		cases = append(cases, c)
	}
	all, err := packs.All()
	if err != nil {
		return nil, err
	}
	return append(cases,
		benchCase{
			name: func(where string) string { return checkName(longest, phrases, where) + ", many findings" },
			set:  sets[phrases], Text: newAuthor(seed+4).guilty(longest, sets[phrases]), Against: []string{"regexp"},
		},
		benchCase{
			name: func(where string) string {
				return fmt.Sprintf("check %d chars, every shipped pack, %d phrases, %d patterns, %s", longest, manyPhrases, manyPatterns, where)
			},
			set: newLawyer(seed+2).rules(manyPhrases, manyPatterns), packs: all, Text: text,
		}), nil
}

// checkIn measures the cases where a script of extension/bench runs them.
func checkIn(ctx context.Context, where string, cases []benchCase, script string, args ...string) ([]row, error) {
	t, err := newTask(cases)
	if err != nil {
		return nil, err
	}
	if err := buildGuests(ctx); err != nil {
		return nil, err
	}
	var told []struct {
		Laps   map[string]float64
		Inside struct{ P50, P99 float64 }
	}
	if err := inNode(ctx, script, t, &told, args...); err != nil {
		return nil, err
	}
	var rows []row
	for i, c := range cases {
		name, m := c.name(where), told[i]
		if len(c.Against) == 0 {
			rows = append(rows, less(name, "ms", m.Laps["vouch"], "", 0))
		}
		for _, key := range c.Against {
			if theirs, ok := m.Laps[key]; ok {
				rows = append(rows, less(name, "ms", m.Laps["vouch"], contenderNames()[key], theirs))
			}
		}
		rows = append(rows,
			less(name+", inside the module, p50", "ms", m.Inside.P50, "", 0),
			less(name+", inside the module, p99", "ms", m.Inside.P99, "", 0))
	}
	return rows, nil
}

// contenderNames are how rows call what extension/bench calls by a key.
func contenderNames() map[string]string {
	return map[string]string{
		"regexp": "V8 RegExp", "joined": "V8 RegExp, one for all rules", "go": "Go regexp wasm", "harper": "harper.js",
		"scan": "one pass over the bytes", "read": "cutting the text into words alone", "fewer": fmt.Sprintf("%d phrases", phrases),
	}
}

// checkNatively is the same without Wasm, beside Go's own means.
func checkNatively() ([]row, error) {
	sets, texts := benchSets(), benchTexts()
	ours, err := newLap(sets[phrases])
	if err != nil {
		return nil, err
	}
	theirs, err := goLap(sets[phrases].expressions())
	if err != nil {
		return nil, err
	}
	bare, err := newLap(ruleSet{Phrases: sets[phrases].Phrases})
	if err != nil {
		return nil, err
	}
	automaton := sets[phrases].ahoLap()
	var rows []row
	for i, n := range lengths() {
		times := takeTurns(texts[i], ours, theirs, bare, automaton)
		rows = append(rows,
			less(checkName(n, phrases, "native"), "ms", times[0], "Go regexp", times[1]),
			less(fmt.Sprintf("check %d chars, %d phrases, native", n, phrases), "ms", times[2], "Aho-Corasick (BobuSumisu)", times[3]))
	}
	for _, n := range []int{manyPhrases, mostPhrases} {
		many, err := newLap(sets[n])
		if err != nil {
			return nil, err
		}
		automaton := sets[n].ahoLap()
		times := takeTurns(texts[len(texts)-1], many, ours, automaton)
		name := checkName(longest, n, "native")
		rows = append(rows,
			less(name, "ms", times[0], fmt.Sprintf("%d phrases", phrases), times[1]),
			less(name, "ms", times[0], "Aho-Corasick (BobuSumisu), without the patterns", times[2]))
	}
	return rows, nil
}

// newLap returns a check of a text by the set, with other packs beside it, on a checker of its own.
func newLap(set ruleSet, others ...*rule.Pack) (func(string), error) {
	p, err := set.program(others...)
	if err != nil {
		return nil, err
	}
	checker := check.New(p)
	var out []byte
	return func(text string) {
		report, err := checker.Check(check.Draft{Text: text, Date: 20_778})
		if err != nil {
			panic(err) // a generated text is no longer than a post
		}
		out = check.AppendJSON(out[:0], report)
	}, nil
}

const rounds = 25

// takeTurns runs each contender in turn, about 20 ms at a time, and returns the median
// milliseconds of one lap of each. Each lap is a text with a word more in another place.
func takeTurns(text string, contenders ...func(string)) []float64 {
	texts := variants(text)
	laps := make([]int, len(contenders))
	for i, run := range contenders {
		laps[i] = lapsFor(texts, run)
	}
	times := make([][]float64, len(contenders))
	for range rounds {
		for i, run := range contenders {
			begin := time.Now()
			for lap := range laps[i] {
				run(texts[lap%len(texts)])
			}
			times[i] = append(times[i], time.Since(begin).Seconds()*1000/float64(laps[i]))
		}
	}
	medians := make([]float64, len(contenders))
	for i := range times {
		medians[i] = median(times[i])
	}
	return medians
}

// lapsFor counts how many laps fit into a turn, after as long a warm-up.
func lapsFor(texts []string, run func(string)) int {
	const turn = 20 * time.Millisecond
	laps := 0
	for begin := time.Now(); time.Since(begin) < turn; laps++ {
		run(texts[laps%len(texts)])
	}
	return laps
}
