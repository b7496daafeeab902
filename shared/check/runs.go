package check

import "unicode/utf8"

// emoji counts emoji.
func (c *Checker) emoji(beyond int) (n int) {
	for from, end := c.nextEmoji(0); from < end; from, end = c.nextEmoji(end) {
		if n++; n > beyond {
			c.hits = append(c.hits, c.hitBytes(from, end))
		}
	}
	return n
}

// nextEmoji is the first emoji from byte at on; start and end are equal when there is none.
func (c *Checker) nextEmoji(at int) (start, end int) {
	draft := c.draft.Text
	for at < len(draft) {
		if !mayBeginEmoji(draft, at) {
			at++
			continue
		}
		if end := emojiAt(draft, at); end > at {
			return at, end
		}
		_, size := utf8.DecodeRuneInString(draft[at:])
		at += size
	}
	return len(draft), len(draft)
}

// mayBeginEmoji passes over what most of a draft is: ASCII that no keycap stands behind.
func mayBeginEmoji(s string, at int) bool {
	if c := s[at]; c < utf8.RuneSelf {
		return isKeycapBase(rune(c)) && at+1 < len(s) && s[at+1] >= utf8.RuneSelf
	}
	return true
}

// emojiRuns counts the emoji of the longest run; runs longer than beyond are the items. Spaces
// between emoji do not end a run.
func (c *Checker) emojiRuns(beyond int) (longest int) {
	draft := c.draft.Text
	for start, end := c.nextEmoji(0); start < end; {
		first, run := start, 1
		last := end
		for {
			start, end = c.nextEmoji(end)
			if start == end || !isSpaces(draft[last:start]) {
				break
			}
			last, run = end, run+1
		}
		if run > beyond {
			c.hits = append(c.hits, c.hitBytes(first, last))
		}
		longest = max(longest, run)
	}
	return longest
}

func isSpaces(s string) bool {
	for i := range len(s) {
		if s[i] != ' ' {
			return false
		}
	}
	return true
}

// styled counts runs of letters from the mathematical alphabets, which imitate bold and italic
// type and which screen readers spell out or leave out.
func (c *Checker) styled(beyond int) (n int) {
	first, last := -1, 0
	for i, r := range c.draft.Text {
		if first < 0 && r < firstStyled { // most of a draft
			continue
		}
		switch {
		case isStyled(r):
			if first < 0 {
				first = i
			}
			last = i + utf8.RuneLen(r)
		case first >= 0 && r != ' ':
			n++
			c.item(n, beyond, c.hitBytes(first, last))
			first = -1
		}
	}
	if first >= 0 {
		n++
		c.item(n, beyond, c.hitBytes(first, last))
	}
	return n
}

// firstStyled begins the letterlike symbols.
const firstStyled = 0x2100

// isStyled tells the mathematical alphanumeric symbols and, of the letterlike ones, those that
// fill the gaps of their alphabets; enclosed and full-width letters; not a lone ℹ or ™.
func isStyled(r rune) bool {
	switch {
	case r < firstStyled:
		return false
	case r >= 0x1D400 && r <= 0x1D7FF, r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A:
		return true
	case r >= 0x24B6 && r <= 0x24E9, r >= 0x1F130 && r <= 0x1F149, r >= 0x1F150 && r <= 0x1F169, r >= 0x1F170 && r <= 0x1F189:
		return true
	}
	switch r {
	case 'ℂ', 'ℊ', 'ℋ', 'ℌ', 'ℍ', 'ℎ', 'ℐ', 'ℑ', 'ℒ', 'ℓ', 'ℕ', 'ℙ', 'ℚ', 'ℛ', 'ℜ', 'ℝ', 'ℤ', 'ℨ', 'ℬ', 'ℭ', 'ℯ', 'ℰ', 'ℱ', 'ℳ', 'ℴ':
		return true
	}
	return false
}
