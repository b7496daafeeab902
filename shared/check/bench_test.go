package check_test

import (
	"fmt"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// draft300 is LinkedIn-like: 300 UTF-16 units with curly quotes, bullets, emoji and hashtags.
const draft300 = "We’ve been building for three years, and today it’s live 🚀\n\nWhat changed for our customers:\n• onboarding in days, not months\n• one bill instead of five\n• people who answer the phone\n\nA client told me: “I finally sleep at night.” That’s why we do it.\n\nThanks to everyone who helped! #cloud #platform"

// longDraft repeats the draft to about n units.
func longDraft(n int) string { return strings.Repeat(draft300+"\n\n", n/300) }

// phrasePack is a pack of n phrases of two or three words, made of common and of rare words.
func phrasePack(n int) *rule.Pack {
	common := strings.Fields("guarantee return profit risk free best fund customer platform cloud secure safe money price deal offer today growth income future")
	r := rule.Rule{ID: "bench.phrases", Severity: "warn", Reason: "bench", Find: &rule.Condition{}}
	for i := range n {
		a, b := common[i%len(common)], common[(i/len(common))%len(common)]
		r.Find.Phrases = append(r.Find.Phrases, rule.Phrase{Text: fmt.Sprintf("%s %s~ term%d", a, b, i)})
	}
	return &rule.Pack{
		Name: "bench", Language: "en", Rules: []rule.Rule{r},
		Topics: map[string]rule.List{"all": {Phrases: []rule.Phrase{{Text: "customer~"}}}},
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, phrases := range []int{1000, 10000} {
		p, err := compile.Compile([]*rule.Pack{phrasePack(phrases)}, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, n := range []int{300, 1300, 3000} {
			b.Run(fmt.Sprintf("%d characters, %d phrases", n, phrases), func(b *testing.B) {
				c, d := check.New(p), check.Draft{Text: longDraft(n)}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := c.Check(d); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
