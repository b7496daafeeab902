package check_test

import (
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// workspace is the profile of the tables of this package.
const workspace = `
company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example], ticker: ACME, listed: true}
products: [{name: AcmeX}]
competitors: [Globex]
embargoes:
  - {phrase: Project Falcon, until: 2027-03-02}
  - {phrase: Nightjar, until: 2026-11-01}
quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
jurisdictions: [us, eu]
disclaimers:
  - {id: yields, text: "Yields vary; you can lose principal."}
  - {id: advice, text: "This is not investment advice. Past performance does not guarantee future results, and you may lose money."}
contacts: {default: compliance@acme.example}
`

// oneRule is a pack with one rule that runs whatever the draft is about. body holds its find or
// require and what else it says, as flow entries a line.
func oneRule(body string) string {
	if !strings.Contains(body, "severity:") {
		body = "severity: warn\n" + body
	}
	return "pack: one\ntitle: One rule\nlanguage: en\nowner: compliance\nreview_by: 2027-05-21\nrules:\n" +
		"  - id: one.rule\n    title: Title\n    reason: Reason.\n    always: true\n" +
		"    source: {title: none, checked: 2026-11-21, by: background}\n" +
		"    examples: {flag: [x], pass: [y]}\n    " + strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n    ") + "\n"
}

// checkerOf compiles packs for the workspace and takes them through their image.
func checkerOf(tb testing.TB, packs ...string) *check.Checker {
	tb.Helper()
	profile, err := rule.ParseProfile("profile.yaml", []byte(workspace))
	if err != nil {
		tb.Fatal(err)
	}
	var parsed []*rule.Pack
	for _, source := range packs {
		pack, err := rule.Parse("one.yaml", []byte(source))
		if err != nil {
			tb.Fatalf("%v in\n%s", err, source)
		}
		parsed = append(parsed, pack)
	}
	made, err := compile.Options{EmbargoKey: [16]byte{1, 2, 3}}.Compile(parsed, profile)
	if err != nil {
		tb.Fatal(err)
	}
	loaded, err := program.Load(made.Append(nil))
	if err != nil {
		tb.Fatal(err)
	}
	return check.New(loaded)
}

// found is what a report says of one draft: the quotes, "" for a finding without a place, "-" for
// none at all.
func found(r check.Report) string {
	if len(r.Findings) == 0 {
		return "-"
	}
	var quotes []string
	for _, f := range r.Findings {
		quotes = append(quotes, f.Quote)
	}
	return strings.Join(quotes, " | ")
}

func day(tb testing.TB, s string) check.Date {
	tb.Helper()
	d, err := check.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func TestOperators(t *testing.T) {
	today := day(t, "2026-11-21")
	later := check.Draft{Date: day(t, "2027-03-02")}
	in := func(lang string) check.Draft { return check.Draft{Lang: lang, Date: today} }
	with := func(key, value string) check.Draft {
		d := check.Draft{Date: today}
		if err := d.Context.Set(key, value); err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, group := range []struct {
		name, rule string
		cases      []struct {
			text, want string
			like       check.Draft
		}
	}{
		{"count hashtags", "find: {count: {of: hashtags, over: 2}}", cases{
			{"#a #b", "-", in("")}, {"#a #b #c and #dEf", "#c | #dEf", in("")}, {"@a @b @c", "-", in("")},
		}},
		{"count mentions", "find: {count: {of: mentions, over: 0}}", cases{
			{"thanks @jane_doe and @acme", "@jane_doe | @acme", in("")}, {"jane@acme.example", "-", in("")},
		}},
		{"count emoji", "find: {count: {of: emoji, over: 1}}", cases{
			{"🚀", "-", in("")},
			{"🚀 and 👨‍👩‍👧‍👦 and 🇩🇪", "👨‍👩‍👧‍👦 | 🇩🇪", in("")},
			{"👍🏽❤️1️⃣", "❤️ | 1️⃣", in("")},
			{"© 2026 ™ → ✓ №1 #1", "-", in("")},
			{"✅ ⭐ ✨", "⭐ | ✨", in("")},
		}},
		{"emoji runs", "find: {count: {of: emoji_run, over: 2}}", cases{
			{"🚀🚀 x 🚀🚀", "-", in("")}, {"a 🚀🚀🚀 b 🔥 🔥 🔥!", "🚀🚀🚀 | 🔥 🔥 🔥", in("")},
		}},
		{"styled letters", "find: {count: {of: styled, over: 0}}", cases{
			{"𝗕𝗶𝗴 𝗻𝗲𝘄𝘀 today", "𝗕𝗶𝗴 𝗻𝗲𝘄𝘀", in("")}, {"Big news", "-", in("")}, {"ℒ𝒐𝓿𝑒 and 𝟗", "ℒ𝒐𝓿𝑒 | 𝟗", in("")}, {"Ⓦⓞⓦ ℹ️ ™", "Ⓦⓞⓦ", in("")},
		}},
		{"lower tags", "find: {count: {of: lower_tags, over: 0}}", cases{
			{"#proudtobeanemployee #Proudtobeanemployee #short", "#proudtobeanemployee", in("")},
		}},
		{"capitals", "find: {count: {of: capitals, over: 0}}", cases{
			{"THIS IS HUGE news", "THIS IS HUGE", in("")},
			{"NASA and ESA met. HBO GO", "-", in("")},
			{"WE ARE 5 TIMES FASTER! SO SO GOOD", "WE ARE 5 TIMES FASTER | SO SO GOOD", in("")},
			{"BUY NOW.\nBUY A LOT TODAY", "BUY A LOT TODAY", in("")},
		}},
		{"characters", "find: {count: {of: characters, over: 5}}", cases{
			{"12345", "-", in("")}, {"1234567", "67", in("")}, {"1234😀7", "😀7", in("")},
		}},
		{"words", "find: {count: {of: words, over: 2}}", cases{{"one two % three four.", "three four.", in("")}, {"one two", "-", in("")}}},
		{"lines", "find: {count: {of: lines, over: 2}}", cases{{"a\n\n b\nc \n\n\nd", "c | d", in("")}, {"a\n\n\nb", "-", in("")}}},
		{"count links", "find: {count: {of: links, over: 1}}", cases{{"https://a.example/x and www.b.example, c.com.", "www.b.example | c.com", in("")}}},
		{"too few", "find: {count: {of: words, under: 3}}", cases{{"two words", "", in("")}, {"now three words", "-", in("")}}},
		{"between", "find: {count: {of: hashtags, over: 0, under: 3}}", cases{{"#a #b", "#a | #b", in("")}, {"#a #b #c", "-", in("")}, {"a", "-", in("")}}},

		{"any link", "find: {link: any}", cases{
			{"see (https://acme.example/a?b=c#d), ok", "https://acme.example/a?b=c#d", in("")},
			{"go to g2.com/x.", "g2.com/x", in("")},
			{"mail jane@g2.com", "-", in("")},
			{"the end.So what", "-", in("")},
			{"Node.js, e.g. v2.0 or U.S. and 3.5.2026", "-", in("")},
			{"bit.ly/3x and lnkd.in/abc", "bit.ly/3x | lnkd.in/abc", in("")},
			{"the end.in our", "-", in("")},
			{"“www.g2.com”…", "www.g2.com", in("")},
			{"HTTPS://G2.COM", "HTTPS://G2.COM", in("")},
			{"Link:https://müller.example/ä.", "https://müller.example/ä", in("")},
			{"#acme.com @acme.com", "-", in("")},
		}},
		{"own link", "find: {link: own}", cases{
			{"jobs.acme.example and acme.example and notacme.example/x", "jobs.acme.example | acme.example", in("")}, {"g2.com", "-", in("")},
		}},
		{"foreign link", "find: {link: foreign}", cases{{"acme.example, https://g2.com/a", "https://g2.com/a", in("")}}},
		{"link to", "find: {link: {to: [g2.com, capterra.com]}}", cases{{"www.g2.com/x, http://g2.community", "www.g2.com/x", in("")}, {"Capterra.com", "Capterra.com", in("")}}},
		{"link not to", "find: {link: {not_to: [g2.com]}}", cases{{"g2.com a.example/x http://b.example", "http://b.example", in("")}}},

		{"embargo", "find: {embargo: true}", cases{
			{"Project Falcon is near", "Project Falcon", in("")},
			{"#ProjectFalcon #projectfalcon", "#ProjectFalcon | #projectfalcon", in("")},
			{"𝗣𝗿𝗼𝗷𝗲𝗰𝘁-FALCON’s day", "𝗣𝗿𝗼𝗷𝗲𝗰𝘁-FALCON", in("")},
			{"acme.example/project-falcon", "project-falcon", in("")},
			{"Project. Falcon", "-", in("")},
			{"project and falcon", "-", in("")},
			{"Nightjar", "-", in("")},
			{"Project Falcon", "-", later},
		}},
		{"quiet period", "find: {all: [{field: quiet_period}, {phrases: [results]}]}", cases{
			{"results", "-", in("")}, {"results", "results", check.Draft{Date: day(t, "2026-12-15")}}, {"results", "-", check.Draft{Date: day(t, "2027-01-28")}},
		}},
		{"listed", "find: {all: [{field: listed}, {phrases: [results]}]}", cases{{"results", "results", in("")}}},
		{"jurisdiction", "find: {any: [{all: [{field: jurisdiction=eu}, {phrases: [eu]}]}, {all: [{field: jurisdiction=uk}, {phrases: [uk]}]}]}", cases{{"eu uk", "eu", in("")}}},
		{"licence", "find: {all: [{field: licence=series7}, {phrases: [trade]}]}", cases{
			{"trade", "-", in("")}, {"trade", "trade", with("licence", "Series63, Series7")}, {"trade", "-", with("licence", "series77")},
		}},
		{"team", "find: {all: [{field: team=sales}, {phrases: [trade]}]}", cases{{"trade", "trade", with("team", "sales")}, {"trade", "-", with("team", "legal")}}},

		{"disclaimer", "find: {phrases: [yield]}\nunless: [{disclaimer: yields}]", cases{
			{"yield", "yield", in("")}, {"yield. YIELDS VARY – you can lose principal!", "-", in("")}, {"yield. Yields vary. You lose principal", "yield", in("")},
		}},
		{"language", "find: {any: [{phrases: [\"promise~\"]}, {language: de, phrases: [garantiert]}]}", cases{
			{"promised, garantiert", "promised | garantiert", in("")},
			{"promised, garantiert", "garantiert", in("de")},
			{"promised, garantiert", "promised", in("en-US")},
			{"promised, garantiert", "-", in("it")},
			{"nicht garantiert, not promised", "-", in("")},
			{"not garantiert, nicht promised", "garantiert | promised", in("")},
			{"das ist garantiert nicht so", "-", in("")},
			{"garantiert ohne Risiko", "garantiert", in("")},
			{"garantiert nicht nur gut", "garantiert", in("")},
		}},
		{"a circumstance has no language", "find: {all: [{count: {of: links, over: 0}}, {detect: email}]}", cases{{"a.example a@b.example www.c.example", "www.c.example", in("it")}}},
		{"except near", "find: {phrases: [fire~]}\nexcept_near: {phrases: [\"smoke\", \"camp|camping\"], within: 3}", cases{
			{"they fired him", "fired", in("")},
			{"fire and smoke", "-", in("")},
			{"smoke a b c fire", "-", in("")},
			{"smoke a b c d fire", "fire", in("")},
			{"Smoke. Fire", "Fire", in("")},
			{"fire a b c d camping; e f g h fire", "fire | fire", in("")},
		}},
		{"swap", "find: {swap: [{phrases: [\"chairman\"], with: [chairperson, chair]}, {phrases: [\"manpower\"], with: [staff]}]}", cases{
			{"Chairman and manpower", "Chairman | manpower", in("")}, {"chair", "-", in("")},
		}},
	} {
		t.Run(group.name, func(t *testing.T) {
			checker := checkerOf(t, oneRule(group.rule))
			for _, c := range group.cases {
				draft := c.like
				draft.Text = c.text
				report, err := checker.Check(draft)
				if err != nil {
					t.Fatal(err)
				}
				if got := found(report); got != c.want {
					t.Errorf("%q (%s): found %q, want %q", c.text, draft.Lang, got, c.want)
				}
			}
		})
	}
}

type cases = []struct {
	text, want string
	like       check.Draft
}
