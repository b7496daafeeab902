package compile_test

import (
	"bytes"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// TestEmbargoedNamesStayOutOfSight: no form of a name, and no word of it, stands in an image; under
// another key the image holds other hashes.
func TestEmbargoedNamesStayOutOfSight(t *testing.T) {
	profile := &rule.Profile{
		Company:   rule.Company{Names: []string{"Acme"}},
		Embargoes: []rule.Embargo{{Phrase: "Project Quarterhorse", Until: "2027-03-02"}, {Phrase: "ZephyrNine"}},
	}
	pack := onePhrase("word", nil)
	pack.Rules[0].Find = &rule.Condition{Embargo: true}
	var images [][]byte
	for _, key := range []byte{0, 7} {
		made, err := compile.Options{EmbargoKey: [16]byte{key}}.Compile([]*rule.Pack{pack}, profile)
		if err != nil {
			t.Fatal(err)
		}
		image := made.Append(nil)
		for _, piece := range []string{"quarterhorse", "zephyr", "project", "horse"} {
			if strings.Contains(strings.ToLower(string(image)), piece) {
				t.Errorf("the image holds %q", piece)
			}
		}
		images = append(images, image)
		loaded, err := program.Load(image)
		if err != nil {
			t.Fatal(err)
		}
		checker := check.New(loaded)
		for text, want := range map[string]bool{
			"project quarterhorse": true, "#ProjectQuarterhorse": true, "ZephyrNine’s": true, "#ZephyrNine": true,
			"p.r.o.j.e.c.t Q.u.a.r.t.e.r.h.o.r.s.e": true, "pr0ject quarterh0rse": true, "z e p h y r n 1 n e": true,
			"Project. Quarterhorse": false, "project quarter": false,
			"zephyrnine": true, "quarterhorse project": false, "A private day in the park": false,
		} {
			report, err := checker.Check(check.Draft{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			if got := len(report.Findings) > 0; got != want || report.Personal == want {
				t.Errorf("%q: found %v, personal %v", text, got, report.Personal)
			}
		}
	}
	if bytes.Equal(images[0], images[1]) {
		t.Error("the key makes no difference")
	}
}

func TestEmbargoesAreRefused(t *testing.T) {
	for _, phrase := range []string{"…", strings.Repeat("word ", 51)} {
		profile := &rule.Profile{Embargoes: []rule.Embargo{{Phrase: phrase, Until: "2027-03-02"}}}
		if _, err := compile.Compile([]*rule.Pack{onePhrase("word", nil)}, profile); err == nil {
			t.Errorf("%q is taken for a name", phrase)
		}
	}
}
