package rule

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Bounds limit what a number is worth, both ends included. An end that is left out is infinite;
// one that does not belong to the range is given as the next number beyond it.
type Bounds struct {
	Low, High float64
	Now       bool // the bounds are years after (below zero: before) the draft's year
}

// bounded are the names that take bounds.
var bounded = []string{"number", "percent", "money", "year"}

// parseNamed reads what stands between braces: a name, and for a few an operator and a number
// ({number>89}, {year>=now}) or a range ({number 18..35}).
func parseNamed(s string) (Atom, error) {
	i := strings.IndexAny(s, "<>= ")
	if i < 0 {
		return Atom{Kind: Named, Text: s}, nil
	}
	atom := Atom{Kind: Named, Text: s[:i]}
	if !slices.Contains(bounded, atom.Text) {
		return Atom{}, fmt.Errorf("{%s}: only %s take bounds", s, strings.Join(bounded, ", "))
	}
	var err error
	atom.Bounds, err = parseBounds(atom.Text, strings.TrimSpace(s[i:]))
	if err != nil {
		return Atom{}, fmt.Errorf("{%s}: %w", s, err)
	}
	return atom, nil
}

func parseBounds(name, s string) (*Bounds, error) {
	if low, high, ok := strings.Cut(s, ".."); ok {
		return parseRange(low, high)
	}
	value := strings.TrimLeft(s, "<>=")
	operator, value := s[:len(s)-len(value)], strings.TrimSpace(value)
	b := &Bounds{Low: math.Inf(-1), High: math.Inf(1), Now: name == "year" && value == "now"}
	n, err := 0.0, error(nil)
	if !b.Now {
		n, err = parseNumber(value)
	}
	switch operator {
	case ">":
		b.Low = math.Nextafter(n, b.High)
	case ">=":
		b.Low = n
	case "<":
		b.High = math.Nextafter(n, b.Low)
	case "<=":
		b.High = n
	default:
		return nil, fmt.Errorf("write > >= < <= and a number, or a range as in {%s 18..35}", name)
	}
	return b, err
}

func parseRange(low, high string) (*Bounds, error) {
	from, err := parseNumber(low)
	if err != nil {
		return nil, err
	}
	to, err := parseNumber(high)
	if err != nil {
		return nil, err
	}
	if from > to {
		return nil, fmt.Errorf("the range ends before it begins")
	}
	return &Bounds{Low: from, High: to}, nil
}

// parseNumber reads a number as packs write it: digits, and a full stop before decimals.
func parseNumber(s string) (float64, error) {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(s, "0123456789.") != "" {
		return 0, fmt.Errorf("%q is no number; write digits, and a full stop before decimals", s)
	}
	return n, nil
}
