// Package pattern finds where regular expressions match a draft: flat tables that travel in an
// image, and the runner that reads them. It compiles nothing; shared/pattern/build does.
//
// It promises what RE2 promises. A pattern's matches are leftmost-longest and do not overlap,
// exactly those of Go's regexp after Longest, over the author's own characters; \b and \w know
// ASCII only. Patterns do not hide each other: each is found as if it were alone. The time is
// linear in the draft, whatever the pattern: at most one step a byte for each group of patterns,
// and for a pattern that occurs as many steps a byte as its automaton has edges. Nothing is
// traced back and tried again. Once warm, nothing is allocated. A byte that is not UTF-8 matches
// nothing but ends no promise.
//
// How: patterns are grouped, and each group is one deterministic automaton over classes of bytes
// (Thompson 1968; the subset construction of Rabin and Scott 1959), built ahead of time and
// minimised (Moore 1956), which tells in one pass which patterns end where. A group is not run
// at all when the draft lacks the letters that its patterns need: one pass notes which
// three-letter sequences occur (Cox, "Regular Expression Matching with a Trigram Index", 2012).
// Where a pattern does end, its own nondeterministic automaton runs backwards from there, all
// threads at once (Pike 1987), each carrying the end it came from; threads from later ends go
// first, so that the thread that reaches the pattern's beginning carries its longest match. This
// backward pass over all ends at once is what makes finding all longest matches linear, where
// trying again behind each match is quadratic for a pattern like a(.*b)?; as far as we know the
// arrangement is ours. A pattern whose deterministic automaton would be too large runs backwards
// over the whole draft instead, and only where its letters occur: slower, as exact.
package pattern

// Span is a half-open range of bytes of the draft.
type Span struct{ Start, End int32 }

// ID is a pattern's number in its Set.
type ID uint32

// NoGroup is the group of a pattern that no deterministic automaton holds.
const NoGroup = 1<<8 - 1
