package prove

import (
	"slices"
	"strings"

	"vouch/shared/rule"
)

// bars remarks on phrases that look as if a bar was meant to part several words: it parts single
// ones. In "sign up|log in" the second place is "up" or "log". What stands in one place is mostly of
// one kind; a small word beside one with a meaning shows the mistake.
func (l *linter) bars(phrases []rule.Phrase) {
	for _, p := range phrases {
		slots, err := rule.ParsePhrase(p.Text)
		if err != nil || !strings.Contains(p.Text, "|") {
			continue
		}
		if loose, rest := leftAlone(slots); loose {
			l.say(Bars, p.Line, "%q matches %q alone, because the mark ? makes the whole place optional and not its last word; leave the mark out, or give each a line of its own", p.Text, rest)
			continue
		}
		if severalWords(p.Text) && torn(slots) {
			l.say(Bars, p.Line, "%q is %s, because the bar parts single words; if %s was meant, give each a line of its own", p.Text, read(slots), meant(p.Text))
		}
	}
}

// leftAlone reports whether the optional alternatives at the front of a phrase leave one word that
// matches by itself.
func leftAlone(slots []rule.Slot) (loose bool, rest string) {
	firm := slices.DeleteFunc(slices.Clone(slots), func(s rule.Slot) bool { return s.Optional || s.Gap > 0 })
	if len(firm) != 1 || len(firm[0].Atoms) != 1 || firm[0].Atoms[0].Kind == rule.Named || firm[0].Atoms[0].Kind == rule.Tag {
		return false, ""
	}
	word := firm[0].Atoms[0].Text
	several := slices.ContainsFunc(slots, func(s rule.Slot) bool { return s.Optional && len(s.Atoms) > 1 && !allSmall(s) })
	return several, word
}

// torn tells the two marks of a bar that was meant to part several words: a word stands on both
// sides of the space beside it ("we settled|just settled"), or a single word is followed by a small
// one beside others, and those by a small one ("sign up|log in").
func torn(slots []rule.Slot) bool {
	for i := 1; i < len(slots); i++ {
		before, here := slots[i-1], slots[i]
		if before.Optional || here.Optional {
			continue
		}
		if len(before.Atoms)+len(here.Atoms) > 2 && shareWord(before, here) {
			return true
		}
		closed := i+1 < len(slots) && !slots[i+1].Optional && len(slots[i+1].Atoms) == 1 && isSmall(slots[i+1].Atoms[0])
		if closed && len(before.Atoms) == 1 && plain(before.Atoms[0]) && !isSmall(before.Atoms[0]) && goesWith(here) {
			return true
		}
	}
	return false
}

// severalWords reports whether more of what the bars part has several words than one.
func severalWords(phrase string) bool {
	several := 0
	for part := range strings.SplitSeq(phrase, "|") {
		if len(strings.Fields(part)) > 1 {
			several++
		} else {
			several--
		}
	}
	return several > 0
}

// shareWord reports whether two places share a word.
func shareWord(a, b rule.Slot) bool {
	return slices.ContainsFunc(a.Atoms, func(x rule.Atom) bool {
		return plain(x) && !isSmall(x) && rune(x.Text[0]) > '9' && slices.ContainsFunc(b.Atoms, func(y rule.Atom) bool { return plain(y) && strings.EqualFold(x.Text, y.Text) })
	})
}

// goesWith reports whether the first alternative of a place is a small word and no other is.
func goesWith(s rule.Slot) bool {
	return len(s.Atoms) > 1 && isSmall(s.Atoms[0]) && !slices.ContainsFunc(s.Atoms[1:], func(a rule.Atom) bool { return isSmall(a) || !plain(a) })
}

func plain(a rule.Atom) bool { return a.Kind == rule.Exact || a.Kind == rule.Inflect }

func allSmall(s rule.Slot) bool {
	return !slices.ContainsFunc(s.Atoms, func(a rule.Atom) bool { return !isSmall(a) })
}

// read is how the engine reads a phrase: (up|log) for a place of several words.
func read(slots []rule.Slot) string {
	var parts []string
	for _, s := range slots {
		var words []string
		for _, a := range s.Atoms {
			words = append(words, a.Text)
		}
		parts = append(parts, "("+strings.Join(words, "|")+")")
	}
	return strings.Join(parts, " ")
}

// meant is what a phrase says when its bars part several words.
func meant(phrase string) string {
	var parts []string
	for part := range strings.SplitSeq(phrase, "|") {
		parts = append(parts, `"`+strings.TrimSpace(part)+`"`)
	}
	return strings.Join(parts, " or ")
}

// isSmall tells words that only join others.
func isSmall(a rule.Atom) bool {
	return a.Kind != rule.Named && strings.Contains(smallWords, " "+strings.ToLower(a.Text)+" ")
}

const smallWords = " a an the this that these those some any all every each no my your his her its our their " +
	"i you yourself he she it we they me him us them who what which " +
	"is are was were be been being am do does did have has had can could will would shall should may might must " +
	"of in on at to for from by with without into onto over under up down out off about as than " +
	"and or but if so not never only just also too very really there here now then when how " +
	"bei wie der die das den dem ein eine einen einem und oder im in am an auf mit von zu für ist sind war " +
	"le la les un une des et ou de du en au aux avec sans pour par est sont " +
	"el los las una unos y o del al con sin para por es son "
