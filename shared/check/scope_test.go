package check_test

import (
	"fmt"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// scoped is one rule's scope in words: "mine" or "theirs", then what it asks; "nobody's" of a rule that
// can find nothing.
func scoped(t *testing.T, body string, of check.Context, on string) string {
	t.Helper()
	scope, ok := check.ScopesOf(oneRuleProgram(t, body), of, day(t, on)).Rule(0)
	if !ok {
		return "nobody's"
	}
	told := "theirs"
	if scope.Mine {
		told = "mine"
	}
	for _, row := range scope.Only {
		told += fmt.Sprint(" ", row)
	}
	return told
}

func oneRuleProgram(t *testing.T, body string) *program.Program {
	t.Helper()
	pack, err := rule.Parse("one.yaml", []byte(oneRule(body)))
	if err != nil {
		t.Fatal(err)
	}
	profile, err := rule.ParseProfile("profile.yaml", []byte(workspace))
	if err != nil {
		t.Fatal(err)
	}
	made, err := compile.Compile([]*rule.Pack{pack}, profile)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestWhomARuleConcerns(t *testing.T) {
	const find = "\nfind: {phrases: [word]}"
	nobody := check.Context{}
	denver := check.Context{Country: "US-CO", Role: "officer", Team: "sales, press", Compensated: true}
	for _, c := range []struct {
		body string
		of   check.Context
		want string
	}{
		{"find: {phrases: [word]}", nobody, "mine"},
		{"when: [{field: country=US-CO}]" + find, nobody, "theirs [country=US-CO]"},
		{"when: [{field: country=US}]" + find, denver, "mine [country=US]"},
		{"when: [{field: role=officer}, {any: [{field: country=DE}, {field: country=FR}]}]" + find, denver, "theirs [role=officer] [country=DE country=FR]"},
		{"when: [{any: [{field: compensated}, {phrases: [paid]}]}]" + find, nobody, "mine"},
		{"when: [{any: [{field: compensated}, {phrases: [\"{drug}\"]}]}]" + find, nobody, "theirs [compensated]"},
		{"unless: [{field: team=press}]" + find, denver, "theirs [!team=press]"},
		{"unless: [{any: [{field: paused}, {phrases: [word]}]}]" + find, nobody, "mine [!paused]"},
		{"unless: [{all: [{field: compensated}, {field: role=officer}]}]" + find, denver, "theirs [!compensated !role=officer]"},
		{"find: {all: [{field: paid_media}, {phrases: [word]}]}", nobody, "theirs [paid_media]"},
		{"find: {field: image}", nobody, "theirs [image]"},
		{"when: [{field: static}]" + find, nobody, "mine [static]"},
		{"when: [{field: surface=comment}]" + find, nobody, "mine [surface=comment]"},
		{"when: [{field: quiet_period}]" + find, nobody, "theirs [quiet_period]"},
		{"from: 2027-01-01" + find, nobody, "theirs"},
		{"when: [{field: country=DE}]\nrequire: {phrases: [sorry]}", check.Context{Country: "DE"}, "mine [country=DE]"},
		{"when: [{any: [{all: [{field: country=DE}, {field: role=officer}]}, {field: compensated}]}]" + find, nobody, "theirs [country=DE compensated] [role=officer compensated]"},

		{"when: [{field: listed}]" + find, nobody, "mine"},
		{"unless: [{field: listed}]" + find, nobody, "nobody's"},
		{"when: [{field: jurisdiction=uk}]" + find, nobody, "nobody's"},
		{"until: 2026-11-21" + find, nobody, "nobody's"},
		{"find: {phrases: [\"{drug}\"]}", nobody, "nobody's"},
		{"find: {phrases: [\"safe {drug}\", \"{investigational} cures\"]}", nobody, "nobody's"},
		{"find: {near: {first: [word], second: [\"{drug}\"], within: 3}}", nobody, "nobody's"},
		{"find: {any: [{phrases: [\"{drug}\"]}, {phrases: [word]}]}", nobody, "mine"},
		{"unless: [{phrases: [\"{drug}\"]}]" + find, nobody, "mine"},
		{"find: {embargo: true}", nobody, "mine"},
	} {
		if got := scoped(t, c.body, c.of, "2026-11-22"); got != c.want {
			t.Errorf("%s\n%s, want %s", c.body, got, c.want)
		}
	}
	for _, over := range []string{"find: {embargo: true}", "when: [{field: quiet_period}]" + find} {
		if got := scoped(t, over, nobody, "2027-03-02"); got != "nobody's" {
			t.Errorf("%s, when it is over: %s", over, got)
		}
	}
	if got := scoped(t, "unless: [{field: quiet_period}]"+find, nobody, "2027-03-02"); got != "mine" {
		t.Errorf("but for a quiet period that is over: %s", got)
	}
}

// Alternatives of alternatives multiply; so many of them are nobody's work, and end all the same.
func TestScopesAreBounded(t *testing.T) {
	pairs := strings.Repeat("{all: [{field: paused}, {field: image}]}, ", 30)
	got := scoped(t, "when: [{any: ["+pairs+"{field: compensated}]}]\nfind: {phrases: [word]}", check.Context{Compensated: true}, "2026-11-22")
	if !strings.HasPrefix(got, "mine [") || strings.Count(got, "[") > 64 {
		t.Errorf("%.200s", got)
	}
}
