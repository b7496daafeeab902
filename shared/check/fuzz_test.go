package check_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	"vouch/shared/check"
)

// FuzzCheck holds every report on any draft to what the package promises.
func FuzzCheck(f *testing.F) {
	for _, g := range goldenDrafts(f) {
		f.Add(g.Text)
	}
	f.Add("love AcmeX\n" + strings.Repeat("#Acme ", 50) + "\xff\xfe")
	checker := check.New(goldenProgram(f))
	f.Fuzz(func(t *testing.T, draft string) {
		report, err := checker.Check(check.Draft{Text: draft, Date: 20700})
		if err != nil {
			return // too long, and refused
		}
		if !json.Valid(check.AppendJSON(nil, report)) {
			t.Fatalf("%q: not JSON", draft)
		}
		if (report.Personal || report.Protected) && len(report.Findings) > 0 {
			t.Fatalf("%q: findings on a text that is left alone", draft)
		}
		units := utf16.Encode([]rune(draft))
		worst, last := check.Clear, -1
		for _, finding := range report.Findings {
			holdSpan(t, units, finding)
			if finding.Span.Start < last {
				t.Fatalf("%q: findings out of order", draft)
			}
			worst, last = max(worst, finding.Severity), finding.Span.Start
			for _, fix := range finding.Fixes {
				holdFix(t, checker, units, report, finding, fix)
			}
		}
		if worst != report.Verdict {
			t.Fatalf("%q: verdict %v, worst finding %v", draft, report.Verdict, worst)
		}
	})
}

func holdSpan(t *testing.T, units []uint16, f check.Finding) {
	t.Helper()
	if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > len(units) {
		t.Fatalf("span %v leaves the draft of %d units", f.Span, len(units))
	}
	if got := string(utf16.Decode(units[f.Span.Start:f.Span.End])); got != f.Quote {
		t.Fatalf("span %v is %q, quoted as %q", f.Span, got, f.Quote)
	}
}

// holdFix applies a fix and judges again: the finding is gone and nothing as grave is new.
func holdFix(t *testing.T, c *check.Checker, units []uint16, before check.Report, f check.Finding, fix check.Fix) {
	t.Helper()
	var mended []uint16
	at := 0
	for _, e := range fix.Edits {
		if e.Span.Start < at || e.Span.End > len(units) {
			t.Fatalf("fix %q: edit %v is out of place", fix.Label, e.Span)
		}
		mended = append(append(mended, units[at:e.Span.Start]...), utf16.Encode([]rune(e.Text))...)
		at = e.Span.End
	}
	mended = append(mended, units[at:]...)
	after, err := c.Check(check.Draft{Text: string(utf16.Decode(mended)), Date: 20700})
	if err != nil {
		t.Fatal(err)
	}
	if ofRule(after, f.Rule) >= ofRule(before, f.Rule) {
		t.Fatalf("fix %q of %s leaves it in %q", fix.Label, f.Rule, string(utf16.Decode(mended)))
	}
	for _, other := range after.Findings {
		if other.Rule != f.Rule && other.Severity >= f.Severity && ofRule(after, other.Rule) > ofRule(before, other.Rule) {
			t.Fatalf("fix %q of %s adds %s", fix.Label, f.Rule, other.Rule)
		}
	}
}

func ofRule(r check.Report, rule string) int {
	n := 0
	for _, f := range r.Findings {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

func TestTooLong(t *testing.T) {
	c := check.New(goldenProgram(t))
	for _, tc := range []struct {
		name, draft string
		ok          bool
	}{
		{"at the limit", strings.Repeat("a ", check.MaxDraft/2), true},
		{"one more", strings.Repeat("a ", check.MaxDraft/2) + "a", false},
		{"three bytes a unit", strings.Repeat("保", check.MaxDraft), true},
		{"surrogate pairs", strings.Repeat("😀", check.MaxDraft/2+1), false},
		{"a megabyte", strings.Repeat("guaranteed returns ", 60_000), false},
	} {
		if _, err := c.Check(check.Draft{Text: tc.draft}); (err == nil) != tc.ok {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

// TestHostileDrafts: the longest drafts of everything that could make the engine work hardest.
func TestHostileDrafts(t *testing.T) {
	c := check.New(goldenProgram(t))
	for _, unit := range []string{
		"guaranteed returns ", "not guaranteed ", "returns guarantee not ", "no ", "#AcmeX", "@", "“", "\"a", "a'", "1 ", "4929 ",
		"1,", "DE64 ", "-----BEGIN PRIV" + "ATE KEY-----", "eyJ.", "password=1a", "a@b", "\u0301", "\u200b", "р", "рa", "(", "\n", "x.y/", "best is great AcmeX ",
		"🚀", "🚀 ", "👍🏽", "🇩🇪", "1️⃣", "\u200d🚀", "𝗮", "𝗮!", "#a ", "@a ", "a.co ", "://", "A ", "AB ", "\n", "a\n", "Project Falcon ", "project ",
		"Yields vary ", "you can lose ", "principal. lose can you vary yields ", "Guaranteed returns? ", "no? ", "chairman ", "not only ",
	} {
		draft := strings.Repeat(unit, check.MaxDraft/len(utf16.Encode([]rune(unit))))
		report, err := c.Check(check.Draft{Text: draft})
		if err != nil {
			t.Errorf("%q: %v", unit, err)
		}
		if len(report.Findings) > check.MaxFindings {
			t.Errorf("%q: %d findings", unit, len(report.Findings))
		}
	}
}

func TestWarmCheckAllocatesNothing(t *testing.T) {
	c := check.New(goldenProgram(t))
	quiet := check.Draft{Text: strings.Repeat("Acme and its fund: returns are not guaranteed, says café №7 ’tis AcmeX. ", 30) + "#AcmeX acme.example"}
	if _, err := c.Check(quiet); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(20, func() { _, _ = c.Check(quiet) }); n > 0 {
		t.Errorf("a check without findings allocates %v times", n)
	}
}
