package main

import (
	"testing"

	"vouch/shared/packs"
)

// BenchmarkCheck gives the profile that guides the build of the checker: calls cost more under
// Wasm than anywhere else, and Go inlines those that a profile shows to be hot. Renew it when the
// engine has changed:
//
//	go test -trimpath -run - -bench Check -benchtime 20s -o /tmp/check.test \
//	    -cpuprofile /tmp/check.pgo ./scripts/bench
//	go tool pprof -proto -show 'shared/(text|match)\.|check.*(group|search|judge|begin|take|finds|eval)' \
//	    -output wasm/checker/default.pgo /tmp/check.pgo
//
// The second step keeps to the loops over the draft's words: inlining the rest costs 11 KB and
// gains nothing that can be measured.
func BenchmarkCheck(b *testing.B) {
	few, err := newLap(newAuthor(seed+1).rules(phrases, patterns))
	if err != nil {
		b.Fatal(err)
	}
	all, err := packs.All()
	if err != nil {
		b.Fatal(err)
	}
	many, err := newLap(newLawyer(seed+2).rules(manyPhrases, manyPatterns), all...)
	if err != nil {
		b.Fatal(err)
	}
	texts := benchTexts()
	for b.Loop() {
		for _, text := range texts {
			few(text)
			many(text)
		}
	}
}
