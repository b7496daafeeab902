package detect

import "vouch/shared/text"

// passports finds the numbers of passports that a word names: 6 to 10 letters and digits, at
// least five of them digits.
func (f *Finder) passports() {
	f.codes(10, func(f *Finder, c *code) bool {
		return c.n >= 6 && c.figures >= 5 && c.letters <= 4 && f.tight(c, 1, passport)
	})
}

// licences finds the numbers of driving licences that words name.
func (f *Finder) licences() {
	f.codes(18, func(f *Finder, c *code) bool {
		return c.n >= 5 && c.figures >= 4 && c.capitals && f.tight(c, 1, driving) && !c.isYear()
	})
}

// vehicles finds the numbers of vehicles: one of 17 characters by its check digit, or where it is
// called one, and what is called a plate.
func (f *Finder) vehicles() {
	f.codes(17, func(f *Finder, c *code) bool {
		switch {
		case c.n == 17 && !c.parted && c.letters >= 3 && !hasAny(c.digits(), "ioq"):
			return c.capitals && c.isVIN() || f.called(c.first, c.last)&vin != 0
		case c.n >= 4 && c.n <= 10 && c.letters > 0 && c.capitals:
			return f.tight(c, 1, plate)
		}
		return false
	})
}

// records finds the numbers of patients' records and of members of health plans, which words
// name.
func (f *Finder) records() {
	f.codes(16, func(f *Finder, c *code) bool {
		return c.n >= 5 && c.figures >= 4 && c.figures*2+1 >= c.n && f.tight(c, 0, medical|insured) && !c.isYear()
	})
}

// accounts finds the numbers of bank accounts that words name; a bank's routing number is checked.
func (f *Finder) accounts() {
	f.codes(18, func(f *Finder, c *code) bool {
		if c.letters > 0 {
			return false
		}
		t := f.called(c.first, c.last)
		switch {
		case c.n == 9 && t&routing != 0:
			return c.isRouting()
		case c.n == 6 && c.parted && c.count == 3:
			return t&routing != 0
		}
		return c.n >= 7 && f.tight(c, 0, account) && !f.isMoney(c)
	})
}

// tight reports whether the words right before the row, or "is my …" behind it, name it: nothing
// but words like "number", "no." or "is" and at most so many others stand between.
func (f *Finder) tight(c *code, others int, want topics) bool {
	words := f.text.Words
	other := 0
	for i := c.first - 1; i >= 0 && i >= c.first-6 && f.goesOn(i+1) && other <= others; i-- {
		t := f.topicsAt(i)
		if t&want != 0 {
			return true
		}
		if t&filler == 0 && words[i].Kind != text.Sign {
			other++
		}
		if t == 0 && words[i].Kind == text.Number {
			return false
		}
	}
	return f.namedBehind(c.last)&want != 0
}

// isYear reports whether the row is four digits that are a year, or a date.
func (c *code) isYear() bool {
	n := c.number(0, min(4, c.n))
	return c.n == c.figures && (c.n == 4 || c.n == 8 && c.parted) && n > 1900 && n < 2100
}

// isMoney reports whether a currency or percent sign stands beside the row.
func (f *Finder) isMoney(c *code) bool {
	words := f.text.Words
	return c.first > 0 && words[c.first-1].Kind == text.Sign && words[c.first].Gap == text.Joined ||
		c.last+1 < len(words) && words[c.last+1].Kind == text.Sign
}
