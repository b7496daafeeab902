package text

// Span is a half-open range [Start, End) of UTF-16 units in the author's text.
type Span struct {
	Start, End int
}

// Len is the number of UTF-16 units the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the two spans share at least one unit.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }
