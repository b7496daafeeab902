package main

import "strings"

// asciiClasses are the classes of the first 128 characters.
func asciiClasses() []byte {
	classes := make([]byte, 128)
	for c := range classes {
		classes[c] = byte(asciiClass(byte(c)))
	}
	return classes
}

func asciiClass(c byte) int {
	switch {
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return latin
	case c >= '0' && c <= '9':
		return digit
	case c == '\n' || c == '\r':
		return newline
	case c == ' ' || c >= '\t' && c <= '\f':
		return space
	case c < ' ' || c == 0x7F:
		return ignore
	case strings.IndexByte(",;:()[]{}", c) >= 0:
		return clause
	}
	return asciiSign(c)
}

func asciiSign(c byte) int {
	switch c {
	case '\'', '`':
		return apostrophe
	case '"':
		return quote
	case '-':
		return hyphen
	case '.':
		return stop
	case '!', '?':
		return bang
	case '%':
		return percent
	case '$':
		return currency
	case '#':
		return hash
	case '@':
		return at
	case '_':
		return underscore
	}
	return other
}
