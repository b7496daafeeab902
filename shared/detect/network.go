package detect

import (
	"strings"

	"vouch/shared/text"
)

// networkAddresses finds addresses of machines: IPv4 (four numbers to 255), IPv6 and MAC. An
// address that stands for any or this machine, and a version of four numbers, are let go.
func (f *Finder) networkAddresses() {
	for _, number := range f.withDigits() {
		i := int(number)
		w := &f.text.Words[i]
		if w.Kind == text.Number && isIPv4(f.text.Folded(w)) && strings.IndexByte(f.draft[w.ByteStart:w.ByteEnd], ',') < 0 && f.standsAlone(i, i) && !f.isVersion(i) {
			f.keep(f.spanOf(i, i))
		}
	}
	s := f.draft
	for from := 0; ; {
		i := strings.IndexByte(s[from:], ':')
		if i < 0 {
			break
		}
		start, end := hexAround(s, from, from+i)
		if run := s[start:end]; isMAC(run) || isIPv6(run) {
			f.keep(Span{start, end})
		}
		from = max(end, from+i+1)
	}
	f.hyphenMACs()
}

// hyphenMACs finds "00-1A-2B-3C-4D-5E".
func (f *Finder) hyphenMACs() {
	s := f.draft
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '-')
		if i < 0 {
			return
		}
		at := from + i
		from = at + 1
		if at < 2 || at+15 > len(s) || at > 2 && isAlnum(s[at-3]) || !isMAC(s[at-2:at+15]) || at+15 < len(s) && (isAlnum(s[at+15]) || s[at+15] == '-') {
			continue
		}
		f.keep(Span{at - 2, at + 15})
		from = at + 15
	}
}

// hexAround is the run of hexadecimal digits and colons around a colon, not before from.
func hexAround(s string, from, colon int) (start, end int) {
	start, end = colon, colon
	for start > from && isHex(s[start-1]) {
		start--
	}
	for end < len(s) && (isHex(s[end]) || s[end] == ':') {
		end++
	}
	if start > 0 && isAlnum(s[start-1]) || end < len(s) && isAlnum(s[end]) {
		return end, end // part of a word
	}
	if end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) {
		return end, end // "256.1.1.1" behind it
	}
	for end > colon && s[end-1] == ':' && (end < 2 || s[end-2] != ':') {
		end--
	}
	return start, end
}

func isMAC(s string) bool {
	if len(s) != 17 || s[2] != ':' && s[2] != '-' || s == "00:00:00:00:00:00" {
		return false
	}
	letters := false
	for i := range len(s) {
		if i%3 == 2 {
			if s[i] != s[2] {
				return false
			}
			continue
		}
		if !isHex(s[i]) {
			return false
		}
		letters = letters || !isDigit(s[i])
	}
	return letters || s[2] == ':'
}

// isIPv6 tells eight groups of up to four hexadecimal digits, or fewer with one "::".
func isIPv6(s string) bool {
	groups, size, gaps := 0, 0, 0
	for i := range len(s) {
		if s[i] == ':' {
			if size = 0; i > 0 && s[i-1] == ':' {
				gaps++
			}
			continue
		}
		if size++; size == 1 {
			groups++
		}
		if size > 4 {
			return false
		}
	}
	if gaps == 0 {
		return groups == 8
	}
	return gaps == 1 && groups >= 2 && groups < 8 && len(s) > 6
}

// isIPv4 tells four numbers to 255, but those of any machine and of this one.
func isIPv4(folded []byte) bool {
	dots, n, size := 0, 0, 0
	for i, ch := range folded {
		if ch == '.' {
			if size == 0 || n > 255 {
				return false
			}
			dots, n, size = dots+1, 0, 0
			continue
		}
		if size == 1 && folded[i-1] == '0' || size == 3 {
			return false
		}
		n, size = n*10+int(ch-'0'), size+1
	}
	s := string(folded)
	return dots == 3 && size > 0 && n <= 255 && len(s) >= 7 && !strings.HasPrefix(s, "0.") && !strings.HasPrefix(s, "127.") && !strings.HasPrefix(s, "255.")
}

// isVersion reports whether word i is called a version: "v1.2.3.4", "version 10.0.19.1".
func (f *Finder) isVersion(i int) bool {
	if i == 0 {
		return false
	}
	switch string(f.text.Folded(&f.text.Words[i-1])) {
	case "v", "version", "release", "build", "firmware", "section", "chapter", "update", "sdk":
		return true
	}
	return false
}
