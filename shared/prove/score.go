package prove

import (
	"slices"

	"vouch/shared/check"
	"vouch/shared/rule"
)

// Score is how a rule, or several together, did on a corpus.
type Score struct {
	Positives int // labels that demand it
	Found     int // of them found
	Wrong     int // findings at warn or above that no label allows
	Advised   int // advise findings that no label allows; they hold nobody up
}

// Recall is the share of the demanded that was found; 1 when nothing was demanded.
func (s Score) Recall() float64 { return share(s.Found, s.Positives) }

// Precision is the share of the right among what was found; 1 when nothing was.
func (s Score) Precision() float64 { return share(s.Found, s.Found+s.Wrong) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Part is how many of a set of texts something happened to.
type Part struct{ Hit, Of int }

// Share is Hit/Of; 0 of an empty set.
func (p Part) Share() float64 { return float64(p.Hit) / float64(max(p.Of, 1)) }

func (p *Part) add(hit bool) {
	p.Of++
	if hit {
		p.Hit++
	}
}

// Slip is one label that was not met or one finding that no label allows.
type Slip struct {
	ID     string // the text's
	Rule   rule.ID
	Text   string
	Missed bool
	Quote  string // what was found; "" of what was missed
	Why    string // of what was missed: what happened instead
}

// Tally adds up what became of a corpus.
type Tally struct {
	Texts     int
	Rules     map[rule.ID]*Score
	All       Score
	Evasions  Score
	Negatives Part // texts that demand nothing, and those of them flagged at warn or above
	Protected Part // texts of protected speech, and those of them with any finding
	Private   Part // private texts, and those of them that were judged
	Slips     []Slip

	loaded map[rule.ID]string // each rule's pack
	whole  bool
}

// NewTally tallies the rules of these packs. With whole, a label that names no rule of theirs
// counts as missed; without, it is left out.
func NewTally(packs []*rule.Pack, whole bool) *Tally {
	t := &Tally{Rules: map[rule.ID]*Score{}, loaded: map[rule.ID]string{}, whole: whole}
	for _, p := range packs {
		for i := range p.Rules {
			r := &p.Rules[i]
			t.loaded[r.ID] = p.Name
			if !r.Protect && len(r.Silences) == 0 {
				t.Rules[r.ID] = &Score{}
			}
		}
	}
	return t
}

// Add counts one text and its report.
func (t *Tally) Add(s Sample, report check.Report) {
	t.Texts++
	for _, id := range s.Flags {
		if t.whole || t.loaded[id] != "" {
			t.demand(s, id, report)
		}
	}
	flagged := t.unlabelled(s, report)
	if len(s.Flags) == 0 {
		t.Negatives.add(flagged)
	}
	switch s.Kind {
	case Protected:
		t.Protected.add(len(report.Findings) > 0)
	case Private:
		t.Private.add(!report.Personal)
	case Claim, Near, Evasion:
	}
}

// score is a rule's own; a rule that no pack has gets one of its own too.
func (t *Tally) score(id rule.ID) *Score {
	if t.Rules[id] == nil {
		t.Rules[id] = &Score{}
	}
	return t.Rules[id]
}

// demand counts one label.
func (t *Tally) demand(s Sample, id rule.ID, report check.Report) {
	scores := []*Score{t.score(id), &t.All}
	if s.Kind == Evasion {
		scores = append(scores, &t.Evasions)
	}
	found := slices.ContainsFunc(report.Findings, func(f check.Finding) bool { return f.Rule == string(id) })
	for _, score := range scores {
		score.Positives++
		if found {
			score.Found++
		}
	}
	if !found {
		t.Slips = append(t.Slips, Slip{ID: s.ID, Rule: id, Text: s.Draft.Text, Missed: true, Why: t.instead(id, report)})
	}
}

func (t *Tally) instead(id rule.ID, report check.Report) string {
	if t.loaded[id] == "" {
		return "no such rule is loaded"
	}
	return absent(report, nil)
}

// unlabelled counts the findings that no label allows, each rule once a text, and reports
// whether one of them is at warn or above.
func (t *Tally) unlabelled(s Sample, report check.Report) (flagged bool) {
	var told []rule.ID
	for _, f := range report.Findings {
		id := rule.ID(f.Rule)
		if slices.Contains(told, id) || slices.Contains(s.Flags, id) || slices.Contains(s.May, id) {
			continue
		}
		told = append(told, id)
		if f.Severity < check.Warn {
			t.score(id).Advised++
			t.All.Advised++
			continue
		}
		t.score(id).Wrong++
		t.All.Wrong++
		flagged = true
		t.Slips = append(t.Slips, Slip{ID: s.ID, Rule: id, Text: s.Draft.Text, Quote: f.Quote})
	}
	return flagged
}

// Packs adds the rules' scores up by pack; rules that no pack has come under "".
func (t *Tally) Packs() map[string]Score {
	sums := map[string]Score{}
	for id, s := range t.Rules {
		sum := sums[t.loaded[id]]
		sum.Positives += s.Positives
		sum.Found += s.Found
		sum.Wrong += s.Wrong
		sum.Advised += s.Advised
		sums[t.loaded[id]] = sum
	}
	return sums
}
