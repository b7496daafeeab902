package detect

// cut splits s at the first sep. It stands in place of strings.Cut, whose inlined search would
// take more of the module than all that call it.
func cut(s string, sep byte) (before, after string, found bool) {
	for i := range len(s) {
		if s[i] == sep {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// trimmed is s without the characters of set at its beginning.
func trimmed(s, set string) string {
	for s != "" && lastOf(s[:1], set) == 0 {
		s = s[1:]
	}
	return s
}

// trimmedEnd is s without the characters of set at its end.
func trimmedEnd(s, set string) string {
	for s != "" && lastOf(s[len(s)-1:], set) == 0 {
		s = s[:len(s)-1]
	}
	return s
}
