package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"vouch/shared/check"
)

// The lengths of a short post, of LinkedIn's old limit for one, and of today's.
func lengths() []int { return []int{300, 1300, 3000} }

const (
	seed     = 1
	phrases  = 1000
	patterns = 100
	// ten times the phrases must cost at most 1.3 times the time (DESIGN section 5).
	manyPhrases = 10 * phrases
	rounds      = 25
)

func benchTexts() []string {
	a := newAuthor(seed)
	var texts []string
	for _, n := range lengths() {
		texts = append(texts, a.text(n))
	}
	return texts
}

func measureCheck(ctx context.Context) ([]row, error) {
	set := newAuthor(seed + 1).rules(phrases)
	native, err := checkNatively(set)
	if err != nil {
		return nil, err
	}
	wasm, err := checkInWasm(ctx, set)
	if err != nil {
		return nil, err
	}
	growth, err := checkGrowth()
	if err != nil {
		return nil, err
	}
	return append(append(native, wasm...), growth), nil
}

func checkName(length int, where string) string {
	return fmt.Sprintf("check %d chars, %d phrases, %d patterns, %s", length, phrases, patterns, where)
}

func checkNatively(set ruleSet) ([]row, error) {
	ours, err := newLap(set)
	if err != nil {
		return nil, err
	}
	regexps, err := goRegexps(set.patterns())
	if err != nil {
		return nil, err
	}
	var rows []row
	for i, text := range benchTexts() {
		times := takeTurns(func() { ours(text) }, func() {
			for _, r := range regexps {
				r.FindAllStringIndex(text, -1)
			}
		})
		rows = append(rows, less(checkName(lengths()[i], "native"), "ms", times[0], "Go regexp", times[1]))
	}
	return rows, nil
}

func checkInWasm(ctx context.Context, set ruleSet) ([]row, error) {
	t, err := newTask(set, benchTexts())
	if err != nil {
		return nil, err
	}
	env := []string{"GOOS=wasip1", "GOARCH=wasm"}
	_, err = output(ctx, env, "go", "build", "-trimpath", "-ldflags=-s -w", "-buildmode=c-shared",
		"-o", filepath.Join(hostFolder, "goregexp.wasm"), "./scripts/bench/goregexp")
	if err != nil {
		return nil, err
	}
	var times []struct{ Vouch, Inside, Regexp, Joined, Go, Harper float64 }
	if err := inNode(ctx, "check", t, &times); err != nil {
		return nil, err
	}
	var rows []row
	for i, n := range lengths() {
		m, name := times[i], checkName(n, "wasm")
		rows = append(rows,
			less(name, "ms", m.Vouch, "V8 RegExp", m.Regexp),
			less(name, "ms", m.Vouch, "V8 RegExp, one for all rules", m.Joined),
			less(name, "ms", m.Vouch, "Go regexp wasm", m.Go),
			less(name, "ms", m.Vouch, "harper.js", m.Harper),
			less(name+", inside the module", "ms", m.Inside, "", 0),
		)
	}
	return rows, nil
}

// checkGrowth compares ten times the phrases with once; ratio is once over ten times, so 1 means
// that they cost nothing and 0.77 that they cost 1.3 times.
func checkGrowth() (row, error) {
	few, err := newLap(newAuthor(seed + 1).rules(phrases))
	if err != nil {
		return row{}, err
	}
	many, err := newLap(newLawyer(seed + 2).rules(manyPhrases))
	if err != nil {
		return row{}, err
	}
	texts := benchTexts()
	text := texts[len(texts)-1]
	times := takeTurns(func() { many(text) }, func() { few(text) })
	name := fmt.Sprintf("check %d chars, %d phrases, native", len(text), manyPhrases)
	return less(name, "ms", times[0], fmt.Sprintf("%d phrases", phrases), times[1]), nil
}

// newLap returns a check of a text by the set, on a checker of its own.
func newLap(set ruleSet) (func(string), error) {
	p, err := set.program()
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

// takeTurns runs each contender in turn, about 20 ms at a time, and returns the median
// milliseconds of one lap of each.
func takeTurns(contenders ...func()) []float64 {
	laps := make([]int, len(contenders))
	for i, run := range contenders {
		laps[i] = lapsFor(run)
	}
	times := make([][]float64, len(contenders))
	for range rounds {
		for i, run := range contenders {
			begin := time.Now()
			for range laps[i] {
				run()
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
func lapsFor(run func()) int {
	const turn = 20 * time.Millisecond
	laps := 0
	for begin := time.Now(); time.Since(begin) < turn; laps++ {
		run()
	}
	return laps
}
