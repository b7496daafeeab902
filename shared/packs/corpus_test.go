package packs_test

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

//go:embed testdata
var testdata embed.FS

// line is one draft of a corpus. Rule is the rule that must speak, where the corpus names one.
type line struct {
	ID      string `json:"id"`
	Rule    string `json:"rule"`
	Text    string `json:"text"`
	Surface string `json:"surface"`
}

func corpus(t *testing.T, name string) []line {
	t.Helper()
	var lines []line
	scanner := bufio.NewScanner(bytes.NewReader(read(t, name)))
	for scanner.Scan() {
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lines = append(lines, l)
	}
	return lines
}

// quiet are the posts that nobody should be bothered about: every file of that name.
func quiet(t *testing.T) []line {
	t.Helper()
	names, err := fs.Glob(testdata, "testdata/quiet*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for _, name := range names {
		lines = append(lines, corpus(t, path.Base(name))...)
	}
	return lines
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	src, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// acme checks with every shipped pack and the profile of a company that does everything.
func acme(t *testing.T) *check.Checker {
	t.Helper()
	profile, err := rule.ParseProfile("profile.yaml", read(t, "profile.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	program, err := compile.Compile(shipped(t), profile)
	if err != nil {
		t.Fatal(err)
	}
	return check.New(program)
}

func judge(t *testing.T, checker *check.Checker, l line) check.Report {
	t.Helper()
	date, err := check.ParseDate("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	surface, known := check.ParseSurface(l.Surface)
	if !known {
		t.Fatalf("%s: surface %q", l.ID, l.Surface)
	}
	report, err := checker.Check(check.Draft{Text: l.Text, Surface: surface, Date: date})
	if err != nil {
		t.Fatalf("%s: %v", l.ID, err)
	}
	return report
}

// False alarms are what makes people switch a checker off.
func TestHarmlessPostsStayQuiet(t *testing.T) {
	checker, lines := acme(t), quiet(t)
	if len(lines) < 150 {
		t.Errorf("only %d posts", len(lines))
	}
	for _, l := range lines {
		report := judge(t, checker, l)
		for _, f := range report.Findings {
			if f.Severity >= check.Warn {
				t.Errorf("%s: %s on %q\n%s", l.ID, f.Rule, f.Quote, l.Text)
			}
		}
	}
}

// What has nothing to do with the company is not even judged.
func TestPrivatePostsArePersonal(t *testing.T) {
	checker := acme(t)
	for _, l := range quiet(t) {
		private := bytes.HasPrefix([]byte(l.ID), []byte("private")) || bytes.HasPrefix([]byte(l.ID), []byte("holiday"))
		if private && !judge(t, checker, l).Personal {
			t.Errorf("%s was judged:\n%s", l.ID, l.Text)
		}
	}
}

// Neither another wording nor another alphabet gets a claim past its rule.
func TestClaimsAreCaught(t *testing.T) {
	checker := acme(t)
	for _, l := range slices.Concat(corpus(t, "caught.jsonl"), corpus(t, "evasions.jsonl")) {
		report := judge(t, checker, l)
		spoke := func(f check.Finding) bool { return f.Rule == l.Rule }
		if !slices.ContainsFunc(report.Findings, spoke) {
			t.Errorf("%s: %q, personal %v, %d findings", l.ID, l.Text, report.Personal, len(report.Findings))
		}
	}
}

// A workspace that has named nothing yet compiles, and its rules of names are silent.
func TestEmptyProfile(t *testing.T) {
	program, err := compile.Compile(shipped(t), &rule.Profile{})
	if err != nil {
		t.Fatal(err)
	}
	report := judge(t, check.New(program), line{Text: "AcmeX is the best phone I have ever owned. Go get one!"})
	if len(report.Findings) > 0 {
		t.Errorf("found %+v", report.Findings)
	}
}

// Names multiply with phrases: a company of many products must still compile.
func TestManyProducts(t *testing.T) {
	profile := &rule.Profile{}
	for _, a := range []string{"Blue", "Red", "North", "South", "Swift", "Bright", "Prime", "Open", "True", "Pure"} {
		for _, b := range []string{"Rocket", "River", "Stone", "Cloud", "Desk", "Lens", "Field", "Board", "Link", "Spark"} {
			profile.Products = append(profile.Products, rule.Product{Name: a + " " + b + " Pro"})
		}
		profile.Company.Names = append(profile.Company.Names, a+" Holding")
		profile.Competitors = append(profile.Competitors, a+" Rivals")
	}
	if _, err := compile.Compile(shipped(t), profile); err != nil {
		t.Fatal(err)
	}
}
