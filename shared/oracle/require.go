package oracle

import (
	"cmp"
	"slices"

	"vouch/shared/check"
	"vouch/shared/rule"
	"vouch/shared/text"
)

// missing are the findings of an absence: without words for what is missing, at the text for what
// stands out of place.
func (s *sight) missing(r ruled) []hit {
	q := *r.Require
	if !s.possible(r) {
		return nil
	}
	var late []hit
	for _, h := range s.required(r) {
		if (!q.BeforeFold || h.end <= s.fold) && (!q.NotInTail || h.start < s.tail) {
			return nil
		}
		late = append(late, h)
	}
	switch {
	case len(late) > 0 && q.Late == "ignore":
		return nil
	case len(late) > 0:
		slices.SortFunc(late, func(a, b hit) int { return cmp.Or(a.start-b.start, b.end-a.end) })
		return late[:1]
	case q.Late == "only":
		return nil
	}
	return []hit{{}}
}

// required is where what is required stands.
func (s *sight) required(r ruled) []hit {
	q := *r.Require
	if len(q.Phrases) > 0 {
		var hits []hit
		for _, h := range s.phrases(scope{r.pack, r.pack.Language}, q.Phrases) {
			if !s.denied(h) {
				hits = append(hits, h)
			}
		}
		return hits
	}
	want := fold(s.text(q))
	if q.Match != "close" {
		return s.wordForWord(want)
	}
	return s.close(s.see(check.Draft{Text: s.text(q), Date: s.draft.Date}), want)
}

// close is the shortest stretches of the draft that hold nine tenths of the words in order and deny
// what the text denies.
func (s *sight) close(text *sight, want []string) []hit {
	var hits []hit
	for from := range s.words {
		for to := from + 1; to <= len(s.words); to++ {
			if 10*s.common(want, from, to) >= 9*len(want) {
				if s.deniesLike(text, from, to) {
					hits = append(hits, s.ofWords(from, to))
				}
				break
			}
		}
	}
	return hits
}

// deniesLike reports whether a stretch denies as often as a text, each time beside the same word.
func (s *sight) deniesLike(text *sight, from, to int) bool {
	here, there := s.denying(from, to), text.denying(0, len(text.words))
	if len(here) != len(there) {
		return false
	}
	for i, at := range here {
		own := there[i]
		before := at > from && own > 0 && s.words[at-1].folded == text.words[own-1].folded
		behind := at+1 < to && own+1 < len(text.words) && s.words[at+1].folded == text.words[own+1].folded
		if !before && !behind {
			return false
		}
	}
	return true
}

// denying are the words of a stretch where a negator of any language begins.
func (s *sight) denying(from, to int) []int {
	var all []int
	for _, lang := range s.languages() {
		for _, n := range s.denials(lang).negators {
			if from <= n.from && n.from < to {
				all = append(all, n.from)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// common is how many words the text and a stretch of the draft have in the same order.
func (s *sight) common(want []string, from, to int) int {
	best := make([]int, len(want)+1)
	for _, w := range s.words[from:to] {
		before := 0
		for i, x := range want {
			diagonal := before
			before = best[i+1]
			if w.folded == x && !w.Has(text.InLink) {
				best[i+1] = max(best[i+1], diagonal+1)
			}
			best[i+1] = max(best[i+1], best[i])
		}
	}
	return best[len(want)]
}

// text is the text that is required.
func (s *sight) text(q rule.Require) string {
	for _, d := range s.profile.Disclaimers {
		if d.ID == q.Disclaimer {
			return d.Text
		}
	}
	return q.Text
}

// possible reports whether the profile has what is required.
func (s *sight) possible(r ruled) bool {
	q := *r.Require
	if len(q.Phrases) == 0 {
		return s.text(q) != ""
	}
	return slices.ContainsFunc(q.Phrases, func(p rule.Phrase) bool {
		slots, _ := rule.ParsePhrase(p.Text)
		return !slices.ContainsFunc(slots, func(slot rule.Slot) bool {
			return slot.Gap == 0 && !slot.Optional && !slices.ContainsFunc(slot.Atoms, func(a rule.Atom) bool { return s.has(r.pack, a) })
		})
	})
}

// has reports whether the profile has a name of an alternative that wants one.
func (s *sight) has(p *rule.Pack, a rule.Atom) bool {
	if _, list := p.Lists[a.Text]; a.Kind != rule.Named || list {
		return true
	}
	switch a.Text {
	case "tag":
		return len(s.profile.Company.Tags) > 0
	case "ticker":
		return s.profile.Company.Ticker != ""
	case "company", "competitor", "customer", "reference", "product", "drug", "investigational", "indication":
		return len(s.profiled(a.Text)) > 0
	}
	return true
}
