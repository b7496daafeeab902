package rule_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"vouch/shared/rule"
)

// validator is a schema as a program that has nothing to do with the parser reads it.
func validator(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is a YAML file as an editor sees it: days are texts.
func asJSON(t *testing.T, src string) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src), &doc); err != nil {
		t.Fatal(err)
	}
	return valueOf(t, doc.Content[0])
}

func valueOf(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = valueOf(t, n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, item := range n.Content {
			out = append(out, valueOf(t, item))
		}
		return out
	default:
		return scalarOf(t, n)
	}
}

func scalarOf(t *testing.T, n *yaml.Node) any {
	t.Helper()
	if n.Tag == "!!int" || n.Tag == "!!float" {
		return json.Number(n.Value)
	}
	var value any = n.Value
	if n.Tag == "!!bool" || n.Tag == "!!null" {
		if err := n.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return value
}

const whole = head + `jurisdictions: [us, us-co]
lists:
  gain: ["return~", "{money}", 401]
  gruen: {language: de, phrases: ["gruen~"]}
topics: {finance: ["{gain}"]}
example_profile:
  company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [Acme.example], ticker: ACME, listed: true}
  products: [{name: Drugamab, kind: drug, indications: [migraine]}]
  competitors: [Globex]
  customers: [{name: Hooli, reference: true}]
  embargoes: [{phrase: Project Falcon, until: 2027-03-02}]
  quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
  jurisdictions: [us]
  disclaimers: [{id: yields, text: Yields vary.}]
  contacts: {default: compliance@acme.example}
rules:
  - id: demo.full
    title: Full
    severity: block
    reason: Why.
    source: {title: Law, url: https://law.example/1, checked: 2026-11-21, by: secondary}
    from: 2026-09-27
    surfaces: [post, comment]
    escalate: {severity: block, from: 2026-09-27, field: role=officer}
    when: [{topic: finance}, {any: [{field: compensated}, {field: jurisdiction=us}]}]
    unless: [{disclaimer: yields}, {count: {of: hashtags, over: 5}}, {link: own}, {embargo: true}]
    find:
      any:
        - {near: {first: ["guarantee~"], second: ["{gain}"], within: 6}, negated: drop}
        - {pattern: '\bACM-\d{4,6}\b'}
        - {link: {to: [g2.com]}}
        - {language: de, phrases: ["{gruen}"]}
        - {detect: email}
    except: ["loan guarantee"]
    except_near: {phrases: [b], within: 8}
    fixes: [{label: Aim, replace: We aim for}, {label: Tag, insert: {at: start, text: "{tag}"}}, {label: Out, delete: true}]
    examples:
      flag: [Guaranteed return, {text: Guaranteed, quote: Guaranteed, surface: comment, date: 2026-10-01, lang: en, context: {compensated: true, role: officer}}]
      pass: [{join: ["N", "o"]}]
  - id: demo.require
    title: Required
    severity: warn
    reason: Why.
    source: {title: Law, checked: 2026-11-21, by: vendor}
    require: {disclaimer: yields, match: close, before: fold, not_in: hashtag_tail, late: also}
    examples: {flag: [a], pass: [b]}
policies:
  - {id: demo.policy, title: P, reason: R, source: {title: L, checked: 2026-01-01, by: vendor}, concerns: likes}
`

// What the parser takes the schema takes too, and of what the parser refuses for its form the
// schema refuses it as well.
func TestSchemaAgreesWithTheParser(t *testing.T) {
	schema := validator(t, rule.PackSchema())
	for name, src := range map[string]string{"whole": whole, "least": head + body} {
		if _, err := rule.Parse("demo.yaml", []byte(src)); err != nil {
			t.Errorf("%s: the parser: %v", name, err)
		}
		if err := schema.Validate(asJSON(t, src)); err != nil {
			t.Errorf("%s: the schema: %v", name, err)
		}
	}
	for name, change := range map[string][2]string{
		"unknown key":        {"title: Full", "titel: Full"},
		"no reason":          {"    reason: Why.\n    source: {title: Law, url", "    source: {title: Law, url"},
		"severity":           {"severity: block\n    reason", "severity: grave\n    reason"},
		"half a source":      {", by: secondary", ""},
		"no address":         {"https://law.example/1", "ftp://law.example"},
		"bad day":            {"from: 2026-09-27\n", "from: soon\n"},
		"two operators":      {"{detect: email}", "{detect: email, topic: finance}"},
		"no operator":        {"{detect: email}", "{negated: drop}"},
		"unknown detector":   {"{detect: email}", "{detect: mail}"},
		"whose link":         {"link: own", "link: ours"},
		"two links":          {"{to: [g2.com]}", "{to: [g2.com], not_to: [a.com]}"},
		"no domain":          {"to: [g2.com]", "to: [\"https://g2.com\"]"},
		"embargo":            {"embargo: true", "embargo: false"},
		"circumstance":       {"field: compensated", "field: compensate"},
		"value":              {"jurisdiction=us}", "jurisdiction}"},
		"no number":          {"within: 6", "within: six"},
		"large number":       {"within: 6", "within: 600"},
		"find and require":   {"    except: [\"loan", "    require: {phrases: [a]}\n    except: [\"loan"},
		"two requirements":   {"require: {disclaimer: yields", "require: {disclaimer: yields, text: b"},
		"two edits":          {"replace: We aim for}", "replace: We aim for, delete: true}"},
		"empty list":         {"except: [\"loan guarantee\"]", "except: []"},
		"mapping for phrase": {"{gain}\"]}\nexample", "{gain}\", {gain}]}\nexample"},
		"context":            {"role: officer}", "rolle: officer}"},
		"text and join":      {"{join: [", "{text: a, join: ["},
		"list language":      {"{language: de, phrases: [\"gruen~\"]}", "{language: nl, phrases: [a]}"},
		"jurisdiction":       {"[us, us-co]", "[USA]"},
		"rule id":            {"id: demo.full", "id: full"},
		"product kind":       {"kind: drug", "kind: toy"},
		"customer":           {"reference: true", "reference: perhaps"},
		"policy":             {"concerns: likes", "concern: likes"},
		"no example":         {"pass: [b]", "pass: []"},
	} {
		t.Run(name, func(t *testing.T) {
			src := strings.Replace(whole, change[0], change[1], 1)
			if src == whole {
				t.Fatal("nothing was changed")
			}
			if _, err := rule.Parse("demo.yaml", []byte(src)); err == nil {
				t.Error("the parser takes it")
			}
			if err := schema.Validate(asJSON(t, src)); err == nil {
				t.Error("the schema takes it")
			}
		})
	}
}

func TestProfileSchemaAgreesWithTheParser(t *testing.T) {
	schema := validator(t, rule.ProfileSchema())
	for src, good := range map[string]bool{
		`company: {names: [Acme], domains: [acme.example]}`: true,
		`products: [{name: X, kind: investigational}]`:      true,
		`contacts: {default: a@b.example}`:                  true,
		`{}`:                                                true,
		`compeny: {names: [Acme]}`:                          false,
		`products: [{kind: drug}]`:                          false,
		`company: {domains: ["https://acme.example"]}`:      false,
		`embargoes: [{phrase: Falcon, until: soon}]`:        false,
		`company: {listed: perhaps}`:                        false,
		`jurisdictions: [Europe]`:                           false,
	} {
		_, err := rule.ParseProfile("profile.yaml", []byte(src))
		if (err == nil) != good {
			t.Errorf("%s: the parser: %v", src, err)
		}
		if err := schema.Validate(asJSON(t, src)); (err == nil) != good {
			t.Errorf("%s: the schema: %v", src, err)
		}
	}
}
