package detect_test

import (
	"slices"
	"strings"
	"testing"

	"vouch/shared/detect"
	"vouch/shared/text"
)

// found are the quotes of what a kind finds in a draft, in the draft's order.
func found(t *testing.T, kind, draft string) []string {
	t.Helper()
	k, ok := detect.Parse(kind)
	if !ok {
		t.Fatalf("there is no detector %q", kind)
	}
	var reader text.Reader
	var finder detect.Finder
	finder.Read(draft, reader.Read(draft))
	spans := slices.Clone(finder.Find(k))
	slices.SortFunc(spans, func(a, b detect.Span) int { return a.Start - b.Start })
	var quotes []string
	for _, s := range spans {
		quotes = append(quotes, draft[s.Start:s.End])
	}
	return quotes
}

// Secret-shaped texts are put together here, so that no scanner of this repository finds them.
func TestDetectors(t *testing.T) {
	body := "Zx9kQ2mLbV4nTc8WdY1sHj6FgP3aEu0KiO7rXyBq5vCzNtMe"
	for _, c := range []struct{ detector, text, quote string }{
		{"email", "Write to jane.doe@acme.example.", "jane.doe@acme.example"},
		{"email", "(a+b@x.io)", "a+b@x.io"},
		{"email", "@Acme at 5@home, a@b", ""},
		{"email", "😀 jane@acme.example", "jane@acme.example"},

		{"card", "Card 4929 5810 7346 " + "2011 now", "4929 5810 7346 2011"},
		{"card", "4929-5810-7346-" + "2011", "4929-5810-7346-2011"},
		{"card", "４９２９ 5810 7346 " + "2011", "４９２９ 5810 7346 2011"},
		{"card", "4929581\u200b0734" + "62011", "4929581\u200b073462011"},
		{"card", "4929 5810 7346 2012", ""},
		{"card", "0000 0000 0000 0000, 4444 4444 4444 4444", ""},
		{"card", "1,000,000 of 4,929,581,073,462,011", ""},

		{"iban", "DE64 5001 0517 8273 " + "6409 12", "DE64 5001 0517 8273 6409 12"},
		{"iban", "gb29nwbk601613" + "31926819.", "gb29nwbk60161331926819"},
		{"iban", "DE65 5001 0517 8273 6409 12", ""},
		{"iban", "FR14 and GB29", ""},

		{"us_ssn", "536-22-" + "8714", "536-22-8714"},
		{"us_ssn", "my ssn is 536 22 " + "8714", "536 22 8714"},
		{"us_ssn", "order 536 22 8714", ""},
		{"us_ssn", "078-05-1120 666-12-3456 900-12-3456 123-00-4567", ""},

		{"phone", "Call +1 212 555 0187 now", "+1 212 555 0187"},
		{"phone", "(212) 555-0187", "(212) 555-0187"},
		{"phone", "212.555.0187", "212.555.0187"},
		{"phone", "+49 (0) 171 5550123", "+49 (0) 171 5550123"},
		{"phone", "my mobile 07911123456", "07911123456"},
		{"phone", "in 2024 2025 2026, 1,000,000, +20%, 112.555.0187", ""},

		{"credential", "key AKIA" + "Z7QJ4TW2MXPL5RHD!", "AKIA" + "Z7QJ4TW2MXPL5RHD"},
		{"credential", "AKIA" + "IOSFODNN7EXAMPLE", ""},
		{"credential", "token=ghp_" + body[:36], "ghp_" + body[:36]},
		{"credential", "password: Tr0ub4dor&3xY", "Tr0ub4dor&3xY"},
		{"credential", "my password is Tr0ub4dor&3xY.", "Tr0ub4dor&3xY"},
		{"credential", "api_key=\"" + body[:20] + "\"", body[:20]},
		{"credential", "password: changeme123, token=your_token_1234567", ""},
		{"credential", "Our password policy is 12characters or more", ""},
		{"credential", "commit 3f2a9c1d7b804e5566aa1290ffee4321bc0d9e87", ""},
		{"credential", "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiI3NzI0In0." + body[:30], "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiI3NzI0In0." + body[:30]},
		{"credential", "-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEowIBAAKCAQEAwJ4tT9hVxQ2n\n-----END RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEowIBAAKCAQEAwJ4tT9hVxQ2n\n-----END RSA PRIVATE KEY-----"},
		{"credential", "-----BEGIN PUBLIC KEY-----", ""},
	} {
		t.Run(c.detector+" "+c.text, func(t *testing.T) {
			if got := strings.Join(found(t, c.detector, c.text), "; "); got != c.quote {
				t.Errorf("found %q, want %q", got, c.quote)
			}
		})
	}
}

// holdSpans holds every kind to what the package promises of any draft: places inside it, not
// empty, and the same when it is asked again.
func holdSpans(t *testing.T, draft string) {
	t.Helper()
	var reader text.Reader
	var finder detect.Finder
	finder.Read(draft, reader.Read(draft))
	for k := range detect.Kinds {
		first := slices.Clone(finder.Find(k))
		for _, s := range first {
			if s.Start < 0 || s.End > len(draft) || s.Start >= s.End {
				t.Fatalf("%v in %q: %v", k, draft, s)
			}
		}
		if again := finder.Find(k); !slices.Equal(first, again) {
			t.Fatalf("%v in %q: %v, then %v", k, draft, first, again)
		}
	}
}

func TestKinds(t *testing.T) {
	for k := range detect.Kinds {
		if got, ok := detect.Parse(k.String()); !ok || got != k {
			t.Errorf("%v is read as %v", k, got)
		}
	}
	if _, ok := detect.Parse("mood"); ok {
		t.Error("there is a detector of moods")
	}
}

func TestWarmFinderAllocatesNothing(t *testing.T) {
	draft := strings.Repeat("Our patient Maria Lopez, MRN 00481516, born 3 May 1985: call +1 212 555 0187 or a.b@mail.example, 12 Baker Street. ", 20)
	var reader text.Reader
	var finder detect.Finder
	words := reader.Read(draft)
	all := func() {
		finder.Read(draft, words)
		for k := range detect.Kinds {
			finder.Find(k)
		}
	}
	all()
	if n := testing.AllocsPerRun(10, all); n > 0 {
		t.Errorf("a warm finder allocates %v times", n)
	}
}
