package detect

import "strings"

// maxSecret is the longest value looked at.
const maxSecret = 512

// value judges what stands from byte from on.
func (f *Finder) value(from int, r rank, by giving) (Span, bool) {
	s := f.draft[:min(len(f.draft), from+maxSecret)]
	for from < len(s) && (s[from] == ' ' || s[from] == '\t' || by == bySign && f.draft[from-1] == '>' && s[from] == '\n') {
		from++
	}
	if from < len(s) && s[from] == '\n' && f.openTag(from) {
		from += 1 + len(s[from+1:]) - len(trimmed(s[from+1:], " \t"))
	}
	if cut, isBasic := scheme(s[from:]); cut > 0 {
		from, r = from+cut, min(r, tokenName)
		if isBasic {
			return basicAuth(s, from)
		}
	}
	from, quote := opened(s, from)
	end := valueEnd(s, from, quote)
	v := s[from:end]
	if !isGiven(v, r, quote != "", by) {
		return Span{}, false
	}
	return Span{from, end}, true
}

// openTag reports whether the line that ends at byte at ends with a tag of XML.
func (f *Finder) openTag(at int) bool { return at > 0 && f.draft[at-1] == '>' }

// scheme is the length of an Authorization header's scheme.
func scheme(s string) (n int, isBasic bool) {
	s = s[:min(len(s), 12)]
	word, _, ok := cut(trimmed(s, "\"'`"), ' ')
	if !ok {
		return 0, false
	}
	n = strings.Index(s, " ") + 1
	switch {
	case equalFold(word, "basic"):
		return n, true
	case equalFold(word, "bearer"), equalFold(word, "token"), equalFold(word, "apikey"), equalFold(word, "ssws"):
		return n, false
	}
	return 0, false
}

// basicAuth holds a user and a password in base64.
func basicAuth(s string, from int) (Span, bool) {
	end := from
	for end < len(s) && inAlphabet('g', s[end]) {
		end++
	}
	var room [96]byte
	plain := string(decode64(room[:0], s[from:end]))
	user, password, ok := cut(plain, ':')
	return Span{from, end}, ok && user != "" && len(password) > 2 && !isPlaceholder(plain)
}

// opened takes an opening quotation mark.
func opened(s string, from int) (int, string) {
	if from >= len(s) {
		return from, ""
	}
	if s[from] == '\\' && from+1 < len(s) && (s[from+1] == '"' || s[from+1] == '\'') {
		return from + 2, s[from : from+2]
	}
	if strings.IndexByte("rbuf@", s[from]) >= 0 && from+1 < len(s) && (s[from+1] == '"' || s[from+1] == '\'') {
		from++
	}
	switch {
	case s[from] == '"' || s[from] == '\'' || s[from] == '`':
		return from + 1, s[from : from+1]
	case strings.HasPrefix(s[from:], "“"), strings.HasPrefix(s[from:], "„"):
		return from + 3, "”"
	case strings.HasPrefix(s[from:], "‘"):
		return from + 3, "’"
	}
	return from, ""
}

// valueEnd is where the value ends: at its closing quotation mark, or before a space or a sign
// that code puts behind values.
func valueEnd(s string, from int, quote string) int {
	if quote != "" {
		for end := from; end < len(s) && s[end] != '\n'; end++ {
			if s[end] == quote[0] && strings.HasPrefix(s[end:], quote) {
				return end
			}
		}
	}
	end := from
	for end < len(s) && s[end] > ' ' && strings.IndexByte("\"'`;,<>\\|", s[end]) < 0 && !nextParameter(s[end:]) {
		if s[end] == 0xE2 || s[end] == 0xC2 { // curly quotes, dashes, wide spaces
			break
		}
		end++
	}
	for end > from && strings.IndexByte(".:!?)]}*", s[end-1]) >= 0 {
		end-- // the sentence's, not the secret's
	}
	return end
}

// nextParameter tells the & between the parameters of an address.
func nextParameter(s string) bool {
	return s[0] == '&' && strings.IndexByte(s[:min(len(s), 24)], '=') > 0
}

// notValues are words that stand where a value would and are none.
const notValues = " none null nil true false undefined empty required optional password passwd secret token string hidden disabled enabled protected default unknown basic bearer admin root test user username here "

// isGiven judges a value by what its name promises.
func isGiven(v string, r rank, quoted bool, by giving) bool {
	if v == "" || len(v) < 24 && isNotValue(v) {
		return false
	}
	looks := false
	switch r {
	case passName:
		looks = isPassword(v, makeupOf(v), quoted, by)
	case tokenName:
		looks = isToken(v, quoted, by)
	case noSecret:
		return false
	case keyName:
		looks = isRandom(v, 16) && makeupOf(v).digits > 1 && !isUUID(v) && strings.IndexByte(v, ' ') < 0
	}
	return looks && !isReference(v, quoted) && !isPlaceholder(v)
}

// isToken tells a random value; more of it is asked where no sign gives it.
func isToken(v string, quoted bool, by giving) bool {
	switch {
	case strings.IndexByte(v, ' ') >= 0, by == byDash && !quoted && len(v) < 16:
		return false
	case by == bySpace && (len(v) < 16 || makeupOf(v).digits < 3 || isUUID(v)):
		return false
	}
	return isRandom(v, 8) || isUUID(v)
}

// isPassword tells what a person may have made up as a password.
func isPassword(v string, m makeup, quoted bool, by giving) bool {
	letters := m.lower + m.upper + m.wide
	kinds := 0
	for _, n := range [...]int{m.lower, m.upper, m.digits, m.signs} {
		if n > 0 {
			kinds++
		}
	}
	switch {
	case letters+m.digits == 0 || runOf(v) == len(v):
		return false
	case quoted && (by == bySign || by == byDash):
		return len(v) >= 4 && (strings.Count(v, " ") < 2 && !containsFold(v, "passw") || letters < len(v)*9/10)
	case quoted:
		return len(v) >= 5 && strings.Count(v, " ") < 8
	case by == bySpace:
		return len(v) >= 8 && kinds >= 3 && m.digits > 0 && spreadOver(v, 5) && !isName(v)
	case letters == 0:
		return by == bySign && len(v) >= 6 && m.signs == 0 && len(v) < 13
	}
	return len(v) >= 6 && (m.digits > 0 || kinds >= 3) && kinds >= 2 && strings.IndexByte(v, '/') < 0 && !isOrdinal(v)
}

// isOrdinal tells numbers with letters at their end: "12characters", "2nd".
func isOrdinal(v string) bool {
	i := 0
	for i < len(v) && isDigit(v[i]) {
		i++
	}
	return i > 0 && makeupOf(v[i:]).lower == len(v)-i
}

// isReference tells variables, templates and calls, whose value stands elsewhere.
func isReference(v string, quoted bool) bool {
	switch v[0] {
	case '$', '{', '<', '%', '[', '(':
		return !quoted || isName(v[1:])
	}
	if isTemplate(v) || strings.IndexByte("+,.;:/ ", v[0]) >= 0 || strings.HasPrefix(v, "arn:") {
		return true
	}
	if !quoted && strings.IndexByte(v, '.') > 0 && !hasDigit(v) && isName(v) {
		return true
	}
	if !quoted && (strings.IndexByte(v, '(') >= 0 || strings.IndexByte(v, '[') >= 0) {
		return true
	}
	at := strings.IndexByte(v, '@')
	return at > 0 && isDomain(v[at+1:]) && strings.IndexByte(v[at+1:], '.') > 0
}

func isNotValue(v string) bool {
	for rest := notValues[1:]; rest != ""; {
		word, more, _ := cut(rest, ' ')
		if equalFold(v, word) {
			return true
		}
		rest = more
	}
	return false
}

// isUUID tells 8-4-4-4-12 hexadecimal digits, which name things more often than they guard them.
func isUUID(v string) bool {
	return len(v) == 36 && v[8] == '-' && v[13] == '-' && v[18] == '-' && v[23] == '-'
}
