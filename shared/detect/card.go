package detect

// cards finds payment card numbers: 13 to 19 digits in groups, of a network's range, with a
// valid check digit (ISO/IEC 7812).
func (f *Finder) cards() {
	free := 0
	for _, number := range f.withDigits() {
		i := int(number)
		if i < free || !f.isPlain(i) {
			continue
		}
		s := series{}
		for j := i; s.n < 19 && (j == i || f.continues(j)) && s.add(f.text.Folded(&f.text.Words[j])); j++ {
			if isCard(s.digits()) && f.standsAlone(i, j) {
				f.keep(f.spanOf(i, j))
				free = j + 1
				break
			}
		}
	}
}

func isCard(d []byte) bool {
	n := len(d)
	if n < 13 || n > 19 || !networkLength(d, n) {
		return false
	}
	for _, ch := range d[1:] {
		if ch != d[0] {
			return luhn(d)
		}
	}
	return false
}

// networkLength knows the first digits and lengths that card networks use.
func networkLength(d []byte, n int) bool {
	two := int(d[0]-'0')*10 + int(d[1]-'0')
	four := two*100 + int(d[2]-'0')*10 + int(d[3]-'0')
	switch {
	case d[0] == '4':
		return n == 13 || n == 16 || n == 19
	case two >= 51 && two <= 55 || four >= 2221 && four <= 2720:
		return n == 16
	case two == 34 || two == 37:
		return n == 15
	case two == 36 || two == 38 || two == 39 || four >= 3000 && four <= 3059:
		return n == 14 || n == 16
	case four == 6011 || two == 64 || two == 65 || two == 62 || four >= 3528 && four <= 3589:
		return n >= 16
	case two == 50 || two >= 56 && two <= 69:
		return n >= 13
	}
	return false
}
