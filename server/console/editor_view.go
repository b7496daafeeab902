package console

import (
	"strings"

	"vouch/server/rollout"
	"vouch/shared/wire"
)

// editing is a text on its way to being live.
type editing struct {
	pack       string // "" is a new one
	yaml, why  string
	based      rollout.Revision
	proof      *rollout.Proof // nil: not proven yet
	problems   []wire.PackProblem
	wrong      string // what is wrong with something else than the text
	wrongField string
}

func (e editing) profile() bool { return e.pack == profileName }

func (e editing) file() string {
	switch {
	case e.profile():
		return profileName
	case e.pack == "":
		return "new pack"
	default:
		return e.pack + ".yaml"
	}
}

func (e editing) title() string {
	switch {
	case e.profile():
		return "The profile"
	case e.pack == "":
		return "Add a pack"
	default:
		return "Edit " + e.pack
	}
}

func (e editing) submission() rollout.Submission {
	return rollout.Submission{File: e.file(), YAML: []byte(e.yaml), Why: e.why, Based: e.based}
}

// editorPage is the editor as its template reads it.
type editorPage struct {
	Frame    frame
	Pack     string
	Profile  bool
	YAML     string
	Why      string
	Based    rollout.Revision
	Lines    []codeLine
	Problems []problemRow
	Wrong    string
	WrongWhy bool // what is wrong is the reason
	Proven   string
	Diff     []diffLine
}

type codeLine struct {
	Number int
	Bad    bool
}

type problemRow struct {
	wire.PackProblem
	Excerpt []excerptLine
}

type excerptLine struct {
	Number int
	Text   string
	Bad    bool
}

// spareLines are numbered beyond the last line, so that a text that grows keeps its numbers
// without a script.
const spareLines = 200

func editorOf(f frame, e editing) editorPage {
	problems := e.problems
	if e.proof != nil && len(problems) == 0 {
		problems = e.proof.Problems
	}
	text := strings.Split(e.yaml, "\n")
	page := editorPage{
		Frame: f, Pack: e.pack, Profile: e.profile(), YAML: e.yaml, Why: e.why, Based: e.based,
		Lines: codeLines(len(text), problems), Wrong: e.wrong, WrongWhy: e.wrongField == "why",
	}
	for _, p := range problems {
		page.Problems = append(page.Problems, problemRow{PackProblem: p, Excerpt: excerpt(text, p.Line)})
	}
	if e.proof != nil && e.proof.OK() {
		page.Proven = provenInWords(*e.proof)
		if e.proof.Diff != "" {
			page.Diff = diffLines(e.proof.Diff)
		}
	}
	return page
}

func provenInWords(p rollout.Proof) string {
	said := "Proven: all " + many(len(p.Cases), "example comes", "examples come") + " out as written."
	if p.Diff == "" {
		return said + " It is the same as what is live."
	}
	return said + " Nothing is published yet."
}

func codeLines(n int, problems []wire.PackProblem) []codeLine {
	lines := make([]codeLine, n+spareLines)
	for i := range lines {
		lines[i].Number = i + 1
	}
	for _, p := range problems {
		if p.Line >= 1 && p.Line <= n {
			lines[p.Line-1].Bad = true
		}
	}
	return lines
}

// excerpt is the line at fault with its neighbours; none when the place is unknown.
func excerpt(text []string, line int) []excerptLine {
	if line < 1 || line > len(text) {
		return nil
	}
	var out []excerptLine
	for n := max(1, line-1); n <= min(len(text), line+1); n++ {
		out = append(out, excerptLine{Number: n, Text: text[n-1], Bad: n == line})
	}
	return out
}

// oneLineEnd undoes what forms do to line ends.
func oneLineEnd(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// profileTemplate is where a workspace without a profile starts.
const profileTemplate = `company: {names: [Acme], tags: ["#AcmeEmployee"], domains: [acme.example]}
products: [{name: AcmeX}]
competitors: []
jurisdictions: []
contacts: {default: compliance@acme.example}
`

// packTemplate is where a new pack starts: small, and true to its own examples.
const packTemplate = `pack: our-words
title: Words we agreed on
language: en
owner: compliance
review_by: 2027-06-30
example_profile: {company: {names: [Acme]}}
rules:
  - id: our.best
    title: A claim to be the best
    severity: warn
    reason: >
      Nobody can prove that something is the best. Say what it does, and for whom.
    source: {title: Our style guide, url: "https://acme.example/style", checked: 2026-11-21, by: vendor}
    find:
      phrases: ["the best in the world"]
    fixes:
      - {label: Say that you like it, replace: "one that I like"}
    examples:
      flag: ["Acme makes the best in the world."]
      pass: ["Acme makes one that I like."]
`
