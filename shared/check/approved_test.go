package check_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"vouch/shared/check"
)

// diffOf writes a diff as "kept -missing- +extra+".
func diffOf(f check.Finding) string {
	var parts []string
	for _, change := range f.Diff {
		mark := map[check.ChangeOp]string{check.Kept: "", check.Missing: "-", check.Extra: "+"}[change.Op]
		parts = append(parts, mark+change.Text+mark)
	}
	return strings.Join(parts, " ")
}

// mend applies a fix.
func mend(text string, fix check.Fix) string {
	units := utf16.Encode([]rune(text))
	var out []uint16
	at := 0
	for _, e := range fix.Edits {
		out = append(append(out, units[at:e.Span.Start]...), utf16.Encode([]rune(e.Text))...)
		at = e.Span.End
	}
	return string(utf16.Decode(append(out, units[at:]...)))
}

// TestApprovedTexts: a text that is there, missing, nearly there, or too late; what differs, and
// what the draft is once mended.
func TestApprovedTexts(t *testing.T) {
	const yields = "Yields vary; you can lose principal."
	long := strings.Repeat("Our fund did well this year and so on. ", 7)
	for _, c := range []struct{ name, rule, text, quote, diff, mended string }{
		{"there", "require: {disclaimer: yields}", "8%! YIELDS VARY – you can\nlose principal", "-", "", ""},
		{"missing", "require: {disclaimer: yields}", "Save with us #a", "", "", "Save with us #a\n\n" + yields},
		{"missing in an empty draft", "require: {disclaimer: yields}", "", "", "", yields},
		{
			"near", "require: {disclaimer: yields}", "8%! Yields may vary; you can lose it. Bye", "Yields may vary; you can lose",
			"Yields +may+ vary; you can lose -principal-", "8%! " + yields + " it. Bye",
		},
		{
			"near at the end", "require: {disclaimer: yields}", "8%! Yields vary, you lose principal.", "Yields vary, you lose principal",
			"Yields vary, you -can- lose principal", "8%! " + yields,
		},
		{"too far to be near", "require: {disclaimer: yields}", "You can vary what you lose", "", "", "You can vary what you lose\n\n" + yields},
		{"short words are no near copy", "require: {text: This is not investment advice}", "This is not the end.", "", "", "This is not the end.\n\nThis is not investment advice"},
		{
			"not close enough", "require: {disclaimer: advice, match: close}",
			"This isn’t investment advice. Past performance doesn't guarantee future results, and you may lose money.", "This isn’t investment advice. Past performance doesn't guarantee future results, and you may lose money",
			"This -is not- +isn’t+ investment advice. Past performance -does not- +doesn't+ guarantee future results, and you may lose money", "",
		},
		{
			"one word less is close", "require: {disclaimer: advice, match: close}",
			"This is not investment advice. Past performance does not guarantee results, and you may lose money.", "-", "", "",
		},
		{
			"one word less is not exact", "require: {disclaimer: advice}",
			"This is not investment advice. Past performance does not guarantee results, and you may lose money.",
			"This is not investment advice. Past performance does not guarantee results, and you may lose money",
			"This is not investment advice. Past performance does not guarantee -future- results, and you may lose money", "*",
		},
		{
			"stray words do not stretch it", "require: {disclaimer: yields}", "You said a lot today and more. Yields vary; you can lose.", "Yields vary; you can lose",
			"Yields vary; you can lose -principal-", "You said a lot today and more. " + yields,
		},
		{"text of the rule", `require: {text: "Ask {company}."}`, "Hello ask ACME", "-", "", ""},
		{"late", "require: {disclaimer: yields, before: fold}", long + yields, "Yields vary; you can lose principal", "", yields + "\n\n" + strings.TrimSpace(long)},
		{"missing before the fold", "require: {disclaimer: yields, before: fold}", "Hi", "", "", yields + "\n\nHi"},
		{
			"near and late", "require: {disclaimer: yields, before: fold}", long + "Yields vary; you lose principal.", "Yields vary; you lose principal",
			"Yields vary; you -can- lose principal", yields + "\n\n" + strings.TrimSpace(long),
		},
		{"late is fine", "require: {disclaimer: yields, before: fold, late: ignore}", long + yields, "-", "", ""},
		{"only late is wrong", "require: {disclaimer: yields, before: fold, late: only}", "Hi", "-", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			report, err := checkerOf(t, oneRule(c.rule)).Check(check.Draft{Text: c.text, Date: day(t, "2026-11-21")})
			if err != nil {
				t.Fatal(err)
			}
			if got := found(report); got != c.quote {
				t.Fatalf("found %q, want %q", got, c.quote)
			}
			if c.quote == "-" {
				return
			}
			if got := diffOf(report.Findings[0]); got != c.diff {
				t.Errorf("diff %q, want %q", got, c.diff)
			}
			fixes := report.Findings[0].Fixes
			switch {
			case c.mended == "" || c.mended == "*":
			case len(fixes) == 0:
				t.Errorf("no fix is offered")
			case mend(c.text, fixes[0]) != c.mended:
				t.Errorf("mended %q, want %q", mend(c.text, fixes[0]), c.mended)
			}
		})
	}
}

// TestHostileCopies: the longest drafts that look like an approved text everywhere.
func TestHostileCopies(t *testing.T) {
	checker := checkerOf(t, oneRule("require: {disclaimer: advice, match: close}\nunless: [{disclaimer: yields}]"))
	for _, unit := range []string{
		"this is not ", "lose you may ", "Past performance does not guarantee ", "yields vary you can lose ", "a ",
		"this is not investment advice past performance does not ",
	} {
		draft := strings.Repeat(unit, check.MaxDraft/len(unit))
		if _, err := checker.Check(check.Draft{Text: draft}); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
