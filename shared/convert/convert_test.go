package convert_test

import (
	"strings"
	"testing"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/convert"
	"vouch/shared/rule"
)

func options() convert.Options { return convert.Options{Today: "2026-11-22", Review: "2027-05-22"} }

// flagged are the rules that find something in a text, with what each fix would write.
func flagged(t *testing.T, result convert.Result, text string) string {
	t.Helper()
	pack, err := rule.Parse("pack.yaml", result.YAML)
	if err != nil {
		t.Fatalf("%v\n%s", err, result.YAML)
	}
	program, err := compile.Compile([]*rule.Pack{pack}, &pack.ExampleProfile)
	if err != nil {
		t.Fatal(err)
	}
	report, err := check.New(program).Check(check.Draft{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range report.Findings {
		found = append(found, f.Rule+"="+f.Quote)
		for _, fix := range f.Fixes {
			found = append(found, "->"+fix.Edits[0].Text)
		}
	}
	return strings.Join(found, " ")
}

func notesOf(result convert.Result) string {
	var all []string
	for _, n := range result.Notes {
		all = append(all, n.String())
	}
	return strings.Join(all, "\n")
}

func TestCSV(t *testing.T) {
	table := "\xef\xbb\xbfTerm;Replacement;Severity;Exceptions\r\nsynergy;;warn;\n" +
		"leverage;use | apply;advise;operating leverage\n\"best in class\";good;block;\n[a-z]+x;;;\n;orphan;;\n"
	result, err := convert.CSV([]convert.File{{Name: "terms.csv", Data: []byte(table)}}, options())
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Acme has synergy":             "terms.terms=synergy",
		"Acme has SYN3RGY":             "terms.terms=SYN3RGY",
		"Acme can leverage it":         "terms.terms-2=leverage ->use ->apply",
		"Acme and operating leverage":  "",
		"The best-in-class Acme":       "terms.terms-3=best-in-class ->good",
		"Acme is quiet":                "",
		"synergy of nobody's business": "",
	} {
		if got := flagged(t, result, text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
	want := "terms.csv:5: terms: \"[a-z]+x\" is no plain words and was left out; write it as a pattern\nterms.csv:6: the row has no term"
	if got := notesOf(result); got != want {
		t.Errorf("notes:\n%s\nwant\n%s", got, want)
	}
}

func TestCSVWithoutHeadings(t *testing.T) {
	result, err := convert.CSV([]convert.File{{Name: "t.csv", Data: []byte("utilise,use\ncheap\n")}}, options())
	if err != nil {
		t.Fatal(err)
	}
	if got := flagged(t, result, "Acme: utilise this, it is cheap"); got != "terms.terms=utilise ->use terms.terms=cheap" {
		t.Error(got)
	}
}

func TestCSVRefusesABrokenTable(t *testing.T) {
	_, err := convert.CSV([]convert.File{{Name: "t.csv", Data: []byte("term,with\n\"open,x\n")}}, options())
	if err == nil || !strings.Contains(err.Error(), "t.csv: ") || !strings.Contains(err.Error(), "line 2") {
		t.Error(err)
	}
}

func TestVale(t *testing.T) {
	style := func(name, yaml string) convert.File {
		return convert.File{Name: "styles/House/" + name, Data: []byte(yaml)}
	}
	result, err := convert.Vale([]convert.File{
		style("Hedges.yml", "extends: existence\nmessage: \"Don't write '%s'.\"\nlevel: error\nignorecase: true\ntokens:\n  - utili[sz]e\n  - so to (?:say|speak)\n  - '\\d+ ?percent'\n  - '(?<!x)y'\n"),
		style("Words.yml", "extends: substitution\nlevel: suggestion\nswap:\n  prior to: before\n  '(?:e-mail|e mail)': email|mail\n"),
		style("Acronyms.yml", "extends: conditional\nfirst: '\\b([A-Z]{3})\\b'\nsecond: '\\(([A-Z]{3})\\)'\n"),
		style("Caps.yml", "extends: capitalization\nmatch: $title\n"),
		style("Title.yml", "extends: existence\nscope: heading\ntokens: [x]\n"),
	}, options())
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Acme will utilize 8 Percent": "house.hedges=utilize house.hedges=8 Percent",
		"Acme, so to speak":           "house.hedges=so to speak",
		"Acme, prior to mail":         "house.words=prior to ->before",
		"Acme by e-mail":              "house.words=e-mail ->email ->mail",
		"Acme uses the API now":       "house.acronyms=API",
		"Acme's interface (API)":      "",
	} {
		if got := flagged(t, result, text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
	for _, want := range []string{
		`styles/House/Hedges.yml: Hedges: "(?<!x)y" was left out: the pattern is not of RE2's syntax`,
		"styles/House/Caps.yml: Caps: not carried over: of kind capitalization, and a draft is read without its capitals",
		"styles/House/Title.yml: Title: not carried over: it looks at heading alone",
	} {
		if !strings.Contains(notesOf(result), want) {
			t.Errorf("no note %q in\n%s", want, notesOf(result))
		}
	}
}

func TestGitleaks(t *testing.T) {
	config := `title = "keys"
[[rules]]
id = "acme-key"
description = "An Acme key."
regex = '''\bacme_[a-z0-9]{24}\b'''
entropy = 3
keywords = ["acme_"]
[[rules]]
id = "by-path"
path = '''\.p12$'''
[[rules]]
id = "ahead"
regex = '''a(?=b)'''
`
	result, err := convert.Gitleaks([]convert.File{{Name: "gitleaks.toml", Data: []byte(config)}}, options())
	if err != nil {
		t.Fatal(err)
	}
	secret := "acme_" + strings.Repeat("k7", 12)
	if got := flagged(t, result, "my key is "+secret); got != "gitleaks.acme-key="+secret {
		t.Error(got)
	}
	if strings.Contains(string(result.YAML), "acme_777") {
		t.Error("an example stands in the pack as one whole secret")
	}
	for _, want := range []string{
		"gitleaks.toml:3: acme-key: its least entropy (3) was left out",
		"gitleaks.toml:9: by-path: not carried over: it looks at paths alone",
		"gitleaks.toml:12: ahead: not carried over: ",
	} {
		if !strings.Contains(notesOf(result), want) {
			t.Errorf("no note %q in\n%s", want, notesOf(result))
		}
	}
}

// FuzzConvert: whatever the bytes, what comes out is a pack that parses, or an error.
func FuzzConvert(f *testing.F) {
	f.Add(uint8(0), []byte("term,with\nsynergy,teamwork\n"))
	f.Add(uint8(1), []byte("extends: existence\ntokens: ['a+b', word]\n"))
	f.Add(uint8(2), []byte("[[rules]]\nid = \"x\"\nregex = '''x[0-9]{4}'''\n"))
	readers := []func([]convert.File, convert.Options) (convert.Result, error){convert.CSV, convert.Vale, convert.Gitleaks}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		result, err := readers[int(which)%len(readers)]([]convert.File{{Name: "file", Data: data}}, options())
		if err != nil || result.Rules == 0 {
			return
		}
		if _, err := rule.Parse("pack.yaml", result.YAML); err != nil {
			t.Fatalf("%v\n%s", err, result.YAML)
		}
	})
}
