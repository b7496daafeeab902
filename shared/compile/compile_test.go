package compile_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// onePhrase is a pack whose one rule finds a phrase, whatever else the draft says.
func onePhrase(phrase string, lists map[string][]string) *rule.Pack {
	p := &rule.Pack{Name: "test", Lists: map[string]rule.List{}, Rules: []rule.Rule{{
		ID: "test.phrase", Line: 9, Severity: "warn", Always: true,
		Find: &rule.Condition{Line: 12, Phrases: []rule.Phrase{{Text: phrase, Line: 14}}},
	}}}
	for name, phrases := range lists {
		l := rule.List{Line: 3}
		for _, text := range phrases {
			l.Phrases = append(l.Phrases, rule.Phrase{Text: text, Line: 4})
		}
		p.Lists[name] = l
	}
	return p
}

func quotes(t *testing.T, pack *rule.Pack, profile *rule.Profile, draft string) string {
	t.Helper()
	made, err := compile.Compile([]*rule.Pack{pack}, profile)
	if err != nil {
		t.Fatal(err)
	}
	report, err := check.New(made).Check(check.Draft{Text: draft})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range report.Findings {
		all = append(all, f.Quote)
	}
	return strings.Join(all, "; ")
}

func TestNotation(t *testing.T) {
	lists := map[string][]string{
		"returns": {"return~", "interest rate~"},
		"nested":  {"high {returns}", "low"},
		"single":  {"red", "green"},
	}
	profile := &rule.Profile{
		Company:     rule.Company{Names: []string{"Acme", "Acme Holding"}, Tags: []string{"#AcmeEmployee"}},
		Products:    []rule.Product{{Name: "AcmeX"}, {Name: "Acme Cloud"}},
		Competitors: []string{"Globex"},
	}
	for _, c := range []struct{ phrase, draft, want string }{
		{"risk-free", "Risk free, risk-free, riskfree", "Risk free; risk-free"},
		{"guarantee~", "guarantee guarantees guaranteed guaranteeing guarantor", "guarantee; guarantees; guaranteed; guaranteeing"},
		{"pay~ back", "paid back, pays back, paying back", "paid back; pays back; paying back"},
		{"guar*", "guarantee guard gua", "guarantee; guard"},
		{"*proof", "bulletproof proof", "bulletproof; proof"},
		{"one|two three?", "one three two", "one three; two"},
		{"will <2> double", "will double, will surely double, will a b double, will a b c double", "will double; will surely double; will a b double"},
		{"{returns} up", "return up interest rates up yield up", "return up; interest rates up"},
		{"very {nested}", "very high interest rate, very low, very high", "very high interest rate; very low"},
		{"{single} light", "green light yellow light", "green light"},
		{"buy {product}", "buy AcmeX or buy Acme Cloud; buy Globex", "buy AcmeX; buy Acme Cloud"},
		{"{company}", "Acme Holding and #Acme and acmes", "Acme Holding; #Acme"},
		{"{competitor}", "Globex’s", "Globex"},
		{"{tag}", "#AcmeEmployee AcmeEmployee", "#AcmeEmployee"},
		{"#ad", "an ad, #ad #Ad #adventure", "#ad; #Ad"},
		{"ad", "an ad, #ad", "ad; #ad"},
		{"{percent}", "8% 9 percent 10 per cent 11 pct 12", "8%; 9 percent; 10 per cent; 11 pct"},
		{"{money}", "$8 8 dollars £1.5m 3 million euros 7", "$8; 8 dollars; £1.5m; 3 million euros"},
		{"by {year}", "by 2030, by 3030, by 1,999", "by 2030"},
		{"{number} stars", "5 stars five stars", "5 stars"},
		{"can't lose", "can’t lose, cant lose", "can’t lose; cant lose"},
		{"café", "CAFE", "CAFE"},
	} {
		t.Run(c.phrase, func(t *testing.T) {
			pack := onePhrase(c.phrase, lists)
			pack.Rules[0].Find.Negated = "keep"
			if got := quotes(t, pack, profile, c.draft); got != c.want {
				t.Errorf("%q finds %q, want %q", c.phrase, got, c.want)
			}
		})
	}
}

func TestInflection(t *testing.T) {
	for _, c := range []struct{ base, forms, not string }{
		{"plan", "plans planned planning", "planed"},
		{"invest", "invests invested investing", "investt"},
		{"try", "tries tried trying", "tryed"},
		{"play", "plays played playing", "plaies"},
		{"promise", "promises promised promising", "promiseing"},
		{"die", "dies died dying", "dieing"},         //nolint:misspell // what must not be formed
		{"agree", "agrees agreed agreeing", "agred"}, //nolint:misspell // what must not be formed
		{"fix", "fixes fixed fixing", "fixxed"},
		{"crush", "crushes crushed crushing", "crushs"},
		{"go", "goes went gone going", "goed"},
		{"lose", "loses lost losing", "losed"},
		{"grow", "grows grew grown growing", "growed"},
		{"woman", "women", "womans"},
		{"company", "companies", "companys"},
		{"traffic", "traffics trafficked trafficking", "traffices"},
		{"quiz", "quizzes quizzed", ""},
		{"commit", "commits committed committing", ""},
	} {
		for _, form := range append(strings.Fields(c.forms), c.base) {
			if got := quotes(t, onePhrase(c.base+"~", nil), nil, form); got != form {
				t.Errorf("%s~ does not find %q", c.base, form)
			}
		}
		if c.not != "" && quotes(t, onePhrase(c.base+"~", nil), nil, c.not) != "" {
			t.Errorf("%s~ finds %q", c.base, c.not)
		}
	}
}

func TestEmptyProfileIsSilent(t *testing.T) {
	for _, phrase := range []string{"{company}", "{product} rocks", "buy {competitor}", "{tag}"} {
		if got := quotes(t, onePhrase(phrase, nil), nil, "Acme rocks, buy AcmeX #AcmeEmployee "+phrase); got != "" {
			t.Errorf("%q finds %q without a profile", phrase, got)
		}
	}
}

func TestJurisdictions(t *testing.T) {
	for _, c := range []struct {
		pack, rule, profile []string
		runs                bool
	}{
		{nil, nil, nil, true},
		{[]string{"us"}, nil, nil, true},
		{[]string{"us"}, nil, []string{"uk"}, false},
		{[]string{"us"}, nil, []string{"uk", "US"}, true},
		{[]string{"us"}, []string{"uk"}, []string{"uk"}, true},
		{nil, []string{"eu"}, []string{"uk"}, false},
	} {
		pack := onePhrase("risk", nil)
		pack.Jurisdictions, pack.Rules[0].Jurisdictions = c.pack, c.rule
		if got := quotes(t, pack, &rule.Profile{Jurisdictions: c.profile}, "risk") != ""; got != c.runs {
			t.Errorf("%+v: runs %v", c, got)
		}
	}
}

func TestProblemsPointAtTheirPlace(t *testing.T) {
	long := strings.Repeat("x", 40)
	var lists []string
	for i := range 20 {
		lists = append(lists, fmt.Sprintf("a%d b?", i))
	}
	for _, c := range []struct {
		name, phrase, reason string
		change               func(*rule.Pack)
	}{
		{"unknown list", "{nope}", "no list {nope}", nil},
		{"circle", "{a}", "refers to itself", func(p *rule.Pack) {
			p.Lists["a"] = rule.List{Phrases: []rule.Phrase{{Text: "x {b}"}}}
			p.Lists["b"] = rule.List{Phrases: []rule.Phrase{{Text: "{a} y"}}}
		}},
		{"long affix", long + "*", "longer than", nil},
		{"too many", strings.Repeat("a? ", 13) + "b", "more than", nil},
		{"notation", "a||b", "alternative is empty", nil},
		{"topic", "a", "topic nowhere", func(p *rule.Pack) { p.Rules[0].When = []rule.Condition{{Topic: "nowhere"}} }},
		{"detector", "a", "no detector", func(p *rule.Pack) { p.Rules[0].Find = &rule.Condition{Detect: "mood"} }},
		{"field", "a", "no circumstance", func(p *rule.Pack) { p.Rules[0].When = []rule.Condition{{Field: "mood=good"}} }},
		{"severity", "a", "severity", func(p *rule.Pack) { p.Rules[0].Severity = "fatal" }},
		{"surface", "a", "no surface", func(p *rule.Pack) { p.Rules[0].Surfaces = []string{"wall"} }},
		{"day", "a", "no day", func(p *rule.Pack) { p.Rules[0].From = "soon" }},
		{"same id", "a", "same id", func(p *rule.Pack) { p.Rules = append(p.Rules, p.Rules[0]) }},
		{"no body", "a", "exactly one of", func(p *rule.Pack) { p.Rules[0].Find = nil }},
		{"empty condition", "a", "a condition has one of", func(p *rule.Pack) { p.Rules[0].Find = &rule.Condition{} }},
		{"empty fix", "a", "a fix has one of", func(p *rule.Pack) { p.Rules[0].Fixes = []rule.Fix{{Label: "x"}} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := onePhrase(c.phrase, map[string][]string{"many": lists})
			if c.change != nil {
				c.change(pack)
			}
			_, err := compile.Compile([]*rule.Pack{pack}, nil)
			var problems rule.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v", err)
			}
			found := slices.ContainsFunc(problems, func(p rule.Problem) bool {
				return p.File == "test" && p.Rule == "test.phrase" && p.Line > 0 && strings.Contains(p.Reason, c.reason)
			})
			if !found {
				t.Errorf("got %v, want a problem about %q", err, c.reason)
			}
		})
	}
}
