package match

import "vouch/shared/text"

// date is where a date in numbers ends that begins at word i: 2026-05-03, 03/05/2026, 3.5.2026.
// 0 is none. Whether day or month stands first is not asked.
func (f *Finder) date(i int) int32 {
	words := f.text.Words
	first := f.text.Folded(&words[i])
	if day, rest, ok := cutNumber(first); ok {
		month, year, ok := cutNumber(rest)
		if ok && isDay(day) && isDay(month) && isYear(year) {
			return int32(i) + 1
		}
	}
	if i+2 >= len(words) || !joinedNumber(&words[i+1]) || !joinedNumber(&words[i+2]) {
		return 0
	}
	second, third := f.text.Folded(&words[i+1]), f.text.Folded(&words[i+2])
	if isDay(second) && (len(first) == 4 && isYear(first) && isDay(third) || isDay(first) && isYear(third)) {
		return int32(i) + 3
	}
	return 0
}

// cutNumber parts a number at its first full stop.
func cutNumber(s []byte) (head, rest []byte, ok bool) {
	for i, c := range s {
		if c == '.' {
			return s[:i], s[i+1:], true
		}
	}
	return s, nil, false
}

func joinedNumber(w *text.Word) bool { return w.Kind == text.Number && w.Gap == text.Joined }

// isDay tells the numbers of days and months: 1 to 31, in one or two digits.
func isDay(s []byte) bool {
	return len(s) > 0 && len(s) <= 2 && isDigits(s) && decimal(s) >= 1 && decimal(s) <= 31
}

// isYear tells the numbers of years in two or four digits.
func isYear(s []byte) bool { return (len(s) == 2 || len(s) == 4) && isDigits(s) }

func isDigits(s []byte) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
