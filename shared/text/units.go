package text

// Units is the length of s in UTF-16 units; a byte that is not UTF-8 is one.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
