package oracle

import "unicode"

// emoji are the emoji of the draft: a flag, a keycap, a skin tone, a joined family is one.
func (s *sight) emoji() []hit {
	var hits []hit
	runes := []rune(s.draft.Text)
	at := 0
	for i := 0; i < len(runes); {
		n := emojiAt(runes[i:])
		if n > 0 {
			hits = append(hits, hit{start: at, end: at + units(string(runes[i:i+n]))})
		}
		n = max(n, 1)
		at += units(string(runes[i : i+n]))
		i += n
	}
	return hits
}

const (
	joiner   = 0x200D
	colour   = 0xFE0F // asks for the emoji's look
	enclosed = 0x20E3 // makes a keycap
)

// emojiAt is how many runes of an emoji stand at the beginning, 0 for none.
func emojiAt(r []rune) int {
	peek := func(i int) rune {
		if i < len(r) {
			return r[i]
		}
		return 0
	}
	switch {
	case regional(r[0]) && regional(peek(1)):
		return 2
	case (unicode.IsDigit(r[0]) || r[0] == '#' || r[0] == '*') && peek(1) == colour && peek(2) == enclosed:
		return 3
	case !pictured(r[0]):
		return 0
	}
	n := 1
	if peek(n) == colour || tone(peek(n)) {
		n++
	}
	for peek(n) == joiner && pictured(peek(n+1)) {
		n += 2
		if peek(n) == colour || tone(peek(n)) {
			n++
		}
	}
	return n
}

func regional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
func tone(r rune) bool     { return r >= 0x1F3FB && r <= 0x1F3FF }
func pictured(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r == 0x2705 || r == 0x2728 || r == 0x2B50 || r == 0x2764
}

// longRuns is how long the longest run of emoji is, and the runs longer than so many.
func (s *sight) longRuns(over int) (int, []hit) {
	longest, n := 0, 0
	var runs []hit
	var last hit
	long := func() {
		if n > over {
			runs = append(runs, last)
		}
	}
	for _, e := range s.emoji() {
		if n > 0 && onlySpaces(s.between(last.end, e.start)) {
			last.end = e.end
			n++
		} else {
			long()
			last, n = e, 1
		}
		longest = max(longest, n)
	}
	long()
	return longest, runs
}

func onlySpaces(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\u00a0' {
			return false
		}
	}
	return true
}
