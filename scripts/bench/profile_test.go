package main

import "testing"

// BenchmarkCheck gives the profile that guides the build of the checker: calls cost more under
// Wasm than anywhere else, and Go inlines those that a profile shows to be hot. Renew it when the
// engine has changed:
//
//	go test -trimpath -run - -bench Check -benchtime 20s -o /tmp/check.test \
//	    -cpuprofile wasm/checker/default.pgo ./scripts/bench
func BenchmarkCheck(b *testing.B) {
	check, err := newLap(newAuthor(seed+1).rules(phrases, patterns))
	if err != nil {
		b.Fatal(err)
	}
	texts := benchTexts()
	for b.Loop() {
		for _, text := range texts {
			check(text)
		}
	}
}
