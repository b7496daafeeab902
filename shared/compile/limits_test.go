package compile_test

import (
	"fmt"
	"strings"
	"testing"

	"vouch/shared/compile"
	"vouch/shared/rule"
)

// A hostile pack is refused with the limit and the rule that goes beyond it.
func TestLimitsOfAProgram(t *testing.T) {
	many := func(pack *rule.Pack, phrase string, n int) *rule.Pack {
		phrases := make([]rule.Phrase, n)
		for i := range phrases {
			phrases[i] = rule.Phrase{Text: fmt.Sprintf("%s word%d", phrase, i), Line: rule.Line(i + 1)}
		}
		pack.Rules[0].Find = &rule.Condition{Phrases: phrases}
		return pack
	}
	second := many(onePhrase("x", nil), "other", 60_000)
	second.Name, second.Rules[0].ID = "second", "second.one"
	for name, tt := range map[string]struct {
		packs []*rule.Pack
		want  string
	}{
		"one phrase too wide":  {[]*rule.Pack{onePhrase("a|b <9> c? <9> d? <9> e? <9> f", nil)}, "stands for more than 4096 sequences of words"},
		"phrases of two packs": {[]*rule.Pack{many(onePhrase("x", nil), "one", 70_000), second}, "rule second.one: find.phrases: the packs together have more than 120000 phrases"},
		"wide phrases":         {[]*rule.Pack{many(onePhrase("x", nil), "a <9> b <9> c <9> d", 200)}, "rule test.phrase: find.phrases: the phrases of the packs together stand for more than 1800000 words"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := compile.Compile(tt.packs, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %.300v\nwant %s", err, tt.want)
			}
		})
	}
	if _, err := compile.Compile([]*rule.Pack{many(onePhrase("x", nil), "one", 100_000)}, nil); err != nil {
		t.Error(err)
	}
}

// A list inflects in its own language, whoever refers to it.
func TestListsOfAnotherLanguage(t *testing.T) {
	pack := onePhrase("{gruen}", nil)
	pack.Lists = map[string]rule.List{"gruen": {Language: "de", Phrases: []rule.Phrase{{Text: "nachhaltig~"}}}}
	if got := quotes(t, pack, nil, "Unser nachhaltiges Papier"); got != "nachhaltiges" {
		t.Errorf("got %q", got)
	}
}
