package oracle

import (
	"math"
	"slices"
	"strconv"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// amount are the ends of a number, percentage, sum or year of the right worth.
func (s *sight) amount(a rule.Atom, first, at int) set {
	switch a.Text {
	case "year":
		return s.year(a.Bounds, at)
	case "percent":
		return s.percent(a.Bounds, first, at)
	case "money":
		return s.money(a.Bounds, first, at)
	}
	return s.numbers(a.Bounds, first, at)
}

// numbers are the ends of a number of that worth. Only bounds make a word of scale part of it.
func (s *sight) numbers(b *rule.Bounds, first, at int) set {
	if !s.goesOn(first, at) || s.words[at].Kind != text.Number {
		return nil
	}
	worth, err := strconv.ParseFloat(s.words[at].folded, 64)
	if err != nil {
		return nil
	}
	end := at + 1
	if scale := s.scale(first, end); b != nil && scale > 0 {
		worth, end = worth*scale, end+1
	}
	if !within(b, worth, 0) {
		return nil
	}
	return set{end: true}
}

// scale is what a word of scale multiplies by, 0 when it is none.
func (s *sight) scale(first, at int) float64 {
	if !s.goesOn(first, at) {
		return 0
	}
	return map[string]float64{"thousand": 1e3, "million": 1e6, "billion": 1e9}[s.words[at].folded]
}

// percent are the ends of a percentage.
func (s *sight) percent(b *rule.Bounds, first, at int) set {
	out := set{}
	for end := range s.numbers(b, first, at) {
		if s.goesOn(first, end) && slices.Contains([]string{"%", "percent", "prozent"}, s.words[end].folded) {
			out[end+1] = true
		}
	}
	return out
}

// money are the ends of a sum: a sign before the number or behind, or a name behind. A sign that
// has a number behind it belongs to that.
func (s *sight) money(b *rule.Bounds, first, at int) set {
	out := set{}
	if s.currency(at) {
		add(out, s.scaled(b, first, s.numbers(b, first, at+1)))
	}
	for end := range s.scaled(b, first, s.numbers(b, first, at)) {
		if !s.goesOn(first, end) {
			continue
		}
		named := slices.Contains([]string{"euro", "euros", "dollar", "dollars"}, s.words[end].folded)
		ahead := end+1 < len(s.words) && s.words[end+1].Kind == text.Number
		if named || s.currency(end) && !ahead && s.words[end].Gap <= text.Clause {
			out[end+1] = true
		}
	}
	return out
}

func (s *sight) currency(at int) bool {
	return s.words[at].Kind == text.Sign && s.words[at].folded != "%"
}

// scaled are ends of numbers, and of words of scale behind them.
func (s *sight) scaled(b *rule.Bounds, first int, ends set) set {
	out := set{}
	for end := range ends {
		out[end] = true
		if b == nil && s.scale(first, end) > 0 {
			out[end+1] = true
		}
	}
	return out
}

func (s *sight) year(b *rule.Bounds, at int) set {
	n, err := strconv.Atoi(s.words[at].folded)
	if err != nil || s.words[at].Kind != text.Number || n < 1900 || n > 2099 {
		return nil
	}
	if !within(b, float64(n), s.draft.Date.Year()) {
		return nil
	}
	return set{at + 1: true}
}

func within(b *rule.Bounds, worth float64, year int) bool {
	if b == nil {
		return true
	}
	if b.Now {
		worth -= float64(year)
	}
	return !math.IsNaN(worth) && b.Low <= worth && worth <= b.High
}
