// Package pattern finds where regular expressions match a draft: tables that travel in an image,
// and the runner that reads them. It compiles nothing; shared/pattern/build does.
//
// It promises what RE2 promises. A pattern's matches are leftmost-longest and do not overlap,
// exactly those of Go's regexp after Longest, over the author's own characters; \b and \w know
// ASCII only. Patterns do not hide each other: each is found as if it were alone. Nothing is
// traced back and tried again. Once warm, nothing is allocated. A byte that is not UTF-8 is
// matched by nothing.
//
// How. All patterns are one automaton over classes of bytes, which tells in one pass which of
// them end where: two table look-ups a byte, whether they are one or four hundred. Its states are
// sets of threads of the patterns' own automata (Thompson 1968; the subset construction of Rabin
// and Scott 1959). Made whole, it would have more states than memory has room for: a pattern with
// a gap multiplies those of all others. So the desk makes the states nearest the start and those
// that the rules' own examples lead to, and they travel; a byte that leads to none of them makes
// a new state, on the device, which stays until memory is full, when all new ones are forgotten
// (the lazy automaton of RE2; Cox, "Regular Expression Matching in the Wild", 2010). Sending
// states along takes away what is bad about being lazy: the first draft after a cold start finds
// the table warm. There is no gate of literals before it: noting which letters occur cost as much
// as running the automaton, and the automaton is the gate of what follows.
//
// Where a pattern may have ended, its own automaton runs backwards from there, all threads side
// by side (Pike 1987), each carrying the end it came from. Threads from later ends go first, so
// that the thread which reaches the pattern's beginning carries its longest match. This one
// backward pass over all ends at once is what makes finding all longest matches linear; trying
// again behind each match is quadratic for a pattern like a(.*b)?. We have not found the
// arrangement described elsewhere.
//
// What it costs. Forwards a step a byte, or, where a state must be made, as many as the patterns
// have edges there: at worst the draft's bytes times the edges of all patterns, when drafts and
// patterns conspire so that no state is ever met twice. Backwards, for a pattern that occurs, at
// worst the bytes times the pattern's edges, and nothing where no thread is left. Finder.Steps
// counts both.
package pattern

// Span is a half-open range of bytes of the draft.
type Span struct{ Start, End int32 }

// ID is a pattern's number in its Set.
type ID uint32
