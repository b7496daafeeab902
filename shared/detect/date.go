package detect

import "vouch/shared/text"

// months are the first letters of the months' names in English, German, French, Spanish, Italian
// and Dutch.
const months = " jan feb mar apr may jun jul aug sep oct nov dec mai dez okt marz janv fevr fev avr juin juil aou ene abr ago dic gen mag giu lug set ott mrt mei maa "

// isMonth tells a month's name, in full or short. Words that begin alike ("marketing") do not
// stand between a day and a year.
func (f *Finder) isMonth(i int) bool {
	word := f.text.Folded(&f.text.Words[i])
	return len(word) >= 3 && len(word) <= 10 && f.text.Words[i].Kind == text.Letters && isOneOf(months, word[:3])
}

// dateAt is the last word of a full date, with its year, that begins at word i; -1 when none does.
func (f *Finder) dateAt(i int) int {
	words := f.text.Words
	value := func(j int) int { return f.numberAt(j) }
	if words[i].Kind == text.Number {
		if isDotted(f.text.Folded(&words[i])) {
			return i
		}
		if i+2 < len(words) && f.dateSign(i+1) && f.dateSign(i+2) && isDate(value(i), value(i+1), value(i+2)) {
			return i + 2
		}
	}
	if j := f.monthFirst(i); j >= 0 {
		return j
	}
	return f.dayFirst(i)
}

// monthFirst: "May 3, 1985", "May 3rd 1985".
func (f *Finder) monthFirst(i int) int {
	words := f.text.Words
	if i+2 >= len(words) || !f.isMonth(i) {
		return -1
	}
	j := f.ordinal(i + 1)
	if j < 0 || j+1 >= len(words) || words[j+1].Gap > text.Clause || !isBirthYear(f.numberAt(j+1)) {
		return -1
	}
	return j + 1
}

// dayFirst: "3 May 1985", "3rd of May, 1985", "3. Mai 1985", "3 de mayo de 1985".
func (f *Finder) dayFirst(i int) int {
	words := f.text.Words
	j := f.ordinal(i)
	if j < 0 {
		return -1
	}
	for j++; j < len(words) && words[j].ByteEnd-words[j].ByteStart == 2 && f.topicsAt(j)&filler != 0 || j < len(words) && string(f.text.Folded(&words[j])) == "de"; j++ {
	}
	if j+1 >= len(words) || !f.isMonth(j) {
		return -1
	}
	if string(f.text.Folded(&words[j+1])) == "de" && j+2 < len(words) {
		j++
	}
	if words[j+1].Gap > text.Clause || !isBirthYear(f.numberAt(j+1)) {
		return -1
	}
	return j + 1
}

// ordinal is the last word of a day of the month that begins at word i: "3", "3rd"; -1 when none.
func (f *Finder) ordinal(i int) int {
	words := f.text.Words
	if day := f.numberAt(i); day < 1 || day > 31 {
		return -1
	}
	if i+1 < len(words) && words[i+1].ByteStart == words[i].ByteEnd && words[i+1].ByteEnd-words[i+1].ByteStart == 2 {
		return i + 1
	}
	return i
}

// numberAt is the value of a number word of at most four digits, -1 for any other.
func (f *Finder) numberAt(i int) int {
	w := &f.text.Words[i]
	folded := f.text.Folded(w)
	if w.Kind != text.Number || len(folded) > 4 {
		return -1
	}
	n := 0
	for _, ch := range folded {
		if !isDigit(ch) {
			return -1
		}
		n = n*10 + int(ch-'0')
	}
	return n
}

// dateSign reports whether word i is joined to the one before by the stroke or hyphen of a date.
func (f *Finder) dateSign(i int) bool {
	between := f.draft[f.text.Words[i-1].ByteEnd:f.text.Words[i].ByteStart]
	return between == "/" || between == "-" || between == "‑" || between == " / "
}

func isBirthYear(n int) bool { return n >= 1900 && n <= 2100 }

// isDate accepts day, month and year in any order that people use; a year may have two digits.
func isDate(a, b, c int) bool {
	switch {
	case isBirthYear(a):
		return isDay(b, c)
	case isBirthYear(c) || c >= 0 && c < 100:
		return isDay(a, b) || isDay(b, a)
	}
	return false
}

// isDotted tells 3.5.1985, which is one word.
func isDotted(folded []byte) bool {
	var parts [3]int
	n := 0
	for _, ch := range folded {
		if ch == '.' {
			if n++; n > 2 {
				return false
			}
			continue
		}
		if parts[n] = parts[n]*10 + int(ch-'0'); parts[n] > 9999 || !isDigit(ch) {
			return false
		}
	}
	return n == 2 && isDate(parts[0], parts[1], parts[2])
}

// birthDates finds full dates that words call somebody's birthday.
func (f *Finder) birthDates() {
	for i := 0; i < len(f.text.Words); i++ {
		if f.text.Words[i].Kind != text.Number && (i+1 == len(f.text.Words) || f.text.Words[i+1].Kind != text.Number) {
			continue
		}
		last := f.dateAt(i)
		if last < 0 {
			continue
		}
		if f.called(i, last)&birth != 0 {
			f.keep(f.spanOf(i, last))
		}
		i = last
	}
}
