package prove

import (
	"fmt"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/rule"
)

// disagreement says how a report differs from what the example demands; "" is agreement.
func disagreement(r *rule.Rule, e rule.Example, must string, report check.Report) string {
	hit, quotes := judged(r, e, report)
	switch {
	case must == "flag" && !hit:
		return absent(report, quotes)
	case must == "pass" && hit && r.Protect:
		return "it was taken for protected speech"
	case must == "pass" && hit:
		return "it was flagged: " + strings.Join(quotes, ", ")
	}
	return ""
}

// judged reports whether the rule spoke as the example wants, and the quotes of its findings.
func judged(r *rule.Rule, e rule.Example, report check.Report) (hit bool, quotes []string) {
	if r.Protect {
		return report.Protected, nil
	}
	if len(r.Silences) > 0 {
		return slices.Contains(report.Silencing, string(r.ID)), nil
	}
	for _, f := range report.Findings {
		if f.Rule != string(r.ID) {
			continue
		}
		quotes = append(quotes, fmt.Sprintf("%q", f.Quote))
		hit = hit || e.Quote == "" || e.Quote == f.Quote
	}
	return hit, quotes
}

// absent explains why nothing fitting was found.
func absent(report check.Report, quotes []string) string {
	switch {
	case len(quotes) > 0:
		return "the quote was " + strings.Join(quotes, ", ")
	case report.Protected:
		return "nothing: it was taken for protected speech"
	case report.Personal:
		return "nothing: it was taken for private speech, so no rule ran (name the company or a product, or add a topic)"
	case len(report.Findings) > 0:
		return "only findings of other rules: " + strings.Join(rulesOf(report), ", ")
	}
	return "nothing"
}

func rulesOf(report check.Report) []string {
	var ids []string
	for _, f := range report.Findings {
		ids = append(ids, f.Rule)
	}
	return ids
}
