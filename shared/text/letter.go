package text

import "unicode/utf8"

// Letter is what is known of one character by itself, for whoever cuts words otherwise than a
// Reader does.
type Letter struct {
	Begins  bool // a letter or digit, which may begin a word
	InWord  bool // that, or a mark that belongs to what stands before it
	Digit   bool // a decimal digit of any script
	Capital bool // of Latin, Greek or Cyrillic
}

// LetterOf tells about a character beyond ASCII.
func LetterOf(r rune) Letter {
	cl, _ := lookup(r)
	letter := cl == latin || cl == foreign || cl == look
	begins := letter || cl == digit
	return Letter{
		Begins: begins, InWord: begins || cl == mark || cl == part, Digit: cl == digit,
		Capital: letter && capitalForm(r),
	}
}

// AppendFolded appends what a character beyond ASCII is read as.
func AppendFolded(dst []byte, r rune) []byte {
	cl, form := lookup(r)
	switch {
	case cl == mark:
		return dst
	case form != "":
		return append(dst, form...)
	}
	return utf8.AppendRune(dst, r)
}
