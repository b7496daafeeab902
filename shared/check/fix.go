package check

import (
	"strings"
	"unicode/utf8"

	"vouch/shared/program"
	"vouch/shared/text"
)

// A fix is tried on a copy of the draft before it is offered. maxTrials and maxTried bound that
// work for one report: so many trials, so many bytes read in them altogether.
const (
	maxTrials = 24
	maxTried  = 400_000
)

// edit is an Edit that also knows its bytes.
type edit struct {
	span
	text string
}

// offer puts onto each finding the fixes that hold: applied, the finding is gone and no rule of
// the same or a higher severity finds more than before.
func (c *Checker) offer(findings []Finding) {
	if c.trials == nil {
		c.trials = c.forTrials()
		c.counts = make([]int32, len(c.program.Rules))
	}
	c.count(c.counts)
	trials, tried := 0, 0
	for i := range findings {
		f := c.found[i]
		for _, fix := range c.remedies(f) {
			if trials++; trials > maxTrials || tried+len(c.draft.Text) > maxTried {
				return
			}
			tried += len(c.draft.Text)
			if len(fix.edits) > 0 && c.holds(f, fix.edits) {
				findings[i].Fixes = append(findings[i].Fixes, Fix{Label: fix.label, Edits: public(fix.edits)})
			}
		}
	}
}

// remedy is a fix that is yet to be tried.
type remedy struct {
	label string
	edits []edit
}

// remedies are what the rule offers, and what follows from the text that it asks for.
func (c *Checker) remedies(f finding) []remedy {
	r := &c.program.Rules[f.rule]
	c.toTry = c.toTry[:0]
	for _, fix := range r.Fixes {
		c.toTry = append(c.toTry, remedy{fix.Label, c.edits(f, fix)})
	}
	if r.RequireText != program.NoText {
		c.toTry = append(c.toTry, c.restore(f, r))
	}
	if r.Find != program.NoCondition {
		c.swaps(f, uint32(r.Find))
	}
	return c.toTry
}

func public(edits []edit) []Edit {
	out := make([]Edit, len(edits))
	for i, e := range edits {
		out[i] = Edit{Span: text.Span{Start: int(e.start), End: int(e.end)}, Text: e.text}
	}
	return out
}

// holds tries edits, which are in order of their place and do not overlap.
func (c *Checker) holds(f finding, edits []edit) bool {
	c.mended = c.mended[:0]
	at := int32(0)
	for _, e := range edits {
		c.mended = append(append(c.mended, c.draft.Text[at:e.byteStart]...), e.text...)
		at = e.byteEnd
	}
	c.mended = append(c.mended, c.draft.Text[at:]...)
	mended := c.draft
	mended.Text = string(c.mended)
	if !fits(mended.Text) {
		return false
	}
	c.trials.edited = stretch{int(edits[0].byteStart), int(at)}
	return c.mendedBy(mended, f)
}

// edits turns a fix into edits of this draft; none when it does not suit the finding.
func (c *Checker) edits(f finding, fix program.Fix) []edit {
	draft := c.draft.Text
	end := span{int32(c.text.Units), int32(c.text.Units), int32(len(draft)), int32(len(draft))}
	switch fix.Kind {
	case program.Replace:
		if f.start < f.end {
			return []edit{{f.span, likeCase(fix.Text, draft[f.byteStart:f.byteEnd])}}
		}
	case program.InsertStart:
		return []edit{{span{}, fix.Text + parting(fix.Text, draft, " ")}}
	case program.InsertEnd:
		return []edit{{end, parting(draft, fix.Text, "\n\n") + fix.Text}}
	case program.Delete:
		if f.start < f.end {
			return []edit{{widen(f.span, draft), ""}}
		}
	case program.MoveTop:
		if f.late {
			return c.moveTop(f)
		}
	}
	return nil
}

// parting is what must stand between head and tail: the separator, unless one of them is empty
// or brings its own white space.
func parting(head, tail, separator string) string {
	last, _ := utf8.DecodeLastRuneInString(head)
	first, _ := utf8.DecodeRuneInString(tail)
	if head == "" || tail == "" || isBlank(last) || isBlank(first) {
		return ""
	}
	return separator
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == 0xA0 }

// likeCase gives a replacement a capital when what it replaces begins with one.
func likeCase(replacement, quote string) string {
	if quote[0] >= 'A' && quote[0] <= 'Z' && replacement != "" && replacement[0] >= 'a' && replacement[0] <= 'z' {
		return string(replacement[0]-'a'+'A') + replacement[1:]
	}
	return replacement
}

// widen takes one space beside a deletion with it: the one behind, or at the end of a line the
// one before.
func widen(s span, draft string) span {
	behind := int(s.byteEnd) < len(draft) && draft[s.byteEnd] == ' '
	before := s.byteStart > 0 && draft[s.byteStart-1] == ' '
	switch {
	case behind && (before || s.byteStart == 0 || draft[s.byteStart-1] == '\n'):
		s.end, s.byteEnd = s.end+1, s.byteEnd+1
	case before:
		s.start, s.byteStart = s.start-1, s.byteStart-1
	}
	return s
}

// moveTop moves late text to the start of the draft: a hashtag alone, other text with its whole
// sentence.
func (c *Checker) moveTop(f finding) []edit {
	from := f.span
	if c.draft.Text[f.byteStart] != '#' {
		from = c.sentenceAround(f.span)
	}
	if from.byteStart == 0 {
		return nil
	}
	moved := strings.TrimSpace(c.draft.Text[from.byteStart:from.byteEnd])
	return []edit{{span{}, moved + "\n\n"}, {widen(from, c.draft.Text), ""}}
}

// sentenceAround widens a span to its sentence, up to the next one's first word.
func (c *Checker) sentenceAround(s span) span {
	words := c.text.Words
	at := 0
	for at < len(words)-1 && words[at].End < s.end {
		at++
	}
	first, last := at, at
	for first > 0 && words[first-1].Sentence == words[at].Sentence {
		first--
	}
	for last < len(words)-1 && words[last+1].Sentence == words[at].Sentence {
		last++
	}
	out := c.hitOf(wholeOf(first, last)).span
	stop := len(c.draft.Text)
	if last+1 < len(words) {
		stop = int(words[last+1].ByteStart)
	}
	for int(out.byteEnd) < stop && isClosing(c.draft.Text[out.byteEnd]) {
		out.end, out.byteEnd = out.end+1, out.byteEnd+1
	}
	return out
}

// isClosing tells the ASCII marks that end a sentence or close around its end.
func isClosing(b byte) bool { return strings.IndexByte(".!?)\"'", b) >= 0 }
