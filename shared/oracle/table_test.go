package oracle_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"unicode/utf16"

	"vouch/shared/check"
	"vouch/shared/oracle"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// tables are the tables of tests of every operator.
const tables = "../check/testdata/operators"

// Every case of the tables: what must be found is found, through the program's image; and the
// oracle says the same.
func TestTables(t *testing.T) {
	groups, err := oracle.Tables(os.DirFS(tables))
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, g := range groups {
		cases += len(g.Cases)
		t.Run(g.Table+"/"+g.Name, func(t *testing.T) {
			b := ofGroup(t, g)
			for _, c := range g.Cases {
				b.holdRow(t, g, c)
			}
		})
	}
	t.Logf("%d groups with %d cases", len(groups), cases)
}

func ofGroup(t *testing.T, g oracle.Group) both {
	t.Helper()
	made, err := g.Compile()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	b := both{engine: check.New(loaded)}
	if g.Beyond == "" {
		b.oracle = oracleOf(t, g)
	}
	return b
}

func oracleOf(t *testing.T, g oracle.Group) *oracle.Oracle {
	t.Helper()
	pack, profile, err := g.Read()
	if err != nil {
		t.Fatal(err)
	}
	o, err := oracle.New([]*rule.Pack{pack}, profile)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// holdRow holds one case against the engine, and the engine against the oracle.
func (b both) holdRow(t *testing.T, g oracle.Group, c oracle.Case) {
	t.Helper()
	draft, err := c.Draft()
	if err != nil {
		t.Fatal(err)
	}
	report, err := b.engine.Check(draft)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range differences(report, c) {
		t.Errorf("%q: %s", c.Text, wrong)
	}
	if g.Beyond != "" {
		return
	}
	if engine, oracle := b.agree(t, draft); engine != oracle {
		t.Errorf("%q\nthe engine says %s\nthe oracle says %s", c.Text, engine, oracle)
	}
}

// differences are what a report says otherwise than its case.
func differences(r check.Report, c oracle.Case) []string {
	var wrong []string
	differ := func(what string, got, want any) {
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			wrong = append(wrong, fmt.Sprintf("%s %q, want %q", what, got, want))
		}
	}
	var quotes, rules []string
	for _, f := range r.Findings {
		quotes, rules = append(quotes, f.Quote), append(rules, f.Rule)
	}
	differ("found", quotes, c.Found)
	differ("protected", fmt.Sprint(r.Protected), fmt.Sprint(c.Protected))
	if c.Personal {
		differ("personal", fmt.Sprint(r.Personal), "true")
	}
	if c.Rules != nil {
		differ("rules", rules, c.Rules)
	}
	if c.Severity != "" {
		differ("verdict", r.Verdict.String(), c.Severity)
	}
	if len(r.Findings) > 0 {
		wrong = append(wrong, inFirst(r.Findings[0], c)...)
	}
	return wrong
}

// inFirst are what the first finding says otherwise.
func inFirst(f check.Finding, c oracle.Case) []string {
	var wrong []string
	if c.At != nil && !slices.Equal([]int{f.Span.Start, f.Span.End}, c.At) {
		wrong = append(wrong, fmt.Sprintf("at %v, want %v", f.Span, c.At))
	}
	if f.Question != c.Question {
		wrong = append(wrong, fmt.Sprintf("question %v", f.Question))
	}
	var fixes, diff []string
	for _, fix := range f.Fixes {
		fixes = append(fixes, mended(c.Text, fix))
	}
	for _, change := range f.Diff {
		diff = append(diff, change.Op.String()+" "+change.Text)
	}
	if c.Fixes != nil && !slices.Equal(fixes, c.Fixes) {
		wrong = append(wrong, fmt.Sprintf("fixes %q, want %q", fixes, c.Fixes))
	}
	if c.Diff != nil && !slices.Equal(diff, c.Diff) {
		wrong = append(wrong, fmt.Sprintf("diff %q, want %q", diff, c.Diff))
	}
	return wrong
}

// mended is a text with a fix applied.
func mended(text string, fix check.Fix) string {
	units := utf16.Encode([]rune(text))
	for _, e := range slices.Backward(fix.Edits) {
		units = slices.Replace(units, e.Span.Start, e.Span.End, utf16.Encode([]rune(e.Text))...)
	}
	return string(utf16.Decode(units))
}
