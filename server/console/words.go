package console

import (
	"html/template"
	"strconv"
	"strings"
	"time"
)

// functions are what templates may call.
func functions(files *assets) template.FuncMap {
	return template.FuncMap{
		"asset":    files.address,
		"day":      day,
		"moment":   moment,
		"iso":      func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"number":   number[int],
		"number64": number[int64],
		"lines":    func(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") },
		"join":     strings.Join,
		"inc":      func(i int) int { return i + 1 },
		"row": func(r storyRow, mayEdit bool, csrf string, past bool) storyInList {
			return storyInList{r, mayEdit, csrf, past}
		},
		"table": func(head string, rows []overviewRow) overviewTable { return overviewTable{head, rows} },
	}
}

// day is a date as the console writes it: "21 Nov 2026", always UTC.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006")
}

// moment adds the time of day.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// number groups thousands by a thin space, which reads the same in every country.
func number[N int | int64](n N) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return sign + strings.Join(append([]string{digits}, groups...), "\u202f")
}

// many writes a count with its noun: "1 story", "2 stories".
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + more
}
