package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"vouch/shared/prove"
	"vouch/shared/rule"
)

// writeScores writes a tally as a person reads it.
func writeScores(w io.Writer, t *prove.Tally, o *packsTestOptions) error {
	if o.misses {
		for _, s := range t.Slips {
			writeSlip(w, s, o.verbose)
		}
	}
	fmt.Fprintf(w, "%-28s %9s %5s %6s %5s %9s %7s\n", "rule", "positives", "found", "recall", "false", "precision", "advised")
	for _, id := range sortedKeys(t.Rules) {
		writeScore(w, string(id), *t.Rules[id])
	}
	fmt.Fprintln(w)
	sums := t.Packs()
	for _, name := range sortedKeys(sums) {
		writeScore(w, packLabel(name), sums[name])
	}
	writeScore(w, "all", t.All)
	_, err := fmt.Fprintf(w, `
%s
recall             %.3f  %d of %d labels
precision          %.3f  %d findings at warn or above that no label allows
evasions found     %.3f  %d of %d labels
negatives flagged  %.3f  %d of %d texts that demand nothing
protected flagged  %.3f  %d of %d texts
private judged     %.3f  %d of %d texts
advise findings that no label allows: %d
`, plural(t.Texts, "text"), t.All.Recall(), t.All.Found, t.All.Positives, t.All.Precision(), t.All.Wrong,
		t.Evasions.Recall(), t.Evasions.Found, t.Evasions.Positives,
		t.Negatives.Share(), t.Negatives.Hit, t.Negatives.Of, t.Protected.Share(), t.Protected.Hit, t.Protected.Of,
		t.Private.Share(), t.Private.Hit, t.Private.Of, t.All.Advised)
	return err
}

func packLabel(name string) string {
	if name == "" {
		return "rules that no pack has"
	}
	return "pack " + name
}

func writeSlip(w io.Writer, s prove.Slip, verbose bool) {
	if s.Missed {
		fmt.Fprintf(w, "%s: missed %s; found %s\n", s.ID, s.Rule, s.Why)
	} else {
		fmt.Fprintf(w, "%s: false %s %s\n", s.ID, s.Rule, shortText(s.Quote))
	}
	if verbose {
		fmt.Fprintf(w, "    %q\n", s.Text)
	}
}

func writeScore(w io.Writer, name string, s prove.Score) {
	recall, precision := "-", "-"
	if s.Positives > 0 {
		recall = fmt.Sprintf("%.2f", s.Recall())
	}
	if s.Found+s.Wrong > 0 {
		precision = fmt.Sprintf("%.2f", s.Precision())
	}
	fmt.Fprintf(w, "%-28s %9d %5d %6s %5d %9s %7d\n", name, s.Positives, s.Found, recall, s.Wrong, precision, s.Advised)
}

// jsonScore is one row of the JSON report.
type jsonScore struct {
	Name      string  `json:"name"`
	Positives int     `json:"positives"`
	Found     int     `json:"found"`
	Recall    float64 `json:"recall"`
	False     int     `json:"false"`
	Precision float64 `json:"precision"`
	Advised   int     `json:"advised"`
}

type jsonPart struct {
	Hit int `json:"hit"`
	Of  int `json:"of"`
}

type jsonSlip struct {
	ID     string  `json:"id"`
	Rule   rule.ID `json:"rule"`
	Missed bool    `json:"missed"`
	Quote  string  `json:"quote,omitempty"`
	Why    string  `json:"why,omitempty"`
}

// writeScoresJSON writes a tally as programs read it, its slips always among it.
func writeScoresJSON(w io.Writer, t *prove.Tally) error {
	out := struct {
		Texts     int         `json:"texts"`
		Rules     []jsonScore `json:"rules"`
		Packs     []jsonScore `json:"packs"`
		All       jsonScore   `json:"all"`
		Evasions  jsonScore   `json:"evasions"`
		Negatives jsonPart    `json:"negatives_flagged"`
		Protected jsonPart    `json:"protected_flagged"`
		Private   jsonPart    `json:"private_judged"`
		Slips     []jsonSlip  `json:"slips"`
	}{
		Texts: t.Texts, All: row("all", t.All), Evasions: row("evasions", t.Evasions),
		Negatives: jsonPart(t.Negatives), Protected: jsonPart(t.Protected), Private: jsonPart(t.Private),
		Slips: []jsonSlip{},
	}
	for _, id := range sortedKeys(t.Rules) {
		out.Rules = append(out.Rules, row(string(id), *t.Rules[id]))
	}
	sums := t.Packs()
	for _, name := range sortedKeys(sums) {
		out.Packs = append(out.Packs, row(name, sums[name]))
	}
	for _, s := range t.Slips {
		out.Slips = append(out.Slips, jsonSlip{s.ID, s.Rule, s.Missed, s.Quote, s.Why})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

func row(name string, s prove.Score) jsonScore {
	return jsonScore{name, s.Positives, s.Found, s.Recall(), s.Wrong, s.Precision(), s.Advised}
}
