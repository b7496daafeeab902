package detect

// phones finds telephone numbers: international ones by their plus (8 to 15 digits, ITU-T
// E.164), North American ones by their groups and ranges, other national ones by a leading zero
// and groups; one without groups must be called a number to call.
func (f *Finder) phones() {
	words, free := f.text.Words, 0
	for _, number := range f.withDigits() {
		i := int(number)
		if i < free || !f.beginsPlain(i) {
			continue
		}
		s := series{}
		j := i
		for s.add(f.text.Folded(&words[j])) && f.continues(j+1) && f.isPlain(j+1) {
			j++
		}
		if f.standsAlone(i, j) && f.isPhone(&s, i) {
			f.keep(f.withSign(f.spanOf(i, j)))
		}
		free = j + 1
	}
}

// withSign takes the plus or bracket before a number along.
func (f *Finder) withSign(s Span) Span {
	before := s.Start - 1
	if before >= 0 && (f.draft[before] == '+' || f.draft[before] == '(') {
		s.Start = before
	}
	return s
}

func (f *Finder) isPhone(s *series, i int) bool {
	d, at := s.digits(), int(f.text.Words[i].ByteStart)
	plus := at > 0 && f.draft[at-1] == '+' || at > 1 && f.draft[at-2:at] == "+("
	switch {
	case plus:
		return len(d) >= 8 && len(d) <= 15
	case isNorthAmerican(s):
		return true
	case len(d) >= 9 && len(d) <= 13 && d[0] == '0' && s.count > 1 && (len(d) != 9 || s.groups[1] != 2):
		return true
	}
	return s.count == 1 && len(d) >= 9 && len(d) <= 13 &&
		f.isCalledPhone(i)
}

// isNorthAmerican tells 3-3-4 groups, with or without the 1 before, whose area and exchange
// begin with 2 to 9.
func isNorthAmerican(s *series) bool {
	d, groups := s.digits(), s.groups[:s.count]
	if len(groups) == 4 && groups[0] == 1 && d[0] == '1' {
		d, groups = d[1:], groups[1:]
	}
	return len(groups) == 3 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4 && d[0] >= '2' && d[3] >= '2'
}

// isCalledPhone reports whether the words before word i call the number there one to call, or
// only a number.
func (f *Finder) isCalledPhone(i int) bool {
	t := f.called(i, i)
	return t&telephone != 0 || t == 0 && f.mentioned(i, 4, "number")
}
