package prove_test

import (
	"strings"
	"testing"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

func parse(t *testing.T, src string) *rule.Pack {
	t.Helper()
	p, err := rule.Parse("demo.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const demo = `pack: demo
title: Demo
language: en
owner: compliance
review_by: 2026-05-21
topics: {weather: [weather]}
rules:
  - id: demo.one
    title: One
    severity: warn
    reason: Why.
    source: {title: Law, checked: 2026-11-21, by: background}
    from: 2026-12-01
    find: {phrases: [nice weather, free]}
    examples:
      flag:
        - Nice weather!
        - {text: Nice weather, quote: nice}
        - {text: Nice weather, date: 2026-11-30}
        - Rain
        - Bad weather
      pass:
        - Bad weather
        - Nice weather, free drinks
`

func TestPackTellsWhatWasFoundInstead(t *testing.T) {
	result := prove.Pack(parse(t, demo), nil)
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	want := []string{
		"17 flag ",
		`18 flag the quote was "Nice weather"`,
		"19 flag nothing",
		"20 flag nothing: it was taken for private speech",
		"21 flag nothing",
		"23 pass ",
		`24 pass it was flagged: "Nice weather", "free"`,
	}
	for i, c := range result.Cases {
		got := strings.Join([]string{lineOf(c), c.Must, c.Got}, " ")
		if i >= len(want) || !strings.HasPrefix(got, want[i]) || c.OK != (c.Got == "") {
			t.Errorf("case %d: %s, OK %v", i, got, c.OK)
		}
	}
	if result.OK() || len(result.Failed()) != 5 {
		t.Errorf("OK %v, %d failed", result.OK(), len(result.Failed()))
	}
}

func lineOf(c prove.Case) string {
	return string([]byte{byte('0' + c.Line/10), byte('0' + c.Line%10)})
}

// A pack lives beside others: their rules run and their topics open the gate, but the version
// of itself that it replaces is gone.
func TestPackBesideOthers(t *testing.T) {
	other := parse(t, strings.NewReplacer("demo", "other", "weather: [weather]", "rain: [rain]").Replace(demo))
	older := parse(t, strings.Replace(demo, "nice weather, free", "rain", 1))
	result := prove.Pack(parse(t, demo), []*rule.Pack{other, older})
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	rain := result.Cases[3]
	if rain.OK || rain.Got != "nothing" {
		t.Errorf("rain: %+v", rain)
	}
}

func TestPackThatDoesNotCompile(t *testing.T) {
	result := prove.Pack(parse(t, strings.Replace(demo, "find: {phrases: [nice weather, free]}", "find: {phrases: [nice]}\n    when: [{topic: nowhere}]", 1)), nil)
	if result.OK() || result.Err == nil || len(result.Cases) > 0 {
		t.Errorf("got %+v", result)
	}
}

// A rule that silences others has no findings; its examples show when it does so.
func TestRulesThatSilence(t *testing.T) {
	src := strings.Replace(demo, "    from: 2026-12-01\n", "    silences: [\"other.*\"]\n", 1)
	result := prove.Pack(parse(t, src), nil)
	if result.Err != nil {
		t.Fatal(result.Err)
	}
	for i, want := range []bool{true, true, true, false, false, true, false} {
		if c := result.Cases[i]; c.OK != want {
			t.Errorf("case %d: %+v", i, c)
		}
	}
}
