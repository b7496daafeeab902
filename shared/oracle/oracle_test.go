package oracle_test

import (
	"fmt"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/oracle"
	"vouch/shared/program"
	"vouch/shared/rule"
)

const workspace = `
company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example], ticker: ACME, listed: true}
products: [{name: AcmeX}]
competitors: [Globex]
embargoes: [{phrase: Project Falcon, until: 2027-03-02}]
quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
jurisdictions: [us, eu]
disclaimers: [{id: yields, text: "Yields vary; you can lose principal."}]
contacts: {default: compliance@acme.example}
`

// both judges a draft by the engine and by the oracle.
type both struct {
	engine *check.Checker
	oracle *oracle.Oracle
}

func bothOf(tb testing.TB, workspace string, packs ...string) both {
	tb.Helper()
	profile, err := rule.ParseProfile("profile.yaml", []byte(workspace))
	if err != nil {
		tb.Fatal(err)
	}
	var parsed []*rule.Pack
	for _, source := range packs {
		p, err := rule.Parse("pack.yaml", []byte(source))
		if err != nil {
			tb.Fatalf("%v in\n%s", err, source)
		}
		parsed = append(parsed, p)
	}
	made, err := compile.Options{EmbargoKey: [16]byte{1}}.Compile(parsed, profile)
	if err != nil {
		tb.Fatalf("%v in\n%s", err, packs)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		tb.Fatalf("%v in\n%s", err, packs)
	}
	other, err := oracle.New(parsed, profile)
	if err != nil {
		tb.Fatal(err)
	}
	return both{check.New(loaded), other}
}

// agree returns what each says when they say different things of a draft.
func (b both) agree(tb testing.TB, d check.Draft) (engine, oracle string) {
	tb.Helper()
	report, err := b.engine.Check(d)
	if err != nil {
		tb.Fatal(err)
	}
	var said []string
	for _, f := range report.Findings {
		said = append(said, fmt.Sprintf("%s %v %d..%d", f.Rule, f.Severity, f.Span.Start, f.Span.End))
	}
	theirs := b.oracle.Check(d)
	var want []string
	for _, f := range theirs.Findings {
		want = append(want, fmt.Sprintf("%s %v %d..%d", f.Rule, f.Severity, f.Start, f.End))
	}
	if report.Protected && theirs.Protected {
		return "", "" // an empty report says no more
	}
	engine = fmt.Sprintf("protected %v, personal %v, %s", report.Protected, report.Personal, strings.Join(said, ", "))
	oracle = fmt.Sprintf("protected %v, personal %v, %s", theirs.Protected, theirs.Personal, strings.Join(want, ", "))
	return engine, oracle
}

// draft draws a draft and its circumstances.
func (d *dice) draft(tb testing.TB) check.Draft {
	tb.Helper()
	day, err := check.ParseDate(d.one([]string{"2026-11-21", "2026-11-21", "2026-11-20", "2026-12-20", "2027-03-02"}))
	if err != nil {
		tb.Fatal(err)
	}
	draft := check.Draft{Text: d.text(), Date: day, Surface: check.Surface(d.of(5)), Lang: d.one([]string{"", "", "", "en", "de", "en-GB", "fr", "es"})}
	draft.Context.Compensated = d.in(3)
	draft.Context.Country = d.one([]string{"", "us", "US-CO", "DE"})
	draft.Context.Role = d.one([]string{"", "officer"})
	draft.Context.Team = d.one([]string{"", "Sales, legal"})
	return draft
}

// holdCase draws a pack and some drafts, and holds the engine against the oracle.
func holdCase(tb testing.TB, d *dice) {
	tb.Helper()
	packs := d.packs()
	b := bothOf(tb, workspace, packs...)
	for range 6 {
		draft := d.draft(tb)
		if engine, oracle := b.agree(tb, draft); engine != oracle {
			tb.Fatalf("%s\n%q\n%+v\nthe engine says %s\nthe oracle says %s", strings.Join(packs, "\n"), draft.Text, draft, engine, oracle)
		}
	}
}

// The engine and the oracle agree on drawn packs and drafts.
func TestAgainstOracle(t *testing.T) {
	for seed := range uint64(400) {
		holdCase(t, &dice{state: seed})
	}
}

func FuzzAgainstOracle(f *testing.F) {
	for _, choices := range []string{"", "returns", "denied", "near", "\x00\x05\x02\x06\x0b"} {
		f.Add([]byte(choices))
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		holdCase(t, newDice(choices))
	})
}
