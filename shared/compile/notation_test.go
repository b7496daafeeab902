package compile_test

import (
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/rule"
)

// TestValuesAndNames proves the notation that asks what a word is worth or how it is written.
func TestValuesAndNames(t *testing.T) {
	profile := &rule.Profile{
		Company: rule.Company{Names: []string{"Acme"}, Ticker: "ACME"},
		Products: []rule.Product{
			{Name: "Drugamab", Kind: "drug", Indications: []string{"chronic migraine"}},
			{Name: "ACM-101", Kind: "investigational"},
			{Name: "AcmeX"},
		},
		Customers: []rule.Customer{{Name: "Hooli", Reference: true}, {Name: "Vandelay Industries"}},
	}
	for _, c := range []struct{ phrase, lang, draft, want string }{
		{"{number>89}", "en", "89, 90, 1,000, 89.5 and 12", "90; 1,000; 89.5"},
		{"{number 18..35}", "en", "17 18 35 36", "18; 35"},
		{"{number>=1000} users", "en", "2k users, 3 million users, 900 users, 1.2 bn users", "2k users; 3 million users; 1.2 bn users"},
		{"{number<100} users", "en", "2 million users, 90 users", "90 users"},
		{"{percent>=10}", "en", "9%, 10 percent, 12 %, 9.99 per cent, twenty percent, five percent", "10 percent; 12 %; twenty percent"},
		{"{percent}", "de", "8 Prozent, 8,5 %", "8 Prozent; 8,5 %"},
		{"{money>=1000}", "en", "$999, $1,000, $2k, USD 3 million, 12 dollars, £1.5m", "$1,000; $2k; USD 3 million; £1.5m"},
		{"{money>=1000}", "de", "1.000 €, 1,50 €, 2 Mio. €, € 1.250.000", "1.000 €; 2 Mio. €; € 1.250.000"},
		{"{money<100}", "en", "$5k, $5, $5 million", "$5"},
		{"by {year>=now}", "en", "by 2025, by 2026, by 2030", "by 2026; by 2030"},
		{"{year<now}", "en", "2025 2026 2027", "2025"},
		{"{year>now}", "en", "2025 2026 2027", "2027"},
		{"{year 2020..2024}", "en", "2019 2020 2024 2025", "2020; 2024"},
		{"in {month}", "en", "in May, in may, in December, in dec", "in May; in December; in dec"},
		{"im {month}", "de", "im März, im Mai, im May", "im März; im Mai"},
		{"{weekday}", "fr", "lundi, Monday", "lundi"},
		{"{date}", "en", "on 3 May, on May 3rd, 3rd of May 2026, 2026-05-03, 03/05/2026, 24/7", "3 May; May 3rd; 3rd of May 2026; 2026-05-03; 03/05/2026"},
		{"{date}", "de", "am 3.5.2026, am 3. Mai 2026", "3.5.2026; 3. Mai 2026"},
		{"{date}", "es", "el 3 de mayo de 2026", "3 de mayo de 2026"},
		{"client {capital}", "en", "Our client Hooli, our client base. Client Base\nclient\nBase", "client Hooli; Client Base"},
		{"{capital}", "en", "We met Ann. Yesterday at École", "Ann; École"},
		{"^green", "en", "Green light; a green light", "Green"},
		{"{ticker}", "en", "$ACME, NYSE: ACME, (NASDAQ:ACME), ACME and $acme", "$ACME; NYSE: ACME; NASDAQ:ACME; $acme"},
		{"{cashtag}", "en", "$TSLA and $20, $TOOLONG $A", "$TSLA; $A"},
		{"buy $acme", "en", "buy $ACME, buy Acme", "buy $ACME"},
		{"{drug} for {indication}", "en", "Drugamab for chronic migraine, AcmeX for chronic migraine", "Drugamab for chronic migraine"},
		{"{investigational}", "en", "ACM-101 and Drugamab", "ACM-101"},
		{"{customer}", "en", "Hooli and Vandelay Industries", "Vandelay Industries"},
		{"{reference}", "en", "Hooli and Vandelay Industries", "Hooli"},
	} {
		t.Run(c.phrase+" "+c.lang, func(t *testing.T) {
			pack := onePhrase(c.phrase, nil)
			pack.Language = c.lang
			made, err := compile.Compile([]*rule.Pack{pack}, profile)
			if err != nil {
				t.Fatal(err)
			}
			day, err := check.ParseDate("2026-11-21")
			if err != nil {
				t.Fatal(err)
			}
			report, err := check.New(made).Check(check.Draft{Text: c.draft, Date: day})
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, f := range report.Findings {
				all = append(all, f.Quote)
			}
			if got := strings.Join(all, "; "); got != c.want {
				t.Errorf("finds %q, want %q", got, c.want)
			}
		})
	}
}
