package check_test

import (
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// evasions is testdata/evasions.yaml: phrases of shipped packs in the disguises that people write
// them in, and harmless texts that look like disguises.
type evasions struct {
	Phrases []struct {
		Plain   string   `yaml:"plain"`
		Rule    string   `yaml:"rule"` // finds it
		Written []string `yaml:"written"`
		Beyond  []string `yaml:"beyond"` // what is known to pass, on purpose
	} `yaml:"phrases"`
	Innocent []string `yaml:"innocent"`
}

func readEvasions(t *testing.T) evasions {
	t.Helper()
	data, err := os.ReadFile("testdata/evasions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all evasions
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// shippedChecker judges by every shipped pack, for a company that every text names.
func shippedChecker(t *testing.T) *check.Checker {
	t.Helper()
	all, err := packs.All()
	if err != nil {
		t.Fatal(err)
	}
	made, err := compile.Compile(all, &rule.Profile{Company: rule.Company{Names: []string{"Acme"}}})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	return check.New(loaded)
}

func TestEvasions(t *testing.T) {
	checker := shippedChecker(t)
	finds := func(draft, rule string) bool {
		t.Helper()
		report, err := checker.Check(check.Draft{Text: draft, Date: 20778})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(report.Findings, func(f check.Finding) bool { return f.Rule == rule })
	}
	all := readEvasions(t)
	for _, p := range all.Phrases {
		for _, draft := range append([]string{p.Plain}, p.Written...) {
			if !finds(draft, p.Rule) {
				t.Errorf("%s does not find %q", p.Rule, draft)
			}
		}
		for _, draft := range p.Beyond {
			if finds(draft, p.Rule) {
				t.Errorf("%s finds %q: it belongs to those written", p.Rule, draft)
			}
		}
	}
	for _, draft := range all.Innocent {
		report, err := checker.Check(check.Draft{Text: draft, Date: 20778})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Findings {
			t.Errorf("%s finds %q in %q", f.Rule, f.Quote, draft)
		}
	}
}
