package packs_test

import (
	"testing"

	"vouch/shared/packs"
	"vouch/shared/prove"
	"vouch/shared/rule"
)

func shipped(t *testing.T) []*rule.Pack {
	t.Helper()
	all, err := packs.All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestNamesAndSources(t *testing.T) {
	for _, p := range shipped(t) {
		if string(packs.Source(p.Name)) != string(p.Source) {
			t.Errorf("%s: Source differs from what was parsed", p.Name)
		}
	}
	if src := packs.Source("../packs"); src != nil {
		t.Errorf("a name outside the packs has a source of %d bytes", len(src))
	}
}

func TestEveryExample(t *testing.T) {
	all := shipped(t)
	for _, p := range all {
		for name, others := range map[string][]*rule.Pack{"alone": nil, "beside the others": all} {
			t.Run(p.Name+" "+name, func(t *testing.T) {
				result := prove.Pack(p, others)
				if result.Err != nil {
					t.Fatal(result.Err)
				}
				for _, c := range result.Failed() {
					t.Errorf("%s.yaml:%d: %s: must %s %q\nfound: %s", p.Name, c.Line, c.Rule, c.Must, c.Text, c.Got)
				}
				t.Logf("%d of %d examples", len(result.Cases)-len(result.Failed()), len(result.Cases))
			})
		}
	}
}

func TestNothingIsWeak(t *testing.T) {
	for _, p := range shipped(t) {
		shadows, err := prove.Shadows(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, remark := range append(prove.Lint(p, "2026-11-21"), shadows...) {
			t.Errorf("%s.yaml:%d: %s: %s", p.Name, remark.Line, remark.Rule, remark.Text)
		}
	}
}
