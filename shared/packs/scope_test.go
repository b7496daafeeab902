package packs_test

import (
	"cmp"
	"slices"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// Whoever is told which rules concern them is told of each that finds something in what they write,
// whoever they are.
func TestWhatIsFoundIsTheAuthors(t *testing.T) {
	all := shipped(t)
	people := []check.Context{{}, {Country: "US-CO", Role: "officer", Sector: "health", Image: true, Paused: true}}
	for _, pack := range all {
		made, err := compile.Compile(all, &pack.ExampleProfile)
		if err != nil {
			t.Fatal(err)
		}
		checker := check.New(made)
		for i := range pack.Rules {
			r := &pack.Rules[i]
			for _, example := range r.Examples.Flag {
				draft := draftOf(t, r, example)
				for _, who := range append(people, draft.Context) {
					draft.Context = who
					report, err := checker.Check(draft)
					if err != nil {
						t.Fatal(err)
					}
					concern(t, made, draft, report)
				}
			}
		}
	}
}

// concern holds every rule of a report against what is said of its scope.
func concern(t *testing.T, made *program.Program, draft check.Draft, report check.Report) {
	t.Helper()
	scopes := check.ScopesOf(made, draft.Context, draft.Date)
	for _, f := range report.Findings {
		at := slices.IndexFunc(made.Rules, func(r program.Rule) bool { return r.ID == f.Rule })
		if scope, ok := scopes.Rule(at); !ok || !scope.Mine {
			t.Errorf("%s finds something in %q of %+v, and is theirs: %+v", f.Rule, draft.Text, draft.Context, scope)
		}
	}
}

func draftOf(t *testing.T, r *rule.Rule, e rule.Example) check.Draft {
	t.Helper()
	date, err := check.ParseDate(cmp.Or(e.Date, max(r.Source.Checked, r.From)))
	if err != nil {
		t.Fatal(err)
	}
	surface, _ := check.ParseSurface(e.Surface)
	draft := check.Draft{Text: e.Text, Surface: surface, Date: date, Lang: e.Lang}
	for name, value := range e.Context {
		if err := draft.Context.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	return draft
}
