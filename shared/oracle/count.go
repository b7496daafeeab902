package oracle

import (
	"strings"
	"unicode"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// count holds when there are more or fewer than so many; what is beyond are its matches.
func (s *sight) count(c rule.Count) answer {
	over := 0
	if c.Over != nil {
		over = *c.Over
	}
	n, beyond := s.counted(c.Of, over)
	if c.Over != nil && n <= *c.Over || c.Under != nil && n >= *c.Under {
		return answer{}
	}
	if c.Over == nil {
		return answer{holds: true}
	}
	for i, h := range beyond {
		beyond[i] = s.ofSpan(h.start, h.end)
	}
	return answer{true, beyond}
}

// counted is how many there are of something, and what is beyond the first so many.
func (s *sight) counted(of string, over int) (int, []hit) {
	switch of {
	case "characters":
		return s.characters(over)
	case "words":
		return s.wordCount(over)
	case "emoji_run":
		return s.longRuns(over)
	}
	items := s.items(of)
	return len(items), items[min(over, len(items)):]
}

func (s *sight) items(of string) []hit {
	switch of {
	case "hashtags":
		return s.signed('#')
	case "mentions":
		return s.signed('@')
	case "links":
		return s.links()
	case "emoji":
		return s.emoji()
	case "lines":
		return s.lines()
	case "styled":
		return s.styled()
	case "lower_tags":
		return s.lowerTags()
	}
	return s.capitals()
}

// signed are the hashtags or mentions.
func (s *sight) signed(sign byte) []hit {
	var hits []hit
	for _, t := range s.tags {
		if t.folded[0] == sign {
			hits = append(hits, hit{start: t.start, end: t.end})
		}
	}
	return hits
}

func (s *sight) characters(over int) (int, []hit) {
	n := len(s.units)
	if n <= over {
		return n, nil
	}
	if over > 0 && s.units[over]>>10 == 0xDC00>>10 && s.units[over-1]>>10 == 0xD800>>10 {
		over--
	}
	return n, []hit{{start: over, end: n}}
}

func (s *sight) wordCount(over int) (int, []hit) {
	var plain []word
	for _, w := range s.words {
		if !w.sign() {
			plain = append(plain, w)
		}
	}
	if len(plain) <= over {
		return len(plain), nil
	}
	return len(plain), []hit{{start: plain[over].start(), end: len(s.units)}}
}

func (s *sight) lines() []hit {
	var hits []hit
	at := 0
	for line := range strings.SplitSeq(s.draft.Text, "\n") {
		left := strings.TrimLeftFunc(line, unicode.IsSpace)
		start := at + units(line) - units(left)
		if bare := strings.TrimRightFunc(left, unicode.IsSpace); bare != "" {
			hits = append(hits, hit{start: start, end: start + units(bare)})
		}
		at += units(line) + 1
	}
	return hits
}

// styled are runs of letters and digits from the alphabets made for looks.
func (s *sight) styled() []hit {
	var hits []hit
	open := false
	at := 0
	for _, r := range s.draft.Text {
		end := at + units(string(r))
		switch {
		case dressed(r) && open:
			hits[len(hits)-1].end = end
		case dressed(r):
			hits, open = append(hits, hit{start: at, end: end}), true
		case !unicode.IsSpace(r):
			open = false
		}
		at = end
	}
	return hits
}

func dressed(r rune) bool {
	return r >= 0x1D400 && r <= 0x1D7FF || r >= 0x24B6 && r <= 0x24E9 || r >= 0xFF21 && r <= 0xFF5A && unicode.IsLetter(r)
}

// lowerTags are hashtags of at least 14 characters without a capital.
func (s *sight) lowerTags() []hit {
	var hits []hit
	for _, h := range s.signed('#') {
		written := s.between(h.start, h.end)[1:]
		if len([]rune(written)) >= 14 && written == strings.ToLower(written) {
			hits = append(hits, h)
		}
	}
	return hits
}

// capitals are runs of at least three words all in capitals, within a sentence. Numbers, signs and
// single letters may stand between; tags and the paths of web addresses end a run.
func (s *sight) capitals() []hit {
	var hits []hit
	for from := 0; from < len(s.words); from++ {
		if !s.loud(from) {
			continue
		}
		last, n := from, 1
		for i := from + 1; i < len(s.words) && s.sameSentence(i, from) && (s.loud(i) || s.idle(i)); i++ {
			if s.loud(i) {
				last, n = i, n+1
			}
		}
		if n >= 3 {
			hits = append(hits, s.ofWords(from, last+1))
		}
		from = last
	}
	return hits
}

// loud reports whether a word is one in capitals; idle, whether it may stand between two.
func (s *sight) loud(i int) bool {
	w := s.words[i]
	return w.Has(text.Capital) && len([]rune(w.folded)) > 1 && !w.Has(text.InTag|text.InLink)
}

func (s *sight) idle(i int) bool {
	w := s.words[i]
	return w.Kind != text.Letters || len([]rune(w.folded)) == 1
}
