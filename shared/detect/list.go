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
