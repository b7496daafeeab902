package rule

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// MaxGap is the largest <N> of a phrase: more words apart is what `near` is for.
const MaxGap = 9

// AtomKind says how one alternative of a slot is compared with a word of the draft.
type AtomKind uint8

// The kinds of LANGUAGE.md, with their notation.
const (
	Exact   AtomKind = iota // word
	Inflect                 // word~
	Prefix                  // word*
	Suffix                  // *word
	Tag                     // #word
	Named                   // {name}
	Proper                  // ^word
)

// Atom is one alternative of a slot. Text has no notation marks; of a hyphenated word it
// keeps the hyphens, which the matcher reads as word breaks.
type Atom struct {
	Kind   AtomKind
	Text   string
	Bounds *Bounds // of a {number}, {percent}, {money} or {year}; nil takes any value
}

// Slot is one place of a phrase: its alternatives, or a gap of up to Gap arbitrary words.
type Slot struct {
	Atoms    []Atom
	Optional bool
	Gap      int
}

// ParsePhrase reads the notation of LANGUAGE.md. The error says which part is wrong and why.
func ParsePhrase(text string) ([]Slot, error) {
	words := slotTexts(text)
	if len(words) == 0 {
		return nil, fmt.Errorf("an empty phrase matches nothing")
	}
	slots := make([]Slot, 0, len(words))
	firm := 0
	for _, w := range words {
		slot, err := parseSlot(w)
		if err != nil {
			return nil, fmt.Errorf("phrase %q: %w", text, err)
		}
		if slot.Gap == 0 && !slot.Optional {
			firm++
		}
		slots = append(slots, slot)
	}
	if firm == 0 {
		return nil, fmt.Errorf("phrase %q: at least one word must be neither optional nor a gap", text)
	}
	if slots[0].Gap > 0 || slots[len(slots)-1].Gap > 0 {
		return nil, fmt.Errorf("phrase %q: a gap stands between words, not at an end", text)
	}
	return slots, nil
}

// slotTexts cuts a phrase at spaces, but not inside braces.
func slotTexts(text string) []string {
	inside := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '{' || r == '}' {
			inside = r == '{'
		}
		return !inside && unicode.IsSpace(r)
	})
}

func parseSlot(word string) (Slot, error) {
	if strings.HasPrefix(word, "<") {
		return parseGap(word)
	}
	body, optional := strings.CutSuffix(word, "?")
	slot := Slot{Optional: optional}
	for alternative := range strings.SplitSeq(body, "|") {
		atom, err := parseAtom(alternative)
		if err != nil {
			return Slot{}, err
		}
		slot.Atoms = append(slot.Atoms, atom)
	}
	return slot, nil
}

func parseGap(word string) (Slot, error) {
	digits, closed := strings.CutSuffix(word[1:], ">")
	n, err := strconv.Atoi(digits)
	if !closed || err != nil || n < 1 || n > MaxGap {
		return Slot{}, fmt.Errorf("%q is no gap; <1> to <%d> are", word, MaxGap)
	}
	return Slot{Gap: n}, nil
}

func parseAtom(s string) (Atom, error) {
	atom := Atom{Text: s}
	switch {
	case s == "":
		return Atom{}, fmt.Errorf("an alternative is empty: a|b has a word on both sides of the bar")
	case strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}"):
		var err error
		if atom, err = parseNamed(s[1 : len(s)-1]); err != nil {
			return Atom{}, err
		}
	case strings.HasPrefix(s, "#"):
		atom = Atom{Kind: Tag, Text: s[1:]}
	case strings.HasPrefix(s, "^"):
		atom = Atom{Kind: Proper, Text: s[1:]}
	case strings.HasSuffix(s, "~"):
		atom = Atom{Kind: Inflect, Text: s[:len(s)-1]}
	case strings.HasSuffix(s, "*"):
		atom = Atom{Kind: Prefix, Text: s[:len(s)-1]}
	case strings.HasPrefix(s, "*"):
		atom = Atom{Kind: Suffix, Text: s[1:]}
	}
	if i := strings.IndexAny(atom.Text, "{}<>|*~?#^"); i >= 0 {
		return Atom{}, fmt.Errorf("%q: the mark %q stands in a place where it means nothing", s, atom.Text[i])
	}
	if !strings.ContainsFunc(atom.Text, isWordRune) {
		return Atom{}, fmt.Errorf("%q has no letter and no digit", s)
	}
	return atom, nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
