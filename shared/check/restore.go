package check

import (
	"vouch/shared/program"
)

// restore puts an approved text where its rule wants it: in place of a near copy, from too late to
// the top, or, when it is missing, to the end, or to the top when the rule looks there alone.
func (c *Checker) restore(f finding, r *program.Rule) remedy {
	words := c.program.Texts[r.RequireText]
	draft := c.draft.Text
	top := edit{span{}, words + "\n\n"}
	old := c.wholeCopy(f.span, words)
	switch {
	case f.near && (!r.RequireFold || int(f.end) <= c.text.Fold):
		return remedy{"Use the approved text", []edit{{old, words}}}
	case f.near || f.late:
		if old.byteStart == 0 {
			return remedy{}
		}
		return remedy{"Move the approved text to the top", []edit{top, {widen(old, draft), ""}}}
	case r.RequireFold:
		return remedy{"Add the approved text", []edit{top}}
	}
	end := span{int32(c.text.Units), int32(c.text.Units), int32(len(draft)), int32(len(draft))}
	return remedy{"Add the approved text", []edit{{end, parting(draft, words, "\n\n") + words}}}
}

// wholeCopy is a copy of a text with the mark that ends its last sentence, when the text has one.
func (c *Checker) wholeCopy(s span, words string) span {
	if words != "" && isClosing(words[len(words)-1]) && int(s.byteEnd) < len(c.draft.Text) && isClosing(c.draft.Text[s.byteEnd]) {
		s.end, s.byteEnd = s.end+1, s.byteEnd+1
	}
	return s
}
