package rule_test

import (
	"strings"
	"testing"

	"vouch/shared/rule"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		phrase string
		in     []float64
		out    []float64
	}{
		{"{number>89}", []float64{89.01, 90}, []float64{89, 0}},
		{"{number >= 89}", []float64{89, 1e9}, []float64{88.9}},
		{"{money<1000.5}", []float64{1000.4, 0}, []float64{1000.5}},
		{"{percent<=3}", []float64{3}, []float64{3.1}},
		{"up {number 18..35} b", []float64{18, 20, 35}, []float64{17, 36}},
		{"{year>now}", []float64{1}, []float64{0, -1}},
	} {
		slots, err := rule.ParsePhrase(c.phrase)
		if err != nil {
			t.Error(err)
			continue
		}
		var b *rule.Bounds
		for _, slot := range slots {
			if slot.Atoms[0].Bounds != nil {
				b = slot.Atoms[0].Bounds
			}
		}
		for _, v := range c.in {
			if v < b.Low || v > b.High {
				t.Errorf("%s refuses %v", c.phrase, v)
			}
		}
		for _, v := range c.out {
			if v >= b.Low && v <= b.High {
				t.Errorf("%s takes %v", c.phrase, v)
			}
		}
	}
}

func TestBadBounds(t *testing.T) {
	for phrase, says := range map[string]string{
		"{number>}": "is no number", "{number>1,000}": "is no number", "{number>1e9}": "is no number",
		"{number 3}": "write > >=", "{number 5..3}": "ends before", "{month>3}": "only number",
		"{year now..2030}": "is no number", "{number=>3}": "write > >=", "{number>now}": "is no number",
	} {
		if _, err := rule.ParsePhrase(phrase); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", phrase, err, says)
		}
	}
}
