package check

// phones finds telephone numbers: international ones by their plus (8 to 15 digits, ITU-T
// E.164), North American ones by their groups and ranges, other national ones by a leading zero
// and groups; one without groups must be called a number to call.
func (c *Checker) phones() {
	words := c.text.Words
	for i := 0; i < len(words); i++ {
		if !c.beginsPlain(i) {
			continue
		}
		s := series{}
		j := i
		for s.add(c.text.Folded(&words[j])) && c.continues(j+1) && c.isPlain(j+1) {
			j++
		}
		if c.standsAlone(i, j) && c.isPhone(&s, i) {
			c.hits = append(c.hits, c.withSign(c.wordsHit(i, j)))
		}
		i = j
	}
}

// withSign takes the plus or bracket before a number along.
func (c *Checker) withSign(h hit) hit {
	before := h.byteStart - 1
	if before >= 0 && (c.draft.Text[before] == '+' || c.draft.Text[before] == '(') {
		h.start, h.byteStart = h.start-1, before
	}
	return h
}

func (c *Checker) isPhone(s *series, i int) bool {
	d, at := s.digits(), int(c.text.Words[i].ByteStart)
	plus := at > 0 && c.draft.Text[at-1] == '+' || at > 1 && c.draft.Text[at-2:at] == "+("
	switch {
	case plus:
		return len(d) >= 8 && len(d) <= 15
	case isNorthAmerican(s):
		return true
	case len(d) >= 9 && len(d) <= 13 && d[0] == '0' && s.count > 1:
		return true
	}
	return s.count == 1 && len(d) >= 9 && len(d) <= 13 &&
		c.mentioned(i, 4, "call", "phone", "tel", "telephone", "mobile", "cell", "whatsapp", "dial", "text", "number")
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
