package suggest_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"vouch/shared/suggest"
)

const (
	day = 24 * 60 * 60 * 1000
	now = 1_795_219_200_000
)

func library() []suggest.Item {
	return []suggest.Item{
		0: {Title: "Acme Cloud opens a region in Oslo", Text: "Data stays in Norway. Latency falls.", Tags: []string{"cloud", "nordics"}, PublishedMs: now - 2*day},
		1: {Title: "How we test AcmeX", Text: "Hydraulic presses, rain and patience. The presses of AcmeX are inspected weekly.", PublishedMs: now - 400*day},
		2: {Title: "Volunteering day", Text: "We planted trees near the fjord. The cloud cover held.", Tags: []string{"people"}, PublishedMs: now - 40*day},
		3: {Title: "Hiring engineers", Text: "Engineers who like storage, networks and the cloud.", Tags: []string{"jobs"}, PublishedMs: now - 3*day, UntilMs: now - day},
	}
}

func TestWhatFitsComesFirstAndSaysWhy(t *testing.T) {
	index := suggest.New(library())
	for _, test := range []struct {
		name  string
		query suggest.Query
		want  []int
		why   string
	}{
		{"a product in a draft", suggest.Query{Draft: "Proud of what AcmeX's team did.", K: 3}, []int{1}, "Mentions AcmeX, as your draft does"},
		{"inflected", suggest.Query{Draft: "testing the hydraulics", K: 3}, []int{1}, "Mentions testing and hydraulics, as your draft does"},
		{"side by side", suggest.Query{Draft: "is acme cloud any good?", K: 1}, []int{0}, "Mentions acme cloud, as your draft does"},
		{"on a page", suggest.Query{Page: "Trees of Norway", K: 1}, []int{0}, "Mentions Norway, as this page does"},
		{"a tag", suggest.Query{Draft: "nordics", K: 3}, []int{0}, "Mentions nordics, as your draft does"},
		{"styled letters", suggest.Query{Draft: "𝗳𝗷𝗼𝗿𝗱", K: 1}, []int{2}, "Mentions 𝗳𝗷𝗼𝗿𝗱, as your draft does"},
		{"marks and emoji", suggest.Query{Draft: "❤️ fjo\u0308rds", K: 1}, []int{2}, "Mentions fjo\u0308rds, as your draft does"},
		{"the draft before the page", suggest.Query{Draft: "Trees", Page: "Oslo", K: 2}, []int{2, 0}, "Mentions Trees, as your draft does"},
	} {
		found := index.Find(test.query)
		if got := itemsOf(found); !reflect.DeepEqual(got[:min(len(got), len(test.want))], test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
			continue
		}
		if found[0].Reasons[0] != test.why {
			t.Errorf("%s: %q, want %q", test.name, found[0].Reasons, test.why)
		}
	}
}

func TestWhatSharesNothingIsLeftOut(t *testing.T) {
	index := suggest.New(library())
	for _, q := range []suggest.Query{
		{Draft: "zebra", K: 3}, {Draft: "the of and", K: 3}, {Draft: "…!?", K: 3}, {Draft: "cloud"},
	} {
		if found := index.Find(q); len(found) > 0 {
			t.Errorf("%+v found %v", q, itemsOf(found))
		}
	}
}

func TestTime(t *testing.T) {
	index := suggest.New(library())
	if got := itemsOf(index.Find(suggest.Query{Draft: "storage engineers", K: 3, NowMs: now})); len(got) > 0 {
		t.Errorf("what has ended was found: %v", got)
	}
	for _, q := range []suggest.Query{{Draft: "presses", K: 3}, {K: 9}} {
		q.NowMs = now - 401*day
		if got := itemsOf(index.Find(q)); len(got) > 0 {
			t.Errorf("what is not published yet was found: %v", got)
		}
	}
	found := index.Find(suggest.Query{K: 2, NowMs: now})
	if got := itemsOf(found); !reflect.DeepEqual(got, []int{0, 2}) {
		t.Errorf("nothing asked: %v, want the newest", got)
	}
	twins := suggest.New([]suggest.Item{
		{Title: "Cloud", PublishedMs: now - 300*day}, {Title: "Cloud", PublishedMs: now - day},
	})
	found = twins.Find(suggest.Query{Draft: "cloud", K: 2, NowMs: now})
	if got := itemsOf(found); !reflect.DeepEqual(got, []int{1, 0}) {
		t.Errorf("of equals the fresher comes first: %v", got)
	}
	if got := found[0].Reasons; got[len(got)-1] != "New this week" {
		t.Errorf("reasons %q", got)
	}
}

func TestAskingTwiceIsTheSame(t *testing.T) {
	index := suggest.New(library())
	q := suggest.Query{Draft: "Acme Cloud tests in Oslo", Page: "presses, trees and rain", K: 4, NowMs: now}
	first := index.Find(q)
	index.Find(suggest.Query{Draft: "something else about the cloud", K: 1})
	if again := index.Find(q); !reflect.DeepEqual(again, first) {
		t.Errorf("%+v, then %+v", first, again)
	}
}

// A result of K is the beginning of a result of more, whatever the library's size.
func TestFewerAreTheBeginningOfMore(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	items := make([]suggest.Item, 500)
	for i := range items {
		items[i] = suggest.Item{Title: words(dice, 6), Text: words(dice, 60)}
	}
	index := suggest.New(items)
	for range 20 {
		draft := words(dice, 12)
		more := index.Find(suggest.Query{Draft: draft, K: 15})
		fewer := index.Find(suggest.Query{Draft: draft, K: 5})
		if !reflect.DeepEqual(more[:5], fewer) {
			t.Fatalf("%q: %v and %v", draft, itemsOf(more), itemsOf(fewer))
		}
		for i := 1; i < len(more); i++ {
			if more[i].Score > more[i-1].Score {
				t.Fatalf("%q: out of order at %d", draft, i)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	index := suggest.New(library())
	f.Add("AcmeX’s", "Oslo")
	f.Add("a\xffb 'S ’s’", strings.Repeat("cloud Acme ", 300))
	f.Fuzz(func(t *testing.T, draft, page string) {
		suggest.New([]suggest.Item{{Title: draft, Text: page, Tags: []string{draft}}}).
			Find(suggest.Query{Draft: page, Page: draft, K: 3})
		for _, r := range index.Find(suggest.Query{Draft: draft, Page: page, K: 3, NowMs: now}) {
			if len(r.Reasons) == 0 || r.Score <= 0 {
				t.Errorf("%+v for %q and %q", r, draft, page)
			}
		}
	})
}

func itemsOf(found []suggest.Result) []int {
	items := []int{}
	for _, r := range found {
		items = append(items, r.Item)
	}
	return items
}

func words(dice *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "w%d ", dice.IntN(400))
	}
	return b.String()
}
