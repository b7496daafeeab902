package detect

import "strings"

// maxUserinfo is how far behind its scheme an address's password may end.
const maxUserinfo = 200

// userinfo finds the password in an address, "postgres://user:password@host", at whose "://"
// colon stands. A reference to a variable is no password, nor is the word itself.
func userinfo(s string, colon int) (Span, bool) {
	from := colon + 3
	end, at := from, -1
	for end < len(s) && end < from+maxUserinfo && s[end] > ' ' && strings.IndexByte("\"'`<>\\?", s[end]) < 0 {
		if s[end] == '@' {
			at = end
		}
		if s[end] == '/' || s[end] == ',' && at >= 0 {
			break
		}
		end++
	}
	if at < 0 {
		return Span{}, false
	}
	user, password, ok := cut(s[from:at], ':')
	if !ok || len(password) < 3 || isTemplate(password) || strings.IndexByte("$%<[{(*", password[0]) >= 0 || isPlaceholder(password) {
		return Span{}, false
	}
	if isForm(user, password) {
		return Span{}, false
	}
	return Span{from + len(user) + 1, at}, true
}

// isForm tells a form from an address: "user:password", "xxx:yyy".
func isForm(user, password string) bool {
	return begins(user, "user") && (equalFold(password, "password") || equalFold(password, "pass") || equalFold(password, "pwd")) ||
		runOf(password) == len(password)
}

// userOption finds user and password behind the option -u or --user of a command, which ends at
// the space at byte at.
func userOption(s string, at int) (Span, bool) {
	word := s[max(0, at-8):at]
	if !strings.HasSuffix(word, " -u") && !strings.HasSuffix(word, " --user") && !strings.HasSuffix(word, "\t-u") {
		return Span{}, false
	}
	from, quote := opened(s, at+1)
	end := valueEnd(s[:min(len(s), from+maxUserinfo)], from, quote)
	user, password, ok := cut(s[from:end], ':')
	if !ok || len(user) < 3 || len(password) < 3 || isTemplate(s[from:end]) || isForm(user, password) || isPlaceholder(password) || strings.IndexByte("$%<[{", password[0]) >= 0 {
		return Span{}, false
	}
	return Span{from, end}, true
}

// isTemplate tells text that something else is put into: ${NAME}, {{ name }}, $(command), %s.
func isTemplate(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		switch s[i : i+2] {
		case "${", "{{", "#{", "%(", "<%":
			end := i + 2
			for end < len(s) && (isAlnum(s[end]) || strings.IndexByte("_.- $:|", s[end]) >= 0) {
				end++
			}
			if end > i+2 && strings.HasPrefix(s[end:], closing(s[i:i+2])) {
				return true
			}
		case "$(", "%s", "://":
			return true
		}
	}
	return false
}

// closing is what closes a template that opens like this.
func closing(open string) string {
	switch open {
	case "{{":
		return "}}"
	case "%(":
		return ")"
	case "<%":
		return "%"
	}
	return "}"
}

// botToken is a Telegram bot's token, its number before the colon at byte colon.
func botToken(s string, colon int) (Span, bool) {
	from := colon
	for from > 0 && colon-from < 11 && isDigit(s[from-1]) {
		from--
	}
	end := colon + 1
	for end < len(s) && end < colon+40 && inAlphabet('b', s[end]) {
		end++
	}
	n := end - colon - 1
	ok := colon-from >= 7 && colon-from <= 10 && (n == 34 || n == 35) && (s[colon+1] == 'A' && (s[colon+2] == 'A' || n == 35)) && spreadOver(s[colon+1:end], 8)
	return Span{from, end}, ok && (from == 0 || !isAlnum(s[from-1]))
}
