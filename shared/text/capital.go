package text

// capitalForm tells capital letters beyond ASCII: of Latin, Greek and Cyrillic words as they are
// usually written, and of the styled Latin letters, which stand in runs of 26 capitals and 26
// small letters from U+1D400.
func capitalForm(c rune) bool {
	switch {
	case c < 0x100:
		return c >= 0xC0 && c <= 0xDE && c != 0xD7
	case c < 0x180:
		return extendedCapital(c)
	case c >= 0x386 && c <= 0x3AB:
		return c != 0x390
	case c >= 0x400 && c <= 0x42F:
		return true
	case c >= 0x1E00 && c <= 0x1EFF: // Vietnamese and others: capitals are even
		return c&1 == 0 && (c < 0x1E96 || c > 0x1E9F)
	case c >= 0x1D400 && c <= 0x1D6A3:
		return (c-0x1D400)%52 < 26
	}
	return c >= 0xFF21 && c <= 0xFF3A
}

// extendedCapital tells the capitals of Latin Extended-A, whose parity changes twice.
func extendedCapital(c rune) bool {
	switch {
	case c == 0x138 || c == 0x149 || c == 0x17F:
		return false
	case c >= 0x139 && c <= 0x148 || c >= 0x179:
		return c&1 == 1
	}
	return c&1 == 0 || c == 0x178
}
