package check

import (
	"strings"
	"unicode/utf8"

	"vouch/shared/program"
	"vouch/shared/text"
)

// counted reports whether the draft has as many of something as a condition says, and appends the
// items beyond the first Over of them. Fewer than Under has no place.
func (c *Checker) counted(cond *program.Condition) bool {
	before := len(c.hits)
	over := max(0, int(cond.Over))
	n := c.tally(cond.Of, over)
	bounded := cond.Over != program.Unbounded
	holds := (!bounded || n > over) && (cond.Under == program.Unbounded || n < int(cond.Under))
	if !holds || !bounded {
		c.hits = c.hits[:before]
	}
	return holds
}

// tally counts, and appends the items beyond the first so many.
func (c *Checker) tally(of program.Countable, beyond int) int {
	switch of {
	case program.Hashtags:
		return c.compounds('#', beyond)
	case program.Mentions:
		return c.compounds('@', beyond)
	case program.LowerTags:
		return c.lowerTags(beyond)
	case program.Links:
		return c.eachLink(beyond)
	case program.Emoji:
		return c.emoji(beyond)
	case program.EmojiRun:
		return c.emojiRuns(beyond)
	case program.Styled:
		return c.styled(beyond)
	case program.Capitals:
		return c.capitals(beyond)
	case program.Characters:
		return c.characters(beyond)
	case program.Words:
		return c.words(beyond)
	case program.Lines:
		return c.lines(beyond)
	}
	return 0
}

// item appends item number n, counted from 1, when it is beyond.
func (c *Checker) item(n, beyond int, h hit) {
	if n > beyond {
		c.hits = append(c.hits, h)
	}
}

// compounds counts hashtags or mentions.
func (c *Checker) compounds(sign byte, beyond int) (n int) {
	for i := range c.text.Compounds {
		if tag := &c.text.Compounds[i]; tag.Sign == sign {
			n++
			c.item(n, beyond, c.compoundHit(tag))
		}
	}
	return n
}

func (c *Checker) compoundHit(tag *text.Compound) hit {
	last := &c.text.Words[tag.First+tag.Count-1]
	return hit{span{tag.Start, last.End, tag.ByteStart, last.ByteEnd}}
}

// longTag is how many letters a hashtag has that nobody reads without capitals: two words of
// usual length.
const longTag = 14

// lowerTags counts long hashtags without a capital, which screen readers cannot part into words.
func (c *Checker) lowerTags(beyond int) (n int) {
	for i := range c.text.Compounds {
		tag := &c.text.Compounds[i]
		if tag.Sign != '#' || c.text.Words[tag.First].Has(text.InLink) {
			continue
		}
		h := c.compoundHit(tag)
		written := c.draft.Text[h.byteStart+1 : h.byteEnd]
		if utf8.RuneCountInString(written) < longTag || hasCapital(written) {
			continue
		}
		n++
		c.item(n, beyond, h)
	}
	return n
}

// hasCapital tells the capitals of ASCII and Latin-1.
func hasCapital(s string) bool {
	for _, r := range s {
		if r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'Þ' && r != '×' {
			return true
		}
	}
	return false
}

// shoutedWords is how many words in capitals shout: two may be a name.
const shoutedWords = 3

// capitals counts runs of words that are all written in capitals, within a sentence. Numbers and
// single letters neither begin nor end one.
func (c *Checker) capitals(beyond int) (n int) {
	for i := 0; i < len(c.text.Words); {
		last, words := c.capitalsFrom(i)
		if words >= shoutedWords {
			n++
			c.item(n, beyond, c.hitOf(wholeOf(i, last)))
		}
		i = last + 1
	}
	return n
}

// capitalsFrom is the last word of a run of capitals that begins at word i, and how many of its
// words are in capitals; i itself and none when it begins no run.
func (c *Checker) capitalsFrom(i int) (last, count int) {
	last = i
	for j := i; j < len(c.text.Words) && (j == i || c.text.Words[j].Gap < text.Sentence); j++ {
		w := &c.text.Words[j]
		switch {
		case w.Has(text.Capital) && !w.Has(text.InTag|text.InLink):
			last, count = j, count+1
		case count == 0 || w.Kind == text.Letters && len(c.text.Folded(w)) > 1:
			return last, count
		}
	}
	return last, count
}

// characters counts UTF-16 units, as LinkedIn does; what is beyond is one item.
func (c *Checker) characters(beyond int) int {
	n := c.text.Units
	if n <= beyond {
		return n
	}
	c.hits = append(c.hits, c.restFrom(c.byteAt(beyond)))
	return n
}

// byteAt is where the character that holds a UTF-16 unit begins.
func (c *Checker) byteAt(unit int) int {
	at := 0
	for i, r := range c.draft.Text {
		size := 1
		if r > 0xFFFF {
			size = 2
		}
		if at+size > unit {
			return i
		}
		at += size
	}
	return len(c.draft.Text)
}

// restFrom is everything from a byte on.
func (c *Checker) restFrom(at int) hit { return c.hitBytes(at, len(c.draft.Text)) }

// words counts words; what is beyond is one item. Signs are no words.
func (c *Checker) words(beyond int) (n int) {
	for i := range c.text.Words {
		w := &c.text.Words[i]
		if w.Kind == text.Sign {
			continue
		}
		if n++; n == beyond+1 {
			c.hits = append(c.hits, c.restFrom(int(w.ByteStart)))
		}
	}
	return n
}

// lines counts lines that are not blank; each is an item.
func (c *Checker) lines(beyond int) (n int) {
	draft := c.draft.Text
	for from := 0; from < len(draft); {
		end := len(draft)
		if i := strings.IndexByte(draft[from:], '\n'); i >= 0 {
			end = from + i
		}
		line := strings.TrimSpace(draft[from:end])
		if line != "" {
			if n++; n > beyond {
				start := from + strings.Index(draft[from:end], line)
				c.hits = append(c.hits, c.hitBytes(start, start+len(line)))
			}
		}
		from = end + 1
	}
	return n
}
