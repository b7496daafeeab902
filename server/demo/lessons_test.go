package demo_test

import (
	"os"
	"slices"
	"testing"

	"vouch/server/practice"
	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/rule"
)

// What the lessons of the practice page promise comes true with the demo company's rules.
func TestEveryLessonTeachesWhatItSays(t *testing.T) {
	checker := companyChecker(t)
	wants := []string{"finra.promissory", "ftc.disclose.missing", "finra.riskfree", "confidential.card", ""}
	lessons := practice.Lessons()
	if len(lessons) != len(wants) {
		t.Fatalf("%d lessons", len(lessons))
	}
	for i, lesson := range lessons {
		day, err := check.ParseDate("2026-11-21")
		if err != nil {
			t.Fatal(err)
		}
		report, err := checker.Check(check.Draft{Text: lesson.Text, Surface: check.Post, Date: day})
		if err != nil {
			t.Fatal(err)
		}
		if wants[i] == "" {
			if !report.Personal {
				t.Errorf("%s: is not left alone", lesson.Title)
			}
			continue
		}
		taught := slices.ContainsFunc(report.Findings, func(f check.Finding) bool { return f.Rule == wants[i] && len(f.Fixes) > 0 })
		if !taught {
			t.Errorf("%s: want %s with a fix, got %+v", lesson.Title, wants[i], report.Findings)
		}
	}
}

func companyChecker(t *testing.T) *check.Checker {
	t.Helper()
	source, err := os.ReadFile("profile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	profile, err := rule.ParseProfile("profile.yaml", source)
	if err != nil {
		t.Fatal(err)
	}
	all, err := packs.All()
	if err != nil {
		t.Fatal(err)
	}
	program, err := compile.Compile(all, profile)
	if err != nil {
		t.Fatal(err)
	}
	return check.New(program)
}
