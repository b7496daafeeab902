package cli

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"

	"vouch/shared/check"
	"vouch/shared/text"
)

// The part of SARIF 2.1.0 (OASIS) that a report fills. Columns and offsets count UTF-16 units,
// which columnKind says.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
		FullDescription  sarifMessage `json:"fullDescription"`
		HelpURI          string       `json:"helpUri,omitempty"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`

		Properties *sarifProperties `json:"properties,omitempty"`
	}
	// sarifProperties are what SARIF has no field for.
	sarifProperties struct {
		Question bool   `json:"question,omitempty"`
		Diff     string `json:"diff,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
		CharOffset  int `json:"charOffset"`
		CharLength  int `json:"charLength"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
)

// writeSARIF writes one run over all drafts.
func writeSARIF(w io.Writer, results []judged) error {
	run := sarifRun{ColumnKind: "utf16CodeUnits", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "vouch", Rules: []sarifRule{}}
	index := map[string]int{}
	for _, j := range results {
		for i := range j.report.Findings {
			f := &j.report.Findings[i]
			if _, known := index[f.Rule]; !known {
				index[f.Rule] = len(index)
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(f))
			}
			run.Results = append(run.Results, sarifResultOf(j.draftFile, f, index[f.Rule]))
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifRuleOf(f *check.Finding) sarifRule {
	return sarifRule{
		ID:               f.Rule,
		ShortDescription: sarifMessage{f.Title},
		FullDescription:  sarifMessage{f.Message},
		HelpURI:          f.Source.URL,
	}
}

func sarifResultOf(d draftFile, f *check.Finding, index int) sarifResult {
	artifact := sarifArtifact{sarifURI(d.id)}
	result := sarifResult{
		RuleID:    f.Rule,
		RuleIndex: index,
		Level:     sarifLevel(f.Severity),
		Message:   sarifMessage{f.Title + ": " + f.Message},
		Locations: []sarifLocation{{sarifPhysical{artifact, sarifRegionOf(d.text, f.Span)}}},
	}
	if f.Question || len(f.Diff) > 0 {
		result.Properties = &sarifProperties{Question: f.Question, Diff: diffLine(f.Diff)}
	}
	for _, fix := range f.Fixes {
		change := sarifChange{Artifact: artifact}
		for _, e := range fix.Edits {
			change.Replacements = append(change.Replacements, sarifReplacement{sarifRegionOf(d.text, e.Span), sarifMessage{e.Text}})
		}
		result.Fixes = append(result.Fixes, sarifFix{sarifMessage{fix.Label}, []sarifChange{change}})
	}
	return result
}

func sarifRegionOf(draft string, span text.Span) sarifRegion {
	p := placeOf(draft, span)
	return sarifRegion{p.line, p.column, p.endLine, p.endColumn, span.Start, span.Len()}
}

// sarifLevel maps the four severities on SARIF's three levels: what needs a person's approval
// is an error as well.
func sarifLevel(s check.Severity) string {
	switch s {
	case check.Block, check.Review:
		return "error"
	case check.Warn:
		return "warning"
	case check.Advise, check.Clear:
	}
	return "note"
}

func sarifURI(path string) string {
	if path == "-" {
		return "stdin"
	}
	return (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}
