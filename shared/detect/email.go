package detect

import "strings"

// emails finds e-mail addresses: a local part, a sign and a domain with at least one full stop
// and a last label of letters.
func (f *Finder) emails() {
	s := f.draft
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '@')
		if i < 0 {
			return
		}
		at := from + i
		start, end := localStart(s, from, at), domainEnd(s, at+1)
		if start < at && isDomain(s[at+1:end]) {
			f.keep(Span{start, end})
		}
		from = end
	}
}

// localStart is where the local part that ends before at begins, not before from; it begins with
// no full stop.
func localStart(s string, from, at int) int {
	start := at
	for start > from && isLocal(s[start-1]) {
		start--
	}
	for start < at && s[start] == '.' {
		start++
	}
	return start
}

// domainEnd is where the domain that begins at from ends: with a letter or a digit.
func domainEnd(s string, from int) int {
	end := from
	for end < len(s) && (isAlnum(s[end]) || s[end] == '-' || s[end] == '.') {
		end++
	}
	for end > from && !isAlnum(s[end-1]) {
		end--
	}
	return end
}

func isAlnum(b byte) bool { return isDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' }

func isLocal(b byte) bool { return isAlnum(b) || strings.IndexByte("._%+-'", b) >= 0 }

func isDomain(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 || len(s)-dot < 3 {
		return false
	}
	for i := dot + 1; i < len(s); i++ {
		if isDigit(s[i]) || s[i] == '-' {
			return false
		}
	}
	return true
}
