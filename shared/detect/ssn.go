package detect

// ssns finds US social security numbers: 3, 2 and 4 digits, in ranges that are issued. Hyphens
// suffice; with spaces or without parting, the number must be called one.
func (f *Finder) ssns() {
	words := f.text.Words
	for i := 0; i < len(words); i++ {
		if !f.beginsPlain(i) {
			continue
		}
		s := series{}
		j := i
		for s.add(f.text.Folded(&words[j])) && s.n < 9 && f.continues(j+1) {
			j++
		}
		if s.n != 9 || !isSSN(s.digits()) || !f.standsAlone(i, j) || f.continues(j+1) {
			continue
		}
		if f.isWrittenAsSSN(&s, i, j) {
			f.keep(f.spanOf(i, j))
		}
		i = j
	}
}

// isWrittenAsSSN reports whether the number that begins at word i is grouped by hyphens as these
// are, or is called one.
func (f *Finder) isWrittenAsSSN(s *series, i, last int) bool {
	grouped := s.count == 3 && s.groups[0] == 3 && s.groups[1] == 2
	if end := int(f.text.Words[i].ByteEnd); grouped && (end == len(f.draft) || f.draft[end] != ' ') {
		return true
	}
	return (grouped || s.count == 1) && f.called(i, last)&identity != 0
}

// isSSN tells numbers that can have been issued: no area 000, 666 or 9xx, no group 00, no
// serial 0000, and not the two that became famous in advertisements.
func isSSN(d []byte) bool {
	area, group, serial := string(d[:3]), string(d[3:5]), string(d[5:])
	switch {
	case area == "000" || area == "666" || area[0] == '9', group == "00", serial == "0000":
		return false
	}
	return string(d) != "078051120" && string(d) != "219099999"
}
