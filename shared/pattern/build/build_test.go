package build_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vouch/shared/pattern"
	"vouch/shared/pattern/build"
)

// setOf builds the tables of expressions and takes them through their image.
func setOf(tb testing.TB, exprs ...string) *pattern.Set {
	tb.Helper()
	b := build.NewBuilder()
	for _, expr := range exprs {
		if _, err := b.Add(expr); err != nil {
			tb.Fatalf("%s: %v", expr, err)
		}
	}
	made, err := b.Set()
	if err != nil {
		tb.Fatal(err)
	}
	loaded, err := pattern.Load(made.Append(nil))
	if err != nil {
		tb.Fatalf("%q: the image is refused", exprs)
	}
	return loaded
}

// holdAgainstGo compares every pattern's matches with those of Go's regexp.
func holdAgainstGo(t *testing.T, f *pattern.Finder, exprs []string, text string) {
	t.Helper()
	f.Reset(text)
	for id, expr := range exprs {
		oracle := regexp.MustCompile(expr)
		oracle.Longest()
		var want []pattern.Span
		for _, m := range oracle.FindAllStringIndex(text, -1) {
			want = append(want, pattern.Span{Start: int32(m[0]), End: int32(m[1])})
		}
		if got := f.Find(pattern.ID(id), nil); !slices.Equal(got, want) {
			t.Fatalf("%s on %q: %v, want %v", expr, text, got, want)
		}
	}
}

func expressions() []string {
	return []string{
		`abc`, `a+`, `a|ab|abc`, `(?i)guarantee[ds]?\s+returns?`, `\bACM-\d{4,6}\b`, `\b\d{3}-\d{2}-\d{4}\b`,
		`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`, `(?i)\bno\s+(?:\w+\s+){0,3}risk\b`, `^Hiring`, `returns\.$`, `(?m)^Hiring`,
		`(?m)returns\.$`, `(?m)^\s*-\s.*$`, `.`, `(?s).`, `[^a-z]`, `\bfoo\b|\Bbar\B`, `a(.*b)?`, `(?s)a.*b`, `\pL+`,
		`\p{Greek}+`, `(?i)straße`, `(?i)k+`, `(?i)ſ`, `[é-ü]`, `é|e\x{301}`, `\x{1F600}+`, `[^\x00-\x7F]+`,
		`x{3}`, `x{2,4}`, `(xy){2,}`, `(a|b)*a(a|b){9}`, `(a|b)*a(a|b){20}`, `\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b`,
		`\$\d+(?:,\d{3})*(?:\.\d\d)?`, `\b\w+\b`, `\B\w\B`, `a\b.`, `a\B.`, `(?m:^)a`, `a(?m:$)`, `\Aa`, `a\z`,
		`(?:a\b|b\B)+`, `[^\n]+\n`, `\d+%`, `(?i)[k-s]{3}`, `.{3}b`, `(?i)don['’]t`, `#[\pL\d]+`, `\n\n`, `a$|b`,
		`(?:\b[a-z])+`, `(?i)\bguaranteed\b.{0,40}\breturns\b`, `[\x{D000}-\x{E000}]`, `\x{10FFFF}`, `(?i)σ`, `[[:^alpha:]]a`,
	}
}

func texts() []string {
	return []string{
		"", "a", "abc", "aaa", "ab abc abcabc", "GUARANTEED returns and guarantee  return.", "ACM-1234 ACM-123 xACM-12345 ACM-1234567 ACM-654321",
		"123-45-6789, 1123-45-6789 and 123-45-67890", "write jane.doe+x@mail.acme.example, or j@b.c.", "No hidden risk. no risk\nno a b c risk no a b c d risk",
		"Hiring\nHiring returns.\nreturns.", "- one\n  - two\n-three", "foo foobar barfoo xbarx bar", "aaaabaaab aaaa\naab", "Καλημέρα Straße STRASSE straẞe kK\u212a ſs",
		"é e\u0301 ü ö 😀😀 a😀b ￿ \U0010FFFF", "xxxxx xyxyxy xx", strings.Repeat("ab", 30), strings.Repeat("a", 50), "DE64 5001 0517 5407 3249 31 GB82WEST12345698765432",
		"$5 $5,000 $5,000.00 $,5", "don't Don’t DON'T", "#Größe #ai\n\n#x", "a b ab ba\nb a", "guaranteed, ever growing returns; Guaranteed\nreturns guaranteed returns returns",
		"σ ς Σ", "klm KLM \u212alm", "a\n", "\na", "\n", "a\r\nb", "\ud7ff\ue000",
	}
}

func TestAgainstGo(t *testing.T) {
	exprs := expressions()
	together := pattern.NewFinder(setOf(t, exprs...))
	for _, text := range texts() {
		holdAgainstGo(t, together, exprs, text)
	}
	for _, expr := range exprs {
		alone := pattern.NewFinder(setOf(t, expr))
		for _, text := range texts() {
			holdAgainstGo(t, alone, []string{expr}, text)
		}
	}
}

func FuzzAgainstGo(f *testing.F) {
	exprs := expressions()
	for i, text := range texts() {
		f.Add(exprs[i%len(exprs)], exprs[(7*i+3)%len(exprs)], text)
	}
	for i, expr := range exprs {
		f.Add(expr, exprs[(5*i+1)%len(exprs)], texts()[i%len(texts())])
	}
	f.Fuzz(func(t *testing.T, one, two, text string) {
		if !utf8.ValidString(text) || len(text) > 300 || len(one)+len(two) > 80 {
			return
		}
		b := build.NewBuilder()
		var exprs []string
		for _, expr := range []string{one, two} {
			if id, err := b.Add(expr); err == nil && int(id) == len(exprs) {
				exprs = append(exprs, expr)
			}
		}
		s, err := b.Set()
		if err != nil {
			t.Fatal(err)
		}
		finder := pattern.NewFinder(s)
		for _, draft := range []string{text, text + text, strings.ToUpper(text)} {
			holdAgainstGo(t, finder, exprs, draft)
		}
	})
}
