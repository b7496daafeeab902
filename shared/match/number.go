package match

import (
	"strings"

	"vouch/shared/text"
)

// number notes what the number at word i is: a number, perhaps a year, perhaps the beginning of
// a date, and how much it is worth.
func (f *Finder) number(i int) {
	w, next := &f.text.Words[i], int32(i)+1
	folded := f.text.Folded(w)
	f.passAll(AnyNumber, next)
	if year, ok := yearOf(folded, w.End-w.Start); ok {
		f.passAll(AnyYear, next)
		f.pass(Year, year, next)
		f.pass(YearsAhead, year-f.year, next)
	}
	if len(f.tests[AnyDate]) > 0 {
		if end := f.date(i); end > 0 {
			f.passAll(AnyDate, end)
		}
	}
	if len(f.tests[Amount]) > 0 {
		f.amount(i, folded)
	}
}

// yearOf reads 1900 to 2099, written in four characters.
func yearOf(folded []byte, written int32) (float64, bool) {
	if len(folded) != 4 || written != 4 || folded[2] == '.' || folded[3] == '.' {
		return 0, false
	}
	if century := string(folded[:2]); century != "19" && century != "20" {
		return 0, false
	}
	return decimal(folded), true
}

// amount notes what the number at word i is worth together with the scale word behind it: "1.5
// million" is worth 1,500,000, "2k" 2,000.
func (f *Finder) amount(i int, folded []byte) {
	next := i + 1
	value := f.worth(i, folded)
	if next < len(f.text.Words) {
		if scale := f.scale(next); scale > 0 {
			value, next = value*scale, next+1
		}
	}
	f.pass(Amount, value, int32(next))
}

// worth is the value of a number. "1.000" is a thousand beside a currency, as much of Europe
// writes it, and one elsewhere; "1.000.000" is a million everywhere.
func (f *Finder) worth(i int, folded []byte) float64 {
	stops, last := 0, -1
	for at, c := range folded {
		if c == '.' {
			stops, last = stops+1, at
		}
	}
	thousands := stops > 1 || stops == 1 && last <= 3 && len(folded)-last == 4 && folded[0] != '0' && f.priced(i)
	if !thousands {
		return decimal(folded)
	}
	value := 0.0
	for _, c := range folded {
		if c != '.' {
			value = value*10 + float64(c-'0')
		}
	}
	return value
}

// priced reports whether a currency stands right before or behind word i.
func (f *Finder) priced(i int) bool {
	return i > 0 && f.isCurrency(i-1) || i+1 < len(f.text.Words) && f.isCurrency(i+1)
}

func (f *Finder) isCurrency(i int) bool {
	w := &f.text.Words[i]
	folded := f.text.Folded(w)
	if w.Kind == text.Sign {
		return folded[0] != '%'
	}
	return listed(" usd eur gbp chf cad aud euro euros ", folded) >= 0
}

// listed is where a word stands in a list with a space around each, -1 when it does not.
func listed(list string, word []byte) int {
	var room [12]byte
	if len(word) > len(room)-2 {
		return -1
	}
	return strings.Index(list, string(append(append(append(room[:0], ' '), word...), ' ')))
}

// counts reports whether a number stands near enough to word i for it to be its currency.
func (f *Finder) counts(i int) bool {
	words := f.text.Words
	return i+1 < len(words) && words[i+1].Kind == text.Number || i > 0 && words[i-1].Kind == text.Number ||
		i > 1 && words[i-2].Kind == text.Number
}

// currency notes a currency that belongs to the number behind it, or else to the one before it.
func (f *Finder) currency(i int) {
	if !f.counts(i) || !f.isCurrency(i) {
		return
	}
	w, next := &f.text.Words[i], int32(i)+1
	gap := text.Paragraph // before a number that follows
	if i+1 < len(f.text.Words) && f.text.Words[i+1].Kind == text.Number {
		gap = f.text.Words[i+1].Gap
	}
	counted := i > 0 && w.Gap <= text.Space && (f.text.Words[i-1].Kind == text.Number || f.scale(i-1) > 0)
	switch {
	case gap == text.Joined || gap == text.Space && !counted:
		f.passAll(AnySign, next)
	case i > 0 && w.Gap <= text.Clause:
		f.passAll(AnyUnit, next)
	}
}

// decimal reads digits with at most one full stop among them.
func decimal(folded []byte) float64 {
	value, unit := 0.0, 0.0
	for _, c := range folded {
		switch {
		case c == '.':
			unit = 1
		case c >= '0' && c <= '9':
			value, unit = value*10+float64(c-'0'), unit*10
		}
	}
	if unit > 1 {
		return value / unit
	}
	return value
}

// scales are words that multiply the number before them, each behind the number of zeros.
const scales = " 3 thousand 3 tausend 3 mil 6 million 6 millions 6 millionen 6 millones 6 millon 6 mio 6 mn 6 mln 6 mm " +
	"9 billion 9 billions 9 bn 9 milliarde 9 milliarden 9 milliard 9 milliards 9 mrd C trillion C trillions C tn C billones "

// scale is what word i multiplies the number before it with, 0 when it is no such word. An m or b
// may be metres or grade: it scales only what is a price.
func (f *Finder) scale(i int) float64 {
	w := &f.text.Words[i]
	folded := f.text.Folded(w)
	if w.Kind != text.Letters || w.Gap > text.Space {
		return 0
	}
	if len(folded) == 1 {
		return f.letterScale(i, folded[0])
	}
	at := listed(scales, folded)
	if at < 1 {
		return 0
	}
	switch scales[at-1] {
	case '3':
		return 1e3
	case '6':
		return 1e6
	case '9':
		return 1e9
	}
	return 1e12
}

func (f *Finder) letterScale(i int, c byte) float64 {
	priced := i > 1 && f.isCurrency(i-2) || i+1 < len(f.text.Words) && f.isCurrency(i+1)
	switch {
	case c == 'k' && f.text.Words[i].Gap == text.Joined:
		return 1e3
	case c == 'm' && priced:
		return 1e6
	case c == 'b' && priced:
		return 1e9
	}
	return 0
}
