package main

import (
	"regexp"
	"slices"
	"testing"

	"vouch/shared/pattern"
	"vouch/shared/pattern/build"
)

// TestContendersJudgeAlike: what is measured side by side finds the same places.
func TestContendersJudgeAlike(t *testing.T) {
	set := newAuthor(seed+1).rules(phrases, manyPatterns)
	b := build.NewBuilder()
	ids := make([]pattern.ID, len(set.Patterns))
	for i, p := range set.Patterns {
		id, err := b.Add(p)
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		ids[i] = id
	}
	tables, err := b.Set()
	if err != nil {
		t.Fatal(err)
	}
	finder := pattern.NewFinder(tables)
	for _, text := range append(benchTexts(), newAuthor(seed+4).guilty(longest, set)) {
		finder.Reset(text)
		for i, p := range set.Patterns {
			oracle := regexp.MustCompile(p)
			oracle.Longest()
			var want []pattern.Span
			for _, m := range oracle.FindAllStringIndex(text, -1) {
				want = append(want, pattern.Span{Start: int32(m[0]), End: int32(m[1])})
			}
			if got := finder.Find(ids[i], nil); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", p, got, want)
			}
		}
	}
}
