package oracle

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
)

// Group is cases of one rule or pack, from a table of tests.
type Group struct {
	Table   string `yaml:"-"` // the file it stands in
	Name    string `yaml:"name"`
	Rule    string `yaml:"rule"`    // what one rule says below its head; it runs whatever the draft is about
	Pack    string `yaml:"pack"`    // or a pack from its lists, topics or rules on
	Profile string `yaml:"profile"` // in place of Workspace
	Beyond  string `yaml:"beyond"`  // why the oracle cannot judge it, "" when it can
	Cases   []Case `yaml:"cases"`
}

// Case is a draft and what must be found in it. In YAML it is a mapping, or a list of the text and
// the quotes.
type Case struct {
	Text string `yaml:"text"`

	Found    []string `yaml:"found"`    // the quotes of the findings in order; "" for one without a place
	Rules    []string `yaml:"rules"`    // their rules, when given
	At       []int    `yaml:"at"`       // start and end of the first, when given
	Severity string   `yaml:"severity"` // the verdict, when given
	Fixes    []string `yaml:"fixes"`    // the draft as each fix of the first leaves it, when given
	Diff     []string `yaml:"diff"`     // of the first, each as "op text", when given

	Question  bool `yaml:"question"`
	Protected bool `yaml:"protected"`
	Personal  bool `yaml:"personal"`

	Surface string            `yaml:"surface"`
	Date    string            `yaml:"date"`
	Lang    string            `yaml:"lang"`
	Context map[string]string `yaml:"context"`
}

// UnmarshalYAML reads both forms.
func (c *Case) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		var all []string
		if err := n.Decode(&all); err != nil || len(all) == 0 {
			return fmt.Errorf("line %d: a case in short is a text and its quotes: %w", n.Line, err)
		}
		c.Text, c.Found = all[0], all[1:]
		return nil
	}
	type plain Case
	return n.Decode((*plain)(c))
}

// Day is the day of a case that names none.
const Day = "2026-11-21"

// Workspace is the profile of the tables.
const Workspace = `
company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example], ticker: ACME, listed: true}
products: [{name: AcmeX}, {name: Acme Cloud}, {name: Drugamab, kind: drug, indications: [migraine]}, {name: ACM-101, kind: investigational}]
competitors: [Globex]
customers: [{name: Hooli, reference: true}, {name: Initech}]
embargoes: [{phrase: Project Falcon, until: 2027-03-02}, {phrase: Nightjar, until: 2026-11-01}]
quiet_periods: [{from: 2026-12-15, until: 2027-01-28}]
jurisdictions: [us, eu]
disclaimers:
  - {id: yields, text: "Yields vary; you can lose principal."}
  - {id: risk, text: "This is no investment advice. Past performance does not guarantee future results, and you may lose money."}
contacts: {default: compliance@acme.example}
`

// Tables reads every table of a directory.
func Tables(dir fs.FS) ([]Group, error) {
	files, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var all []Group
	for _, name := range files {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		var groups []Group
		decoder := yaml.NewDecoder(bytes.NewReader(data))
		decoder.KnownFields(true)
		if err := decoder.Decode(&groups); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, g := range groups {
			g.Table = strings.TrimSuffix(name, ".yaml")
			all = append(all, g)
		}
	}
	return all, nil
}

// Read is the group's pack and profile.
func (g Group) Read() (*rule.Pack, *rule.Profile, error) {
	workspace := g.Profile
	if workspace == "" {
		workspace = Workspace
	}
	profile, err := rule.ParseProfile("profile.yaml", []byte(workspace))
	if err != nil {
		return nil, nil, err
	}
	pack, err := rule.Parse(g.Table+".yaml", []byte(packHead+g.body()))
	return pack, profile, err
}

const packHead = "pack: table\ntitle: A table\nlanguage: en\nowner: compliance\nreview_by: 2027-05-21\n"

// ruleHead is what no case asks about.
const ruleHead = "    title: Title\n    reason: Reason.\n    source: {title: none, checked: 2026-11-21, by: background}\n" +
	"    examples: {flag: [x], pass: [y]}\n"

// body is the pack below its head. Rules that are written out get what no case asks about.
func (g Group) body() string {
	if g.Rule == "" {
		var b strings.Builder
		for line := range strings.Lines(g.Pack) {
			b.WriteString(line)
			if strings.HasPrefix(line, "  - id:") {
				b.WriteString(ruleHead)
			}
		}
		return b.String()
	}
	body := g.Rule
	if !strings.Contains(body, "severity:") {
		body = "severity: warn\n" + body
	}
	if !strings.Contains(body, "always:") {
		body = "always: true\n" + body
	}
	return "lists:\n  returns: [\"return~\", \"yield~\"]\ntopics:\n  finance: [\"invest~\", \"{returns}\"]\nrules:\n  - id: table.rule\n" +
		ruleHead + "    " + strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n    ") + "\n"
}

// Compile makes the group's program.
func (g Group) Compile() (*program.Program, error) {
	pack, profile, err := g.Read()
	if err != nil {
		return nil, err
	}
	return compile.Options{EmbargoKey: [16]byte{1, 2, 3}}.Compile([]*rule.Pack{pack}, profile)
}

// Draft is the case's draft.
func (c Case) Draft() (check.Draft, error) {
	surface, ok := check.ParseSurface(c.Surface)
	if !ok {
		return check.Draft{}, fmt.Errorf("there is no surface %q", c.Surface)
	}
	day := c.Date
	if day == "" {
		day = Day
	}
	date, err := check.ParseDate(day)
	if err != nil {
		return check.Draft{}, err
	}
	d := check.Draft{Text: c.Text, Surface: surface, Date: date, Lang: c.Lang}
	for key, value := range c.Context {
		if err := d.Context.Set(key, value); err != nil {
			return check.Draft{}, err
		}
	}
	return d, nil
}
