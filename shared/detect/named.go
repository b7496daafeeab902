package detect

import "strings"

// nameReach is how many bytes before a sign of assignment the name is looked for in.
const nameReach = 48

// maxSecret is the longest value looked at.
const maxSecret = 512

// rank says how much a name promises, and so how much its value has to look like a secret.
type rank uint8

const (
	noSecret rank = iota
	keyName       // "key": the value must be long and random
	tokenName
	passName // "password": a person may have made it up
)

// named finds the secret that is given behind the sign at byte op: "password: …", "api_key=…",
// "my token is …", "--password …", "<secret>…".
func (f *Finder) named(op int) (Span, bool) {
	s := f.draft
	end := op // of the name
	for end > 0 && end > op-4 && strings.IndexByte(" \t\"'`*])!=.|:?", s[end-1]) >= 0 {
		end--
	}
	from, value := f.operator(op, end)
	if from < 0 {
		return Span{}, false
	}
	name := s[max(0, end-nameReach):end]
	if cut := lastOf(name, "\n\r,;{}<>=:&?!|#@"); cut >= 0 {
		name = name[cut+1:]
	}
	r := rankOf(name)
	if r == noSecret || value == bySpace && !f.spoken(name, r) {
		return Span{}, false
	}
	return f.value(from, r, value)
}

// giving is how a value is given.
type giving uint8

const (
	bySign  giving = iota // by = or : or =>
	byIs                  // "is"
	byDash                // " - "
	bySpace               // by nothing: "--password …", "Bearer …"
)

// operator reads the sign at op and returns where the value begins, -1 when it is none.
func (f *Finder) operator(op, nameEnd int) (from int, by giving) {
	s := f.draft
	from = op
	switch s[op] {
	case ' ':
		word := s[max(0, op-4):op]
		switch {
		case strings.HasSuffix(word, " is") || strings.HasSuffix(word, " was"):
			by = byIs
		case strings.HasPrefix(s[op:], " - "), strings.HasPrefix(s[op:], " -> "):
			return op + 3, byDash
		case op+1 < len(s) && s[op+1] > ' ' && op > 0 && isAlnum(s[op-1]):
			return op + 1, bySpace
		default:
			return -1, 0
		}
	case ',':
		if op == 0 || strings.IndexByte("\"'`", s[op-1]) < 0 {
			return -1, 0
		}
	case '>':
		if nameEnd == op && strings.LastIndexByte(s[max(0, op-nameReach):op], '<') < 0 {
			return -1, 0
		}
	case ':':
		if strings.HasPrefix(s[op:], "://") {
			return -1, 0
		}
	}
	for from < len(s) && from < op+4 && strings.IndexByte("=:>~", s[from]) >= 0 || from == op {
		from++
	}
	return from, by
}

// lastOf is the last byte of s that is one of chars.
func lastOf(s, chars string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if strings.IndexByte(chars, s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// spoken reports whether a name gives its value without any sign: an option of a command, or
// the scheme of a header.
func (f *Finder) spoken(name string, r rank) bool {
	word := name[strings.LastIndexByte(name, ' ')+1:]
	return r > keyName && (strings.HasPrefix(word, "--") || len(word) < 9)
}

// secretNames are what names of secrets are made of, by their first letter: a rank, then the word.
// A word in capitals must stand alone; the others may be part of a longer name.
var secretNames = [128]string{
	'-': "3-pw 1-key ",
	'_': "3_pass 3_pw 2_auth 1_key ",
	'a': "2apikey 2api_key 2api-key 2api.key 2accesskey 2access_key 2access-key 2authkey 2auth_key 2auth-key 2authorization 2account_key 2accountkey 2AUTH 2app_key 2appkey 2apitoken ",
	'b': "2bearer ",
	'c': "3contraseña 2credential 2creds 2client_key ",
	'd': "3dbpass 2deploy_key ",
	'e': "2encryptionkey 2encryption_key ",
	'f': "3ftppass ",
	'j': "2jwt ",
	'k': "3kennwort 1KEY ",
	'l': "3loginpass 2license_key 2licensekey ",
	'm': "2master_key 2masterkey ",
	'o': "1OAUTH ",
	'p': "3password 3passwort 3passwd 3passphrase 3passcode 3pwd 3PASS 3pass_ 3PW 2privatekey 2private_key 2private-key 2presharedkey 2PSK 2PAT ",
	'r': "2recovery_key ",
	's': "3senha 2secret 2signing_key 2signingkey 2sharedaccesskey 2SIG 2storage_key 2service_key 2session_key ",
	't': "2token ",
	'u': "3userpass 2unseal ",
	'w': "2webhook_key ",
}

// noSecretNames follow or precede in names that only speak of a secret.
const noSecretNames = "id name hash url uri path file type length len size count field label policy expir ttl version manager reset limit economy usage price vault " +
	"store ring board public pub primary foreign cache partition csrf xsrf variable hint rules tips checker generator strength protected less placeholder " +
	"regex pattern format prefix suffix endpoint issuer scope algorithm reader filter selector index event press code_challenge confirm label window " +
	"hotkey keyword keyboard monkey turkey sortkey sort_key row_key rowkey title header column date created updated mode status "

// rankOf judges a name by the last word of secrecy in it.
func rankOf(name string) rank {
	best, at, size := noSecret, 0, 0
	for i := range len(name) {
		list := secretNames[small(name[i])&127]
		for list != "" {
			width := strings.IndexByte(list, ' ')
			word := list[:width]
			list = list[width+1:]
			if i+1 < len(name) && len(word) > 2 && small(word[2]) != small(name[i+1]) && name[i+1] != ' ' || !standsAt(name, i, word[1:]) {
				continue
			}
			if end := i + len(word); end > at+size || end == at+size && len(word) > size {
				best, at, size = rank(word[0]-'0'), i, len(word)
			}
		}
	}
	if best == noSecret {
		return noSecret
	}
	tail := name[at+size-1:]
	if len(tail) > 24 || best == keyName && trimmed(tail, " _-0123456789") != "" {
		return noSecret
	}
	head := name[max(0, at-10):at]
	for rest := noSecretNames; rest != ""; {
		word, more, _ := cut(rest, ' ')
		rest = more
		if begins(tail, word) || best < passName && endsIn(trimmedEnd(head, " _-."), word) {
			return noSecret
		}
	}
	return best
}

// endsIn reports whether the beginning of a name ends in a word: a part of its own, or a long one.
func endsIn(head, word string) bool {
	if len(word) < 3 || !hasSuffixFold(head, word) {
		return false
	}
	at := len(head) - len(word)
	return len(word) > 4 || at == 0 || !isAlnum(head[at-1])
}

// begins reports whether a word stands in the rest of a name as a part of its own.
func begins(tail, word string) bool {
	for at := 0; at+len(word) <= len(tail); at++ {
		if equalFold(tail[at:at+len(word)], word) {
			before := at == 0 || !isAlnum(tail[at-1]) || tail[at] <= 'Z'
			after := at+len(word) == len(tail) || !isAlnum(tail[at+len(word)]) || tail[at+len(word)] <= 'Z' || len(word) > 3
			if before && after {
				return true
			}
		}
	}
	return false
}

// standsAt reports whether a word stands in a name at byte at; a word in capitals only where no
// letter is beside it. A space in the name may stand for _ or - of the word.
func standsAt(name string, at int, word string) bool {
	if at+len(word) > len(name) {
		return false
	}
	for i := range len(word) {
		ch, want := small(name[at+i]), small(word[i])
		if ch != want && (ch != ' ' || want != '_' && want != '-') {
			return false
		}
	}
	if word[0] < 'A' || word[0] > 'Z' {
		return true
	}
	end := at + len(word)
	camel := at > 0 && name[at] <= 'Z' && name[at-1] > 'Z'
	return (at == 0 || !isAlnum(name[at-1]) || camel) && (end == len(name) || !isAlnum(name[end]))
}

// small is the small letter of a capital of ASCII, and any other byte itself.
func small(ch byte) byte {
	if ch >= 'A' && ch <= 'Z' {
		return ch | 0x20
	}
	return ch
}

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
